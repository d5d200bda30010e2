"""A worker of the product in a process of its own, whose only records are numbers: `python -m …one_worker`.

Record n is found by the word “asia<n>” and by “kaikki”; the numbers in the file `taken` of the data folder have gone.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from seutu.shared.core.registry import daily_work
    from seutu.shared.search.searchables import searchables

    daily_work._entries.clear()
    searchables._entries.clear()
    register()
    call_command("run_worker", "--poll-seconds=0.05")


def register() -> None:
    from seutu.shared.search.searchables import Document, Findable, Searchable, searchables

    folder = Path(os.environ["SEUTU_DATA_DIR"])

    def taken() -> set[int]:
        path = folder / "taken"
        return {int(number) for number in path.read_text().split()} if path.exists() else set()

    def findable(pks: Sequence[int]) -> Iterable[Findable]:
        gone = taken()
        for pk in pks:
            words = f"Asia{pk} kaikki"
            yield Findable(pk, None if pk in gone else Document(title=words, day=dt.date(2026, 3, 2), municipality="k"))

    def every() -> Iterator[Sequence[int]]:
        path = folder / "standing"
        yield range(1, int(path.read_text()) + 1) if path.exists() else ()

    searchables.register(
        Searchable(key="number", word="luku", label="luvut", findable=findable, every=every, show=lambda pks: {})
    )


if __name__ == "__main__":
    main()

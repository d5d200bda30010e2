"""Generated documents of 100–300 words, for measuring search: runs of sentences of real documents, always the same.

The sentences come from the real documents beside the project. Where there are none, they are made of words of our own.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from _generated import WORDS

if TYPE_CHECKING:
    from seutu.shared.search.searchables import Document, Findable, ShownHit

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
KIND = "bench"
COUNT = "SEUTU_BENCH_DOCUMENTS"
PIECE = 1000
LEAST_WORDS, MOST_WORDS = 100, 300
MUNICIPALITIES, BODIES = 12, 60
NEWEST = dt.date(2026, 10, 1)
DAYS = 4200
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
WORD = re.compile(r"[^\W\d_]{3,}")


@functools.cache
def sentences() -> list[str]:
    """Sentences of three words and more."""
    found = [sentence for text in _real_texts() for sentence in SENTENCE_END.split(text)]
    found = [" ".join(sentence.split()) for sentence in found if len(WORD.findall(sentence)) >= 3]
    return found or list(_own_sentences())


def _real_texts() -> Iterator[str]:
    for path in sorted(REAL.glob("**/*")):
        if path.suffix in {".md", ".txt"}:
            yield re.sub(r"[#*|_>-]{2,}|^[#>*|-]+", " ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        elif path.suffix == ".conllu":
            lines = path.read_text(encoding="utf-8").splitlines()
            yield "\n".join(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))


def _own_sentences() -> Iterator[str]:
    chance = random.Random(1)
    for _ in range(3000):
        length = chance.randint(6, 18)
        yield " ".join(WORDS[int(chance.random() ** 2 * len(WORDS))] for _ in range(length)).capitalize() + "."


def text(pk: int) -> str:
    """The text of a document."""
    chance = random.Random(pk)
    wanted, words, found = chance.randint(LEAST_WORDS, MOST_WORDS), 0, []
    while words < wanted:
        sentence = chance.choice(sentences())
        found.append(sentence)
        words += sentence.count(" ") + 1
    return " ".join(found)


def document(pk: int) -> Document:
    """What is to be found of a record."""
    from seutu.shared.search.searchables import Document

    chance = random.Random(-pk)
    written = text(pk)
    body = chance.randint(1, BODIES)
    owner = f"mittala-{body % MUNICIPALITIES + 1}"
    day = NEWEST - dt.timedelta(days=int(chance.random() * DAYS))
    return Document(
        title=" ".join(written.split()[:7]),
        names=f"Lautakunta {body} {pk % 900 + 1}/00.01.02.00/{day.year} {pk % 80 + 1} §",
        decision=" ".join(written.split()[-25:]),
        text=written,
        language="fi",
        day=day,
        municipality=owner,
        body=f"{owner}/lautakunta-{body}",
        group=str(pk // 2) if pk % 5 == 0 else "",
    )


def fill_bodies() -> None:
    """Write the bodies of the documents into the database, so that hits can be narrowed to them."""
    from seutu.shared.organizations.models import Body, Organization

    owners = Organization.objects.bulk_create(
        Organization(name_fi=f"Mittala {n}", slug=f"mittala-{n}") for n in range(1, MUNICIPALITIES + 1)
    )
    Body.objects.bulk_create(
        Body(
            organization=owners[n % MUNICIPALITIES],
            kind="committee",
            name_fi=f"Lautakunta {n}",
            slug=f"lautakunta-{n}",
        )
        for n in range(1, BODIES + 1)
    )


def register(count: int) -> None:
    """Let search know so many documents; the number goes on to the processes that are started."""
    from seutu.shared.search.searchables import Findable, Searchable, searchables

    os.environ[COUNT] = str(count)

    def findable(pks: Sequence[int]) -> Iterable[Findable]:
        return (Findable(pk, document(pk)) for pk in pks)

    def every() -> Iterator[Sequence[int]]:
        total = int(os.environ[COUNT])
        return (range(start, min(start + PIECE, total + 1)) for start in range(1, total + 1, PIECE))

    searchables._entries.clear()
    searchables.register(
        Searchable(key=KIND, word="mittaus", label="Mittaus", findable=findable, every=every, show=_show)
    )


def _show(pks: Sequence[int]) -> Mapping[int, ShownHit]:
    from seutu.shared.core import clock
    from seutu.shared.search.searchables import Passage, ShownHit

    shown = {}
    for pk in pks:
        it = document(pk)
        shown[pk] = ShownHit(
            title=it.title,
            url=f"/mittaus/{pk}/",
            where=it.names,
            day=it.day,
            lang="fi",
            place_slug=it.municipality,
            place_name=it.municipality,
            published_at=clock.start_of(it.day),
            updated_at=clock.start_of(it.day),
            passages=[Passage("", it.decision), Passage("", it.text)],
        )
    return shown

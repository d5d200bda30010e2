"""What a button of a page asks for beside going on: a round more or less of a repeat, a file taken away."""

from __future__ import annotations

from seutu.shared.core import clock
from seutu.shared.eforms.answers.defaults import with_defaults
from seutu.shared.eforms.answers.prepared import Node, Prepared
from seutu.shared.eforms.answers.rounds import rounds_in, with_round, without_round
from seutu.shared.eforms.answers.typed import LONGEST_READ
from seutu.shared.eforms.answers.values import limit_of
from seutu.shared.eforms.spec.items import Field, FieldKind, Group


class Step:
    """The value of a button, ``verb:key:number``, applied to what was typed: ``raw`` is what it is afterwards."""

    def __init__(self, button: str, form: Prepared, raw: dict[str, list[str]]) -> None:
        self.form = form
        self.raw = {key: [each[: LONGEST_READ + 1] for each in values] for key, values in raw.items()}
        self.verb, _, rest = button.partition(":")
        self.key, _, self.last = rest.partition(":")
        self.fragment = f"#k-{self.key}" if self.key else ""
        self.detached: list[str] = []
        if self.verb == "add":
            self._add()
        elif self.verb == "remove":
            self._remove()
        elif self.verb == "detach":
            self._detach()

    @property
    def goes_to(self) -> int | None:
        """The number of the page that the button names, if it names one."""
        is_number = self.key.isascii() and self.key.isdigit() and len(self.key) < 6
        return int(self.key) if self.verb == "page" and is_number else None

    @property
    def stays(self) -> bool:
        """Whether the same page is shown again."""
        return self.verb in {"add", "remove", "attach", "detach"}

    def has_room_for_file(self, key: str) -> bool:
        """Whether the field at ``key`` takes one file more."""
        return len(self.raw.get(key, ())) < self.most_files(key)

    def most_files(self, key: str) -> int:
        """How many files the field at ``key`` takes."""
        node = self._node(key)
        item = node.item if node else None
        return limit_of(item) if isinstance(item, Field) and item.kind is FieldKind.FILE else 0

    def add_file(self, key: str, file_key: str) -> None:
        """Note a file that was kept for the field at ``key``."""
        self.raw.setdefault(key, []).append(file_key)

    def _node(self, key: str) -> Node | None:
        return self.form.nodes.get(key.rpartition("/")[2])

    def _repeat(self) -> Group | None:
        node = self._node(self.key)
        return node.item if node and node.is_repeat and isinstance(node.item, Group) else None

    def _add(self) -> None:
        repeat = self._repeat()
        if repeat is None:
            return
        self.raw = with_round(self.raw, self.key, repeat)
        new = rounds_in(self.raw, self.key, repeat) - 1
        self.raw = with_defaults(self.form, self.raw, today=clock.today(), inside=f"{self.key}/{new}/")
        self.fragment = f"#k-{self.key}/{new}"

    def _remove(self) -> None:
        repeat = self._repeat()
        if repeat is not None and self.last.isascii() and self.last.isdigit() and len(self.last) < 6:
            self.raw = without_round(self.raw, self.key, repeat, int(self.last))

    def _detach(self) -> None:
        kept = self.raw.get(self.key, [])
        if self.last in kept:
            self.raw[self.key] = [each for each in kept if each != self.last]
            self.detached.append(self.last)

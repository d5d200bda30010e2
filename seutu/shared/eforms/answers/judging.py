"""Judging what was typed: what is asked at all, what is computed, what is wrong, and the clean answers.

Nothing here raises, whatever the form and whatever was typed: a fault of a person is a `Mistake`, and a circle in the
form leaves a value out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from seutu.shared.eforms.answers.prepared import Node, Prepared, key_of
from seutu.shared.eforms.answers.rounds import Raw, rounds_in
from seutu.shared.eforms.answers.values import NO_LISTS, Answer, Fault, Lists, read
from seutu.shared.eforms.expressions import Expression, Value, evaluate, is_true
from seutu.shared.eforms.spec.items import Field, FieldKind, Group

Spot = tuple[str, tuple[int, ...]]
"""An item by its name, in the rounds of the repeats around it."""

MOST_SPOTS = 5_000
"""Repeats in repeats multiply: beyond this many rounds of one item, later ones are not there."""


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one answer. ``key`` is the name of its input."""

    key: str
    field: Field
    fault: Fault


@dataclass
class Judged:
    """What came of judging: everything by spot, and mistakes in the order in which the form is shown."""

    form: Prepared
    raw: Raw
    relevant: set[Spot] = field(default_factory=set)
    values: dict[Spot, Answer] = field(default_factory=dict)
    faults: dict[Spot, Fault] = field(default_factory=dict)
    rounds: dict[Spot, int] = field(default_factory=dict)

    @property
    def mistakes(self) -> list[Mistake]:
        """Every mistake in what is asked, in the order of the form."""
        return [
            Mistake(key_of(node, rounds), node.item, self.faults[node.name, rounds])
            for node, rounds in self.shown()
            if (node.name, rounds) in self.faults and isinstance(node.item, Field)
        ]

    @property
    def answers(self) -> dict[str, Any]:
        """The clean answers as they are stored: those of what is asked, each repeat a list of objects."""
        return self._object(self.form.spec.items, ())

    def shown(self) -> Iterator[tuple[Node, tuple[int, ...]]]:
        """Every item that is asked or shown, round by round."""
        return self.inside(self.form.spec.items, ())

    def inside(self, items: Any, rounds: tuple[int, ...]) -> Iterator[tuple[Node, tuple[int, ...]]]:
        """As `shown`, of these items in these rounds."""
        for item in items:
            if (item.name, rounds) not in self.relevant:
                continue
            node = self.form.nodes[item.name]
            yield node, rounds
            if isinstance(item, Group):
                for each in self.rounds_of(node, rounds):
                    yield from self.inside(item.items, each)

    def rounds_of(self, node: Node, rounds: tuple[int, ...]) -> list[tuple[int, ...]]:
        """In which rounds the items of a group stand: a group that is no repeat has those of its own."""
        if not node.is_repeat:
            return [rounds]
        return [(*rounds, number) for number in range(self.rounds.get((node.name, rounds), 0))]

    def _object(self, items: Any, rounds: tuple[int, ...]) -> dict[str, Any]:
        told: dict[str, Any] = {}
        for item in items:
            spot = (item.name, rounds)
            if spot not in self.relevant:
                continue
            if isinstance(item, Field):
                if spot in self.values:
                    told[item.name] = self.values[spot]
                continue
            node = self.form.nodes[item.name]
            if not node.is_repeat:
                told.update(self._object(item.items, rounds))
            elif all_rounds := self.rounds_of(node, rounds):
                told[item.name] = [self._object(item.items, each) for each in all_rounds]
        return told


def judge(form: Prepared, raw: Raw, lists: Lists = NO_LISTS, *, today: dt.date) -> Judged:
    """Judge ``raw``, what the inputs of a form hold, against the form."""
    judged = Judged(form, raw)
    _Judge(judged, lists, today).run()
    return judged


class _Judge:
    def __init__(self, judged: Judged, lists: Lists, today: dt.date) -> None:
        self.judged, self.lists, self.today = judged, lists, today
        self.form, self.raw = judged.form, judged.raw
        # Names asked for by expressions are few: how each is found from a node is worked out once.
        self.spots_of: dict[str, list[tuple[int, ...]]] = {}

    def run(self) -> None:
        for node in self.form.in_order:
            spots = self.spots_of[node.name] = self._spots(node)
            for rounds in spots:
                self._settle(node, rounds)
        # Only now is every answer known that a rule may ask for.
        for node in self.form.nodes.values():
            if isinstance(node.item, Field) and node.item.kind.takes_answers:
                for rounds in self.spots_of[node.name]:
                    self._check(node, node.item, rounds)

    def _spots(self, node: Node) -> list[tuple[int, ...]]:
        spots: list[tuple[int, ...]] = [()]
        for repeat in node.repeats:
            counts = self.judged.rounds
            spots = [(*each, number) for each in spots for number in range(counts.get((repeat, each), 0))][:MOST_SPOTS]
        return spots

    def _settle(self, node: Node, rounds: tuple[int, ...]) -> None:
        """Find out whether an item is asked, and what it holds."""
        spot = (node.name, rounds)
        if not self._is_relevant(node, rounds):
            return
        self.judged.relevant.add(spot)
        item = node.item
        if isinstance(item, Group):
            if node.is_repeat:
                self.judged.rounds[spot] = rounds_in(self.raw, key_of(node, rounds), item)
        elif item.kind is FieldKind.COMPUTED:
            self._compute(node, spot)
        else:
            self._read(node, item, spot)

    def _is_relevant(self, node: Node, rounds: tuple[int, ...]) -> bool:
        if node.parent:
            parent = self.form.nodes[node.parent]
            if (parent.name, rounds[: len(parent.repeats)]) not in self.judged.relevant:
                return False
        return node.relevant is None or self._holds(node.relevant, node, rounds)

    def _read(self, node: Node, item: Field, spot: Spot) -> None:
        typed = self.raw.get(key_of(node, spot[1]), ())
        found = read(item, typed, node.offered, self.lists)
        if isinstance(found, Fault):
            self.judged.faults[spot] = found
        elif found is not None:
            self.judged.values[spot] = found

    def _compute(self, node: Node, spot: Spot) -> None:
        if node.calculation is None:
            return
        value = evaluate(node.calculation, value_of=lambda name: self._value(name, node, spot[1]), today=self.today)
        stored = _stored(value)
        if stored is not None:
            self.judged.values[spot] = stored

    def _check(self, node: Node, item: Field, rounds: tuple[int, ...]) -> None:
        """Ask the form's own rules about an answer that is there, or is not."""
        spot = (node.name, rounds)
        if spot not in self.judged.relevant or spot in self.judged.faults:
            return
        value = self.judged.values.get(spot)
        if value is None:
            if node.is_always_required or (node.required and self._holds(node.required, node, rounds)):
                self.judged.faults[spot] = _missing(item)
        elif node.constraint and not self._holds(node.constraint, node, rounds, _known(item, value)):
            self.judged.faults[spot] = Fault.NOT_ACCEPTED

    def _holds(self, expression: Expression, node: Node, rounds: tuple[int, ...], this: Value = None) -> bool:
        return is_true(expression, value_of=lambda name: self._value(name, node, rounds), this=this, today=self.today)

    def _value(self, name: str, node: Node, rounds: tuple[int, ...]) -> Value | list[Value]:
        """What an expression of ``node`` gets for ``name``: the answer of the same round, or those of all rounds."""
        asked = self.form.nodes.get(name)
        if asked is None:
            return None
        shared = _shared(asked, node)
        if asked.is_repeat and (shared == len(asked.repeats)):
            own = rounds[:shared]
            return list(range(self.judged.rounds.get((name, own), 0)))
        if shared == len(asked.repeats):
            return self._known_at(asked, rounds[:shared])
        spots = self.spots_of.get(name, [])
        return [self._known_at(asked, each) for each in spots if each[:shared] == rounds[:shared]]

    def _known_at(self, asked: Node, rounds: tuple[int, ...]) -> Value:
        value = self.judged.values.get((asked.name, rounds))
        return None if value is None or isinstance(asked.item, Group) else _known(asked.item, value)


def _shared(asked: Node, node: Node) -> int:
    """How many repeats are around both."""
    around = (*node.repeats, node.name) if node.is_repeat else node.repeats
    pairs = zip(asked.repeats, around, strict=False)
    shared = 0
    for one, other in pairs:
        if one != other:
            break
        shared += 1
    return min(shared, len(node.repeats))


def _missing(item: Field) -> Fault:
    is_chosen = item.kind.has_choices or item.kind in {
        FieldKind.MUNICIPALITY,
        FieldKind.LANGUAGE,
        FieldKind.COUNTRY,
    }
    return Fault.CHOICE_REQUIRED if is_chosen else Fault.REQUIRED


def _known(item: Field, value: Answer) -> Value:
    """An answer as expressions know it."""
    if isinstance(value, list):
        return tuple(value)
    if item.kind is FieldKind.DATE and isinstance(value, str):
        return dt.date.fromisoformat(value)
    return value


def _stored(value: Value) -> str | int | float | bool | None:
    """What is kept of a computed value."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        value = " ".join(value)
    return None if value == "" else value

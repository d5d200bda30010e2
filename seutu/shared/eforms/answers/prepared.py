"""A spec made ready for answering: expressions read once, items in an order in which they can be worked out."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from seutu.shared.eforms.expressions import BadExpression, Expression, parse
from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Item, Placed, Spec, walk

ALWAYS = frozenset({"yes", "true", "true()"})


@dataclass(frozen=True, kw_only=True)
class Node:
    """An item with what decides about it. ``repeats`` are the names of the repeats around it, the outermost first."""

    item: Item
    parent: str
    repeats: tuple[str, ...]
    relevant: Expression | None
    required: Expression | None = None
    constraint: Expression | None = None
    calculation: Expression | None = None
    is_always_required: bool = False
    offered: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.item.name

    @property
    def is_repeat(self) -> bool:
        return isinstance(self.item, Group) and self.item.kind is GroupKind.REPEAT

    @property
    def needs(self) -> frozenset[str]:
        """The names of what must be worked out before it."""
        named = [each.names for each in (self.relevant, self.calculation) if each]
        return frozenset().union(*named, *([self.parent] if self.parent else [],))


@dataclass(frozen=True)
class Prepared:
    """A form that can be answered; it never changes, so it may be kept and used by many at once."""

    spec: Spec
    nodes: Mapping[str, Node]
    """Every item by name, in the order of the form."""

    @cached_property
    def kinds(self) -> frozenset[FieldKind]:
        """The kinds of fields that the form has."""
        return frozenset(node.item.kind for node in self.nodes.values() if isinstance(node.item, Field))

    @cached_property
    def in_order(self) -> tuple[Node, ...]:
        """The items, each after what it needs. Those that need each other come as they stand in the form."""
        return tuple(_in_order(self.nodes))


def prepare(spec: Spec) -> Prepared:
    """The form of ``spec``. An expression that cannot be read counts as none: publishing refuses it before."""
    return Prepared(spec, {placed.item.name: _node(spec, placed) for placed in walk(spec.items)})


def key_of(node: Node, rounds: tuple[int, ...]) -> str:
    """The name of the input for an item in these rounds: ``name``, or ``children/0/name`` inside a repeat."""
    around = "".join(f"{repeat}/{number}/" for repeat, number in zip(node.repeats, rounds, strict=False))
    return around + node.name


def _node(spec: Spec, placed: Placed) -> Node:
    item = placed.item
    parent = placed.path[-1].name if placed.path else ""
    repeats = tuple(group.name for group in placed.path if group.kind is GroupKind.REPEAT)
    if isinstance(item, Group):
        return Node(item=item, parent=parent, repeats=repeats, relevant=_read(item.relevant))
    is_always = item.required.strip().lower() in ALWAYS
    return Node(
        item=item,
        parent=parent,
        repeats=repeats,
        relevant=_read(item.relevant),
        required=None if is_always else _read(item.required),
        constraint=_read(item.constraint),
        calculation=_read(item.calculation) if item.kind is FieldKind.COMPUTED else None,
        is_always_required=is_always,
        offered=_offered(spec, item),
    )


def _offered(spec: Spec, item: Field) -> tuple[str, ...]:
    return tuple(choice.value for choice in spec.choices.get(item.choices, ())) if item.kind.has_choices else ()


def _read(source: str) -> Expression | None:
    if not source.strip():
        return None
    try:
        return parse(source)
    except BadExpression:
        return None


def _in_order(nodes: Mapping[str, Node]) -> Iterator[Node]:
    place = {name: number for number, name in enumerate(nodes)}
    waits = {name: {each for each in node.needs if each in nodes and each != name} for name, node in nodes.items()}
    wanted_by: dict[str, list[str]] = {name: [] for name in nodes}
    for name, needs in waits.items():
        for each in needs:
            wanted_by[each].append(name)
    ready = [place[name] for name, needs in waits.items() if not needs]
    names, left = list(nodes), dict.fromkeys(nodes)
    while left:
        # In a circle nobody is ready: the first goes on without the others.
        name = names[heapq.heappop(ready)] if ready else next(iter(left))
        if name not in left:
            continue
        del left[name]
        yield nodes[name]
        for other in wanted_by[name]:
            waits[other].discard(name)
            if not waits[other] and other in left:
                heapq.heappush(ready, place[other])

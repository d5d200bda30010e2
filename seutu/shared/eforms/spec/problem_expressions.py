"""What is wrong with a spec's expressions: what cannot be read, what names nothing, and what goes in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from seutu.shared.eforms.expressions import BadExpression, Expression, parse
from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Placed, Spec, walk
from seutu.shared.eforms.spec.problem_codes import Code, Problem

YES = "yes"
# Where the dot is the answer that is judged. Elsewhere it would be what is just being asked for.
_WITH_SELF = frozenset({"constraint", "required"})
# What must be known before an item is: a circle of these cannot be worked out.
_COMING_FIRST = frozenset({"relevant", "calculation"})

Parsed = Mapping[str, Expression]


def sources_of(item: Field | Group) -> dict[str, str]:
    """The expressions of an item by the part that they stand in, without those that are empty."""
    parts = ("relevant",) if isinstance(item, Group) else ("relevant", "required", "constraint", "calculation")
    sources = {part: str(getattr(item, part)) for part in parts}
    return {part: source for part, source in sources.items() if source and (part, source) != ("required", YES)}


def problems_of_expressions(spec: Spec) -> Iterator[Problem]:
    """What is wrong with the expressions of ``spec``, item by item, and then the circle that they go in, if any."""
    places = {placed.item.name: placed for placed in walk(spec.items)}
    read: dict[str, Parsed] = {}
    for placed in walk(spec.items):
        item = placed.item
        yield from _of_calculation(item)
        parsed: dict[str, Expression] = {}
        for part, source in sources_of(item).items():
            try:
                parsed[part] = parse(source)
            except BadExpression as error:
                yield Problem(Code.BAD_EXPRESSION, item.name, part, cause=error)
        read[item.name] = parsed
        for part, expression in parsed.items():
            yield from _of_expression(expression, part, placed, places)
    yield from _circle(read, places)


def _of_calculation(item: Field | Group) -> Iterator[Problem]:
    if isinstance(item, Group):
        return
    if item.kind is FieldKind.COMPUTED and not item.calculation:
        yield Problem(Code.NO_CALCULATION, item.name, "calculation")
    if item.kind is not FieldKind.COMPUTED and item.calculation:
        yield Problem(Code.CALCULATION_ELSEWHERE, item.name, "calculation")


def _of_expression(
    expression: Expression, part: str, placed: Placed, places: Mapping[str, Placed]
) -> Iterator[Problem]:
    if expression.uses_self and part not in _WITH_SELF:
        yield Problem(Code.SELF_ELSEWHERE, placed.item.name, part)
    for name in sorted(expression.names):
        code = _wrong_reference(name, expression, placed, places)
        if code is not None:
            yield Problem(code, placed.item.name, part, words={"word": name})


def _wrong_reference(name: str, expression: Expression, placed: Placed, places: Mapping[str, Placed]) -> Code | None:
    if name not in places:
        return Code.UNKNOWN_REFERENCE
    found, is_collected = places[name], name in expression.collected
    if not _has_value(found.item, is_collected=is_collected):
        return Code.REFERENCE_WITHOUT_ANSWER
    around = {group.name for group in placed.path}
    repeats = [group.name for group in found.path if group.kind is GroupKind.REPEAT]
    if not is_collected and not around.issuperset(repeats):
        return Code.REFERENCE_INTO_REPEAT
    return None


def _has_value(item: Field | Group, *, is_collected: bool) -> bool:
    if isinstance(item, Group):
        return item.kind is GroupKind.REPEAT and is_collected
    return item.kind is not FieldKind.NOTE


def _circle(read: Mapping[str, Parsed], places: Mapping[str, Placed]) -> Iterator[Problem]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name, parsed in read.items():
        needed = {group.name for group in places[name].path}
        for part in _COMING_FIRST & parsed.keys():
            needed |= parsed[part].names & places.keys()
        sorter.add(name, *sorted(needed))
    try:
        sorter.prepare()
    except CycleError as error:
        circle: list[str] = list(reversed(error.args[1]))
        yield Problem(Code.CIRCLE, circle[0], "relevant", words={"word": " → ".join(circle)})

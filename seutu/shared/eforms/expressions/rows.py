"""Operators of one level in a row, run in a loop so that a long row is no deep one."""

from __future__ import annotations

from seutu.shared.eforms.expressions.comparing import OPERATIONS, Operation
from seutu.shared.eforms.expressions.functions import Part, Situation
from seutu.shared.eforms.expressions.values import Outcome, truth_of


def chained(first: Part, rest: list[tuple[str, Part]]) -> Part:
    """``first`` and what the operators of ``rest``, all of one level, make of it from left to right."""
    word = rest[0][0]
    if word in {"or", "and"}:
        return _settled((first, *(part for _word, part in rest)), is_settled_by=word == "or")
    steps = [(OPERATIONS[word], part) for word, part in rest]
    return _pair(first, *steps[0]) if len(steps) == 1 else _row(first, steps)


def _settled(parts: tuple[Part, ...], *, is_settled_by: bool) -> Part:
    def truth(situation: Situation) -> bool:
        for part in parts:
            if truth_of(part(situation)) is is_settled_by:
                return is_settled_by
        return not is_settled_by

    return truth


def _pair(first: Part, operation: Operation, second: Part) -> Part:
    return lambda situation: operation(first(situation), second(situation))


def _row(first: Part, steps: list[tuple[Operation, Part]]) -> Part:
    def reckoned(situation: Situation) -> Outcome:
        value = first(situation)
        for operation, part in steps:
            value = operation(value, part(situation))
        return value

    return reckoned

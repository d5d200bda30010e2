"""The functions that an expression may call, each as what makes a runnable part of the parts in its parentheses."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation

from seutu.shared.eforms.expressions.patterns import matches
from seutu.shared.eforms.expressions.values import (
    LONGEST_TEXT,
    NAN,
    Outcome,
    day_of,
    every,
    finite,
    number_of,
    text_of,
    truth_of,
)


@dataclass(slots=True)
class Situation:
    """What an expression is evaluated in: how to get an answer, the answer in question, and the day."""

    value_of: Callable[[str], object]
    this: Outcome
    today: dt.date


Part = Callable[[Situation], Outcome]
MANY = 1_000
_MOST_PLACES = 30


@dataclass(frozen=True, slots=True)
class Function:
    """``form`` shows how it is called; ``takes_name`` says that only ``${name}`` may stand in its parentheses."""

    form: str
    least: int
    most: int
    build: Callable[[Sequence[Part]], Part]
    takes_name: bool = False


def _constant(value: Outcome) -> Callable[[Sequence[Part]], Part]:
    return lambda _parts: lambda _situation: value


def _of_one(work: Callable[[Outcome], Outcome]) -> Callable[[Sequence[Part]], Part]:
    def build(parts: Sequence[Part]) -> Part:
        (part,) = parts
        return lambda situation: work(part(situation))

    return build


def _of_two(work: Callable[[Outcome, Outcome], Outcome]) -> Callable[[Sequence[Part]], Part]:
    def build(parts: Sequence[Part]) -> Part:
        one, other = parts
        return lambda situation: work(one(situation), other(situation))

    return build


def _today(_parts: Sequence[Part]) -> Part:
    return lambda situation: situation.today


def _if(parts: Sequence[Part]) -> Part:
    condition, then, otherwise = parts
    return lambda situation: (then if truth_of(condition(situation)) else otherwise)(situation)


def _coalesce(parts: Sequence[Part]) -> Part:
    first, second = parts

    def chosen(situation: Situation) -> Outcome:
        value = first(situation)
        return value if text_of(value) else second(situation)

    return chosen


def _selected(value: Outcome, choice: Outcome) -> bool:
    return f" {text_of(choice).strip()} " in f" {text_of(value)} "


def _count(value: Outcome) -> float:
    """The rounds of a repeat; outside repeats, whether there is an answer."""
    return float(len(value)) if isinstance(value, list) else float(bool(text_of(value)))


def _sum(value: Outcome) -> float:
    """As in JavaRosa, an empty answer adds nothing."""
    numbers = map(number_of, every(value))
    return finite(sum((number for number in numbers if not math.isnan(number)), 0.0))


def _concat(parts: Sequence[Part]) -> Part:
    def joined(situation: Situation) -> str:
        found: list[str] = []
        room = LONGEST_TEXT
        for part in parts:
            for value in every(part(situation)):
                text = text_of(value)[:room]
                room -= len(text)
                found.append(text)
                if room <= 0:
                    return "".join(found)
        return "".join(found)

    return joined


def _int(value: Outcome) -> float:
    number = number_of(value)
    return NAN if math.isnan(number) else float(math.trunc(number))


def _round(parts: Sequence[Part]) -> Part:
    number, *places = parts

    def rounded(situation: Situation) -> float:
        return _rounded(number_of(number(situation)), number_of(places[0](situation)) if places else 0.0)

    return rounded


def _rounded(number: float, places: float) -> float:
    """A half goes up, also below zero: −2.5 is −2."""
    if math.isnan(number) or not abs(places) <= _MOST_PLACES:
        return NAN
    way = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
    try:
        return finite(float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-int(places)), rounding=way)))
    except InvalidOperation:
        # It has more digits before its point than could be kept: there is nothing to round.
        return number


def _date(value: Outcome) -> Outcome:
    return day_of(value) or ""


FUNCTIONS: Mapping[str, Function] = {
    "true": Function("true()", 0, 0, _constant(True)),
    "false": Function("false()", 0, 0, _constant(False)),
    "not": Function("not(…)", 1, 1, _of_one(lambda value: not truth_of(value))),
    "if": Function("if(…, …, …)", 3, 3, _if),
    "coalesce": Function("coalesce(${name}, …)", 2, 2, _coalesce),
    "selected": Function("selected(${name}, '…')", 2, 2, _of_two(_selected)),
    "count-selected": Function(
        "count-selected(${name})", 1, 1, _of_one(lambda value: float(len(text_of(value).split())))
    ),
    "count": Function("count(${name})", 1, 1, _of_one(_count), takes_name=True),
    "sum": Function("sum(${name})", 1, 1, _of_one(_sum), takes_name=True),
    "string-length": Function("string-length(${name})", 1, 1, _of_one(lambda value: float(len(text_of(value))))),
    "regex": Function(
        "regex(${name}, '…')", 2, 2, _of_two(lambda value, pattern: matches(text_of(value), text_of(pattern)))
    ),
    "concat": Function("concat(${name}, …)", 1, MANY, _concat),
    "number": Function("number(…)", 1, 1, _of_one(number_of)),
    "string": Function("string(…)", 1, 1, _of_one(text_of)),
    "int": Function("int(…)", 1, 1, _of_one(_int)),
    "round": Function("round(…, …)", 1, 2, _round),
    "date": Function("date('2026-12-31')", 1, 1, _of_one(_date)),
    "today": Function("today()", 0, 0, _today),
}

# What comes nearest to a function that other programs have and this language has not.
NEAREST = {
    "now": "today()",
    "is-selected": "selected(${name}, '…')",
    "jr:selected": "selected(${name}, '…')",
    "contains": "regex(${name}, '.*….*')",
    "starts-with": "regex(${name}, '….*')",
    "ends-with": "regex(${name}, '.*…')",
    "decimal-date-time": "today() - ${name}",
    "date-time": "date('2026-12-31')",
    "count-non-empty": "count(${name})",
    "boolean": "${name} != ''",
    "boolean-from-string": "${name} = 'true'",
    "join": "concat(${name}, …)",
    "len": "string-length(${name})",
    "length": "string-length(${name})",
    "iif": "if(…, …, …)",
    "floor": "int(…)",
}

"""Comparison and arithmetic between two values of any kinds."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product

from seutu.shared.eforms.expressions.values import NAN, Outcome, Plain, every, finite, number_of, text_of, truth_of

# Two long repeats compared with each other would take their product.
MOST_PAIRS = 10_000
# As near as JavaRosa wants two numbers to be: 0.1 + 0.2 is 0.3.
_NEARLY = 1e-12
_WORDS_OF_TRUTH = {"true": True, "false": False}

Operation = Callable[[Outcome, Outcome], Outcome]


def are_equal(one: Plain, other: Plain) -> bool:
    """Whether two single values are equal: as truths if either is one, else as numbers, else as texts.

    An answer of yes or no is kept as a truth here and as the text ``true`` or ``false`` in ODK, so those two texts are
    compared by what they say.
    """
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    if isinstance(one, bool) or isinstance(other, bool):
        return _truth_said_by(one) == _truth_said_by(other)
    if isinstance(one, float) or isinstance(other, float):
        return abs(number_of(one) - number_of(other)) < _NEARLY
    return text_of(one) == text_of(other)


def _truth_said_by(value: Plain) -> bool:
    if isinstance(value, str) and value in _WORDS_OF_TRUTH:
        return _WORDS_OF_TRUTH[value]
    return truth_of(value)


def _are_different(one: Plain, other: Plain) -> bool:
    return not are_equal(one, other)


def _by_size(compare: Callable[[float, float], bool]) -> Callable[[Plain, Plain], bool]:
    return lambda one, other: compare(number_of(one), number_of(other))


def _for_any(compare: Callable[[Plain, Plain], bool]) -> Operation:
    """XPath's rule for several values: the comparison holds if it holds for any of them. None at all are as empty."""

    def compared(one: Outcome, other: Outcome) -> bool:
        if not isinstance(one, list) and not isinstance(other, list):
            return compare(one, other)
        return any(compare(*pair) for pair in islice(product(_compared(one), _compared(other)), MOST_PAIRS))

    return compared


def _compared(value: Outcome) -> Iterator[Plain]:
    return every("" if value == [] else value)


def _reckoned(reckon: Callable[[float, float], float]) -> Operation:
    def number(one: Outcome, other: Outcome) -> float:
        try:
            return finite(reckon(number_of(one), number_of(other)))
        except (ZeroDivisionError, ValueError, OverflowError):
            return NAN

    return number


OPERATIONS: Mapping[str, Operation] = {
    "=": _for_any(are_equal),
    "!=": _for_any(_are_different),
    "<": _for_any(_by_size(operator.lt)),
    "<=": _for_any(_by_size(operator.le)),
    ">": _for_any(_by_size(operator.gt)),
    ">=": _for_any(_by_size(operator.ge)),
    "+": _reckoned(operator.add),
    "-": _reckoned(operator.sub),
    "*": _reckoned(operator.mul),
    "div": _reckoned(operator.truediv),
    # The sign of the remainder is that of the number divided, which is not so with Python's %.
    "mod": _reckoned(math.fmod),
}

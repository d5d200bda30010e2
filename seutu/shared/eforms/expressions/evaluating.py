"""Evaluating an expression with somebody's answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from seutu.shared.eforms.expressions.functions import Situation
from seutu.shared.eforms.expressions.parsing import Expression
from seutu.shared.eforms.expressions.values import Value, answer, outcome, truth_of

Answers = Callable[[str], Value | Sequence[Value]]


def evaluate(expression: Expression, *, value_of: Answers, this: Value = None, today: dt.date) -> Value:
    """What the expression comes to; it never raises.

    ``value_of`` gives the answer to the field of that name: a `tuple` for several choices, and a `list` for a repeat
    (one value for each round, of any kind) or for a field that is asked in several rounds. A ``LookupError`` of it
    means that there is no answer. ``this`` is what ``.`` stands for. A result that is no number comes back as ``""``.
    """
    return answer(expression.run(Situation(value_of, outcome(this), today)))


def is_true(expression: Expression, *, value_of: Answers, this: Value = None, today: dt.date) -> bool:
    """Whether the expression holds, as XPath sees it: ``""``, 0 and what is no number do not. It never raises."""
    return truth_of(expression.run(Situation(value_of, outcome(this), today)))

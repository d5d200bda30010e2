"""What a table asked for, as plain values: kept with a frozen report, so that the same can be asked again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from seutu.newcomers.reports.rules.periods import Period
from seutu.newcomers.reports.rules.pivot import PivotQuestion


def kept_question(question: PivotQuestion) -> dict[str, Any]:
    """``question`` as plain values."""
    return {
        "indicator": question.indicator,
        "starts_on": question.period.starts_on.isoformat(),
        "ends_on": question.period.ends_on.isoformat(),
        "rows": question.rows,
        "columns": question.columns,
        "only": [list(pair) for pair in question.only],
        "compared": question.compared,
    }


def question_in(kept: Mapping[str, Any]) -> PivotQuestion:
    """The question that was kept."""
    first, last = (dt.date.fromisoformat(kept[name]) for name in ("starts_on", "ends_on"))
    return PivotQuestion(
        indicator=kept["indicator"],
        period=Period(first, last),
        rows=kept["rows"],
        columns=kept["columns"],
        only=tuple((key, value) for key, value in kept["only"]),
        compared=kept["compared"],
    )

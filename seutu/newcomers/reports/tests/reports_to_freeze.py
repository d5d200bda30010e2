"""A report of a quarter, as a coordinator would freeze it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from seutu.newcomers.reports.actions.freezing import ReportToFreeze
from seutu.newcomers.reports.rules.periods import Period
from seutu.newcomers.reports.rules.pivot import PivotQuestion
from seutu.shared.organizations.models import Organization

QUARTER = Period(dt.date(2026, 1, 1), dt.date(2026, 3, 31))
DAY = dt.date(2026, 3, 2)
CONTACTS = PivotQuestion(indicator="contacts", period=QUARTER, rows="provider_municipality", columns="month")


def to_freeze(municipality: Organization, **changes: Any) -> ReportToFreeze:
    """Contacts of one municipality by month; each test changes what it is about."""
    values: dict[str, Any] = {
        "name": "Väliraportti",
        "handed_in_for": "AMIF",
        "period": QUARTER,
        "organizations": frozenset({municipality.pk}),
        "questions": [CONTACTS],
    }
    return ReportToFreeze(**{**values, **changes})

"""Tables for tests of what is made of them, as a pivot answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from seutu.newcomers.reports.rules.periods import Period
from seutu.newcomers.reports.rules.tables import HIDDEN, Figure, Heading, Row, Table
from seutu.shared.core.figures import CountUnit

QUARTER = Period(dt.date(2026, 1, 1), dt.date(2026, 3, 31))


def table(**changes: Any) -> Table:
    """Contacts by municipality and month, with one number hidden, and a name that a spreadsheet would count."""
    columns = (Heading("2026-01", "1/2026"), Heading("2026-02", "2/2026"))
    values: dict[str, Any] = {
        "indicator": "contacts",
        "label": "Kontaktit",
        "unit": CountUnit.CONTACT,
        "unit_label": "kontakti",
        "definition": "Kontakti lasketaan, kun henkilö tavoitettiin.",
        "definition_version": 3,
        "period": QUARTER,
        "before": None,
        "scope": ("Kuusela", "Mäntylä"),
        "rows_by": "Kunta",
        "columns_by": "Kuukausi",
        "columns": columns,
        "rows": (
            Row(Heading("1", "Kuusela"), (Figure(10), Figure(7)), Figure(17)),
            Row(Heading("2", "=Mäntylä+1"), (HIDDEN, HIDDEN), Figure(8)),
        ),
        "whole": Row(Heading("", ""), (HIDDEN, HIDDEN), Figure(25)),
        "notes": ("”Peitetty” on pieni luku.",),
    }
    return Table(**{**values, **changes})

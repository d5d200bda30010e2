"""A table of figures as JSON-stat 2: numbers with their dimensions, for programs of others.

What is hidden has no value and the status ``c`` (confidential, as SDMX has it); what cannot be told ``m`` (missing).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from seutu.newcomers.reports.publications.cells import definitions_of
from seutu.newcomers.reports.rules.tables import Figure, Heading, Table, shown_number
from seutu.shared.core.figures import CountUnit

JSON_TYPE = "application/json; charset=utf-8"
HIDDEN, MISSING = "c", "m"
TOTAL = "_T"
CALENDAR = frozenset({"month", "quarter", "year"})


def table_json_stat(table: Table, *, rows: str, columns: str, at: dt.datetime) -> bytes:
    """``table`` as a data set; ``rows`` and ``columns`` are the keys of its dimensions, "" for none."""
    whole = Heading(TOTAL, _("Total"))
    dimensions: dict[str, Any] = {}
    sides: list[int] = []
    if rows:
        dimensions[rows] = _dimension(table.rows_by, [*(row.heading for row in table.rows), whole])
        sides.append(len(table.rows) + 1)
    if columns:
        dimensions[columns] = _dimension(table.columns_by, [*table.columns, whole])
        sides.append(len(table.columns) + 1)
    dimensions["indicator"] = _indicator(table)
    told = {
        "version": "2.0",
        "class": "dataset",
        "label": table.label,
        "source": ", ".join(table.scope) or "Seutu",
        "updated": at.isoformat(timespec="seconds"),
        "id": list(dimensions),
        "size": [*sides, 1],
        "role": _roles(rows, columns),
        "dimension": dimensions,
        "note": [f"{name}: {words}" for name, words in definitions_of(table)],
        **_values(table, _figures(table, has_rows=bool(rows), has_columns=bool(columns))),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _dimension(label: str, headings: Sequence[Heading]) -> dict[str, Any]:
    values = [each.value for each in headings]
    return {"label": label, "category": {"index": values, "label": {each.value: each.label for each in headings}}}


def _indicator(table: Table) -> dict[str, Any]:
    decimals = 1 if table.unit is CountUnit.MINUTE else 0
    unit = {table.indicator: {"label": table.unit_label, "decimals": decimals}}
    category = {"index": [table.indicator], "label": {table.indicator: table.label}, "unit": unit}
    return {"label": _("Indicator"), "category": category}


def _roles(*keys: str) -> dict[str, list[str]]:
    times = [key for key in keys if key in CALENDAR]
    return {"metric": ["indicator"]} | ({"time": times} if times else {})


def _figures(table: Table, *, has_rows: bool, has_columns: bool) -> list[Figure]:
    """Every figure, row by row, the totals last."""
    found: list[Figure] = []
    for row in (*table.rows, table.whole) if has_rows else (table.whole,):
        found += [*row.cells, row.total] if has_columns else [row.total]
    return found


def _values(table: Table, figures: Sequence[Figure]) -> Mapping[str, Any]:
    values = [None if each.number is None else shown_number(table.unit, each.number) for each in figures]
    status = {
        str(place): HIDDEN if each.is_hidden else MISSING
        for place, each in enumerate(figures)
        if each.is_hidden or each.is_missing
    }
    return {"value": values} | ({"status": status} if status else {})

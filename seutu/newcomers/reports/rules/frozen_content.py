"""What a frozen report keeps: tables as plain values, their words in each of our languages, and a hash of it all.

A table is kept once for its numbers and once for its words in each language, so that a report reads in the language of
whoever opens it, as it was worded when it was frozen.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from seutu.newcomers.reports.rules.periods import Period
from seutu.newcomers.reports.rules.tables import HIDDEN, Figure, Heading, Row, Table
from seutu.shared.core.figures import CountUnit

LANGUAGES = ("fi", "sv", "en")
# Goes up when what stands here is kept otherwise.
FORMAT = 1
_HIDDEN = "hidden"


def digest_of(content: Mapping[str, Any]) -> str:
    """The SHA-256 of ``content`` in its one canonical form: keys in order, no spaces, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def kept_table(by_language: Mapping[str, Table]) -> dict[str, Any]:
    """One table, counted once and worded in each language, as plain values."""
    table = by_language[LANGUAGES[0]]
    return {
        "indicator": table.indicator,
        "unit": table.unit.value,
        "definition_version": table.definition_version,
        "period": _kept_period(table.period),
        "before": _kept_period(table.before),
        "columns": [each.value for each in table.columns],
        "rows": [_kept_row(row) for row in table.rows],
        "whole": _kept_row(table.whole),
        "sums": table.sums,
        "words": {language: _words(each) for language, each in by_language.items()},
    }


def _kept_period(period: Period | None) -> list[str] | None:
    return [period.starts_on.isoformat(), period.ends_on.isoformat()] if period else None


def _kept_row(row: Row) -> dict[str, Any]:
    return {
        "value": row.heading.value,
        "cells": [_kept_figure(each) for each in row.cells],
        "total": _kept_figure(row.total),
        "before": _kept_figure(row.before) if row.before else None,
        "is_compared": row.before is not None,
        "share": row.share,
    }


def _kept_figure(figure: Figure) -> int | str | None:
    return _HIDDEN if figure.is_hidden else figure.number


def _words(table: Table) -> dict[str, Any]:
    return {
        "label": table.label,
        "unit": table.unit_label,
        "definition": table.definition,
        "scope": list(table.scope),
        "rows_by": table.rows_by,
        "columns_by": table.columns_by,
        "columns": {each.value: each.label for each in table.columns},
        "rows": {row.heading.value: row.heading.label for row in table.rows},
        "whole": table.whole.heading.label,
        "filters": [list(each) for each in table.filters],
        "notes": list(table.notes),
    }


def table_in(kept: Mapping[str, Any], language: str) -> Table:
    """A kept table in the words of ``language``, else in Finnish."""
    words = kept["words"].get(language) or kept["words"][LANGUAGES[0]]
    return Table(
        indicator=kept["indicator"],
        label=words["label"],
        unit=CountUnit(kept["unit"]),
        unit_label=words["unit"],
        definition=words["definition"],
        definition_version=kept["definition_version"],
        period=_period(kept["period"]),
        before=_period(kept["before"]),
        scope=tuple(words["scope"]),
        rows_by=words["rows_by"],
        columns_by=words["columns_by"],
        columns=tuple(Heading(value, words["columns"][value]) for value in kept["columns"]),
        rows=tuple(_row(row, words["rows"][row["value"]]) for row in kept["rows"]),
        whole=_row(kept["whole"], words["whole"]),
        filters=tuple((name, value) for name, value in words["filters"]),
        notes=tuple(words["notes"]),
        sums=kept["sums"],
    )


def _period(kept: Sequence[str] | None) -> Period | None:
    return Period(dt.date.fromisoformat(kept[0]), dt.date.fromisoformat(kept[1])) if kept else None


def _row(kept: Mapping[str, Any], label: str) -> Row:
    return Row(
        heading=Heading(kept["value"], label),
        cells=tuple(_figure(each) for each in kept["cells"]),
        total=_figure(kept["total"]),
        before=_figure(kept["before"]) if kept["is_compared"] else None,
        share=kept["share"],
    )


def _figure(kept: int | str | None) -> Figure:
    return HIDDEN if kept == _HIDDEN else Figure(None if kept is None else int(kept))


class HandedIn(Protocol):
    """What a frozen report says of itself beside its content."""

    name: str
    handed_in_for: str
    starts_on: dt.date
    ends_on: dt.date
    frozen_at: dt.datetime


def told_of(report: HandedIn) -> dict[str, str]:
    """What stands both in the columns of a report and in its content, so that neither changes unseen."""
    return {
        "name": report.name,
        "handed_in_for": report.handed_in_for,
        "starts_on": report.starts_on.isoformat(),
        "ends_on": report.ends_on.isoformat(),
        "frozen_at": report.frozen_at.astimezone(dt.UTC).isoformat(),
    }


def is_intact(report: HandedIn, content: Mapping[str, Any], digest: str, organizations: Collection[int]) -> bool:
    """Whether a report is as it was when it was frozen: its content by the hash, and its columns by the content."""
    says_the_same = told_of(report).items() <= content.items()
    places = {each["id"] for each in content.get("organizations", ())}
    return digest_of(content) == digest and says_the_same and places == set(organizations)

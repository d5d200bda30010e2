"""Hours of work in the words of their page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.newcomers.reports.publications.hours import in_both, month_named, row_named
from seutu.newcomers.reports.queries.hours import HourSheet
from seutu.newcomers.reports.rules.hours import MONTHS, QUARTERS, WHOLE_YEAR, HourPeriod, hours_and_minutes
from seutu.shared.core import clock
from seutu.shared.ui.components import Link

YEARS_BACK = 6


@dataclass(frozen=True)
class ShownSheet:
    """The hours of one worker as a table: names of months, rows of a name and cells, and the last row of sums."""

    name: str
    caption_id: str
    months: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str], str]]
    sums: Sequence[str]
    total: str


def shown(sheet: HourSheet) -> ShownSheet:
    """A sheet for the page."""
    rows = [
        (row_named(sheet, place), [_time(row.minutes[month]) for month in sheet.months], in_both(row.total))
        for place, row in enumerate(sheet.rows)
    ]
    sums = [_time(sheet.total_of(month)) for month in sheet.months]
    months = [month_named(month) for month in sheet.months]
    return ShownSheet(sheet.worker.display_name, f"hours-{sheet.worker.pk}", months, rows, sums, in_both(sheet.total))


def _time(minutes: int) -> str:
    return hours_and_minutes(minutes) if minutes else "–"


def years(period: HourPeriod) -> list[int]:
    """The years to choose from, the latest first."""
    this = clock.today().year
    return sorted({*range(this, this - YEARS_BACK, -1), period.year}, reverse=True)


def parts() -> list[tuple[str, str]]:
    """The parts of a year to choose from."""
    quarters = [(code, _("Quarter %(n)s") % {"n": code[1:]}) for code in QUARTERS]
    months = [(code, _("Month %(n)s") % {"n": int(code)}) for code in MONTHS]
    return [(WHOLE_YEAR, _("Whole year")), *quarters, *months]


def by_basis(period: HourPeriod) -> str:
    """The table of contacts by basis of residence, for who reads figures: hours are broken down by no person."""
    asked = {"luku": "contacts", "kausi": str(period.year), "rivit": "basis_group"}
    return f"{reverse('reports:pivot')}?{urlencode(asked)}"


def by_code(period: HourPeriod) -> str:
    """The table of everybody's hours by funding code and month, for who reads figures and not the hours of others."""
    asked = {"luku": "work_minutes", "kausi": str(period.year), "rivit": "funding_code", "sarakkeet": "month"}
    return f"{reverse('reports:pivot')}?{urlencode(asked)}"


def way_to(*names: str | Link) -> list[Link]:
    """The breadcrumb of a page of figures."""
    links = [each if isinstance(each, Link) else Link(each) for each in names]
    return [Link(_("Today"), resolve_url(settings.LOGIN_REDIRECT_URL)), *links]

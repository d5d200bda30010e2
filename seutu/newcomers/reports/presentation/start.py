"""The ready-made questions, and the definitions of what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.newcomers.clients.rules.funder_sets import FunderSet, Wanted, funder_sets
from seutu.newcomers.reports.rules.asked_periods import LAST_YEAR
from seutu.newcomers.reports.rules.ready_views import GROUPS, READY_VIEWS, ReadyView
from seutu.newcomers.reports.rules.words import in_sentence, label_of_axis, unit_label
from seutu.shared.core.figures import Indicator, dimensions, indicators


@dataclass(frozen=True)
class Told:
    """A definition as its reader sees it."""

    key: str
    label: str
    unit: str
    definition: str
    by: Sequence[str]
    adds_up: str
    version: int


def ready_groups() -> list[tuple[str, list[ReadyView]]]:
    """The ready-made questions in their groups, of what this installation counts."""
    counted = {each.key for each in indicators.entries()}
    known = {each.key for each in dimensions.entries()} | {"month", "quarter", "year", ""}
    offered = [each for each in READY_VIEWS if each.indicator in counted and {each.rows, each.columns} <= known]
    groups = [(str(words), [each for each in offered if each.group == key]) for key, words in GROUPS.items()]
    return [group for group in groups if group[1]]


def definitions_told() -> list[Told]:
    """Everything that is counted."""
    return [_told(indicator) for indicator in indicators.entries()]


def _told(indicator: Indicator) -> Told:
    by = [each.key for each in dimensions.entries() if each.key in indicator.dimensions]
    return Told(
        key=indicator.key,
        label=str(indicator.label),
        unit=unit_label(indicator.count_unit),
        definition=str(indicator.definition),
        by=[in_sentence(label_of_axis(key)) for key in by],
        adds_up=_("yes") if indicator.is_additive else _("no: one can be in several months and rows"),
        version=indicator.version,
    )


@dataclass(frozen=True)
class ToldOfFunder:
    """The indicators of a funder as their reader sees them."""

    key: str
    name: str
    source: str
    is_confirmed: bool
    rows: Sequence[ToldWanted]


@dataclass(frozen=True)
class ToldWanted:
    """One of them, and the figure that answers it; without ``url`` none does."""

    code: str
    name: str
    remark: str
    counted_by: str = ""
    url: str = ""


def funders_told() -> list[ToldOfFunder]:
    """What funders ask for."""
    return [_told_funder(each) for each in funder_sets()]


def _told_funder(funder: FunderSet) -> ToldOfFunder:
    rows = [_told_wanted(each) for each in funder.wanted]
    return ToldOfFunder(funder.key, funder.name, funder.source, funder.is_confirmed, rows)


def _told_wanted(wanted: Wanted) -> ToldWanted:
    found = next((each for each in indicators.entries() if each.key == wanted.indicator), None)
    if found is None:
        return ToldWanted(wanted.code, wanted.name, wanted.remark)
    by = next(iter(sorted(wanted.only)), "")
    label = f"{found.label}, {in_sentence(label_of_axis(by))}" if by else str(found.label)
    asked = urlencode({"luku": found.key, "kausi": LAST_YEAR, "rivit": by or "month"})
    return ToldWanted(wanted.code, wanted.name, wanted.remark, label, f"{reverse('reports:pivot')}?{asked}")

"""Budget against actual costs, and municipalities' shares, as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.newcomers.projects.models import CostKind, MunicipalShare, Partner
from seutu.newcomers.projects.queries.pages import CostTable, Sums
from seutu.shared.ui.components import Status
from seutu.shared.ui.numbers import percent


@dataclass(frozen=True)
class CostRow:
    """A row of a table: of a kind of cost, or of several together."""

    label: str
    sums: Sums
    kind: CostKind | None = None

    @property
    def share(self) -> str:
        """How much of the budget is used."""
        return percent(100 * self.sums.actual / self.sums.budget) if self.sums.budget else "–"

    @property
    def state(self) -> Status | None:
        """A warning in words, when there is one."""
        if self.sums.actual > self.sums.budget:
            words = pgettext("budget", "over budget") if self.sums.budget else pgettext("budget", "not in the budget")
            return Status(words, "late")
        return None


@dataclass(frozen=True)
class CostYear:
    """The table of one year, or of the whole project, when ``year`` is None."""

    caption: str
    key: str
    rows: Sequence[CostRow]
    totals: Sequence[CostRow]


def cost_tables(table: CostTable) -> list[CostYear]:
    """The whole project first, then each of its years, where there are several."""
    if not table.years:
        return []
    whole = _cost_year(table, None, _("Budget and actual costs, whole project"))
    caption = _("Budget and actual costs, %(year)s")
    years = [_cost_year(table, year, caption % {"year": year}) for year in table.years]
    return [whole, *years] if len(years) > 1 else years


def _cost_year(table: CostTable, year: int | None, caption: str) -> CostYear:
    rows = [CostRow(kind.name, table.of(kind, year), kind) for kind in table.kinds]
    totals = [CostRow(_("All together"), table.total(year))]
    if any(not kind.is_eligible for kind in table.kinds):
        eligible = CostRow(_("Eligible"), table.total(year, is_eligible=True))
        totals = [eligible, CostRow(_("Not eligible"), table.total(year, is_eligible=False)), *totals]
    return CostYear(caption, f"costs-{year or 'all'}", rows, totals)


@dataclass(frozen=True)
class ShareYear:
    """The shares of one year: a municipality with what is known of each stage, None where nothing is."""

    year: int
    rows: Sequence[tuple[Partner, Sequence[MunicipalShare | None]]]
    totals: Sequence[int | None]

    @property
    def key(self) -> str:
        return f"shares-{self.year}"


def share_tables(shares: Iterable[MunicipalShare]) -> list[ShareYear]:
    """The shares by year, the latest first."""
    years: dict[int, dict[Partner, dict[str, MunicipalShare]]] = {}
    for share in shares:
        years.setdefault(share.year, {}).setdefault(share.partner, {})[share.stage] = share
    return [_share_year(year, years[year]) for year in sorted(years, reverse=True)]


def _share_year(year: int, found: dict[Partner, dict[str, MunicipalShare]]) -> ShareYear:
    stages = MunicipalShare.Stage.values
    partners = sorted(found, key=lambda partner: (partner.municipality, partner.pk))
    rows = [(partner, [found[partner].get(stage) for stage in stages]) for partner in partners]
    totals = [_total([cells[place] for _partner, cells in rows]) for place in range(len(stages))]
    return ShareYear(year, rows, totals)


def _total(cells: Sequence[MunicipalShare | None]) -> int | None:
    sums = [cell.amount_cents for cell in cells if cell is not None and cell.amount_cents is not None]
    return sum(sums) if sums else None

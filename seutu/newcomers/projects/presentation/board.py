"""The sheets of a board report, and what it says before anybody has written on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.newcomers.projects.actions.board_reports import ReportTexts
from seutu.newcomers.projects.models import Project
from seutu.newcomers.projects.presentation import targets
from seutu.newcomers.projects.presentation.shares import SharesOfYear, shares_of_year
from seutu.newcomers.projects.queries.pages import CostTable, Sums, cost_table
from seutu.newcomers.projects.queries.shares import shares_of
from seutu.newcomers.projects.queries.targets import TargetTable, indicators_with_targets, target_table
from seutu.newcomers.projects.rules.access import Access
from seutu.newcomers.projects.rules.sheets import BigFigure, Sheet, SheetTable
from seutu.newcomers.projects.templatetags.projects import cents
from seutu.shared.ui.dates import day, period
from seutu.shared.ui.numbers import percent


def sheets_for(access: Access, as_of: dt.date) -> list[Sheet]:
    """The sheets of a project as it stands at the end of a day: the whole, each figure, the money, who pays what."""
    project = access.project
    shown = indicators_with_targets(project) if as_of >= project.starts_on else []
    tables = [target_table(project, indicator, as_of) for indicator in shown]
    costs = cost_table(access)
    sheets = [Sheet(_("Targets and actuals on %(day)s") % {"day": day(as_of)}, figures=tuple(_figures(tables, costs)))]
    sheets += [_of_indicator(table) for table in tables]
    if costs.years:
        sheets.append(_of_costs(costs))
    sheets += [_of_shares(shares_of_year(each)) for each in shares_of(project)]
    return sheets


def first_texts(project: Project, starts_on: dt.date, ends_on: dt.date) -> ReportTexts:
    """What a report says before anybody has written on it: a title, and what the body is asked."""
    return ReportTexts(
        title=_("Presentation of the project: %(project)s") % {"project": project.name},
        done_text=project.summary,
        # Nothing that has to be taken away: as it stands it may go to the body.
        proposal_text=_("The body decides to note the report on the project for %(period)s as information.")
        % {"period": period(starts_on, ends_on)},
        case_number=next((each.case_number for each in project.projectdecisions.all() if each.case_number), ""),
    )


def _figures(tables: Sequence[TargetTable], costs: CostTable) -> Iterator[BigFigure]:
    yield from (targets.figure_of(table) for table in tables)
    total = costs.total()
    if total.budget:
        about = f"{cents(total.actual)} / {cents(total.budget)}"
        yield BigFigure(pgettext("project", "Costs"), percent(100 * total.actual / total.budget), about)


def _of_indicator(table: TargetTable) -> Sheet:
    return Sheet(
        heading=str(table.indicator.label),
        lead=f"{targets.headline_of(table)} {targets.lead_of(table)}",
        bars=targets.bars_of(table),
        line=targets.line_of(table),
        tables=(targets.sheet_table(table),),
        notes=(
            _("Unit: %(unit)s. %(definition)s")
            % {"unit": targets.unit_of(table), "definition": table.indicator.definition},
            *targets.notes_of(table),
        ),
    )


def _of_costs(costs: CostTable) -> Sheet:
    head = (
        _("Kind of cost"),
        *(heading for year in costs.years for heading in (f"{_('Budget')} {year}", f"{_('Actual costs')} {year}")),
    )
    rows = [(kind.name, *_cells([costs.of(kind, year) for year in costs.years])) for kind in costs.kinds]
    foot = (_("All together"), *_cells([costs.total(year) for year in costs.years]))
    total = costs.total()
    lead = _("Of the budget of %(budget)s, %(actual)s has been used.") % {
        "budget": cents(total.budget),
        "actual": cents(total.actual),
    }
    tables = tuple(
        SheetTable(
            _("Budget and actual costs, %(year)s") % {"year": year},
            (head[0], head[1 + 2 * place], head[2 + 2 * place]),
            tuple((row[0], row[1 + 2 * place], row[2 + 2 * place]) for row in rows),
            (foot[0], foot[1 + 2 * place], foot[2 + 2 * place]),
        )
        for place, year in enumerate(costs.years)
    )
    return Sheet(_("Finances"), lead=lead, tables=tables)


def _cells(sums: Sequence[Sums]) -> tuple[str, ...]:
    return tuple(cents(amount) for each in sums for amount in (each.budget, each.actual))


def _of_shares(shares: SharesOfYear) -> Sheet:
    return Sheet(
        _("Who pays what, %(year)s") % {"year": shares.name},
        lead=shares.lead,
        tables=(SheetTable(shares.caption, shares.head, shares.rows, shares.foot),),
        notes=shares.notes,
    )

"""What was done for a project, counted for its targets."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from seutu.newcomers.projects.models import Partner, Project
from seutu.newcomers.projects.rules.hiding import TOTAL, WHOLE, Key, hidden_apart, hidden_sums
from seutu.newcomers.projects.rules.quarters import Quarter
from seutu.newcomers.reports.queries.counted import few_of
from seutu.newcomers.reports.rules.suppression import NOTHING, Tally
from seutu.shared.core.figures import FigureCell, FigureQuestion, Indicator, indicators
from seutu.shared.organizations.models import Organization

PLACES = {
    Project.TargetBasis.CLIENT.value: "client_municipality",
    Project.TargetBasis.PROVIDER.value: "provider_municipality",
}


@dataclass(frozen=True, slots=True)
class Actuals:
    """What an indicator came to until a day; a number that is hidden is None, or not there.

    ``numbers`` are by number of the quarter (`WHOLE` for the whole time until then) and municipality (`TOTAL` for all
    together), ``reached`` for all together until the end of each quarter that has begun, where numbers may be added.
    ``outside`` counts toward nobody's target.
    """

    is_by_place: bool
    numbers: Mapping[Key, int | None]
    reached: Mapping[int, int | None]
    outside: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Stay:
    """The municipalities that took part in the same days."""

    joined_on: dt.date
    left_on: dt.date
    places: frozenset[str]
    organizations: frozenset[int]


def actuals_of(project: Project, indicator: Indicator, quarters: Sequence[Quarter], day: dt.date) -> Actuals:
    """Count ``indicator`` for the project until ``day``: of each municipality, in its time in the project."""
    place = PLACES[project.target_basis]
    is_by_place = place in indicator.dimensions
    counter = _Counter(project, indicator, place if is_by_place else None)
    spans = {
        quarter.number: (quarter.starts_on, min(quarter.ends_on, day))
        for quarter in quarters
        if quarter.starts_on <= day
    }
    cells = {(number, slug): tally for number, span in spans.items() for slug, tally in counter.cells(*span).items()}
    few = few_of(indicator)
    if indicator.is_additive:
        cells |= {(WHOLE, slug): added(cells[number, slug] for number in spans) for slug in counter.slugs if spans}
        hidden = hidden_sums({key: tally for key, tally in cells.items() if key[0] != WHOLE and key[1] != TOTAL}, few)
    else:
        cells |= {(WHOLE, slug): tally for slug, tally in counter.cells(project.starts_on, day).items()}
        hidden = hidden_apart(cells, few)
    return Actuals(
        is_by_place,
        {key: None if key in hidden else tally.number for key, tally in cells.items()},
        _reached(cells, hidden, sorted(spans)) if indicator.is_additive else {},
        counter.outside(project.starts_on, day),
    )


def whole_of(project: Project, indicator: Indicator, day: dt.date) -> int | None:
    """What ``indicator`` came to for all together until ``day``; None where so small a number is hidden."""
    place = PLACES[project.target_basis]
    tally = _Counter(project, indicator, place if place in indicator.dimensions else None).whole(project.starts_on, day)
    return None if few_of(indicator).includes(tally) else tally.number


def use_between(project: Project, starts_on: dt.date, ends_on: dt.date) -> dict[Organization, int]:
    """How many contacts the residents of each municipality had in these days, by which costs may be divided.

    Numbers of contacts as they are, small ones too: a bill that is divided by them must be right to the cent.
    """
    counter = _Counter(project, indicators.entry("contacts"), PLACES[Project.TargetBasis.CLIENT.value])
    numbers = counter.cells(starts_on, ends_on)
    organizations = Organization.objects.filter(slug__in=[slug for slug in counter.slugs if slug != TOTAL])
    return {organization: numbers[organization.slug].number for organization in organizations}


def _reached(cells: Mapping[Key, Tally], hidden: set[Key], quarters: Sequence[int]) -> dict[int, int | None]:
    """Sums until the end of each quarter: not where the sum less the shown quarters would give a hidden one away."""
    untold = {number for number in quarters if (number, TOTAL) in hidden}
    reached: dict[int, int | None] = {}
    for last in quarters:
        gone = {number for number in untold if number <= last}
        is_told = (not gone or gone == untold) and not ((WHOLE, TOTAL) in hidden and last == quarters[-1])
        reached[last] = added(cells[number, TOTAL] for number in quarters if number <= last).number if is_told else None
    return reached


class _Counter:
    """Asks the indicator for the municipalities of one project."""

    def __init__(self, project: Project, indicator: Indicator, place: str | None) -> None:
        self.indicator, self.place = indicator, place
        self.stays = _stays(project)
        self.organizations = frozenset({project.lead_id}).union(*(stay.organizations for stay in self.stays))
        self.only = _of_funding(project, indicator)
        places = (slug for stay in self.stays for slug in sorted(stay.places)) if place else ()
        self.slugs = (*places, TOTAL)

    def cells(self, first: dt.date, last: dt.date) -> dict[str, Tally]:
        """The number of each municipality, and of all together: there, who is in two of them counts once."""
        if self.place is None:
            return {TOTAL: added(self._count((first, last)))}
        found = {slug: NOTHING for stay in self.stays for slug in stay.places}
        total: list[FigureCell] = []
        for stay, asked in self._asked(first, last):
            only = {self.place: stay.places}
            counted = self._count(asked, by=(self.place,), only=only)
            for cell in counted:
                found[cell.values[0]] = added([found[cell.values[0]], cell])
            total += counted if self.indicator.is_additive else self._count(asked, only=only)
        return found | {TOTAL: added(total)}

    def whole(self, first: dt.date, last: dt.date) -> Tally:
        """The number of all together alone: who is in two municipalities counts once."""
        if self.place is None:
            return added(self._count((first, last)))
        asked = self._asked(first, last)
        return added(cell for stay, days in asked for cell in self._count(days, only={self.place: stay.places}))

    def outside(self, first: dt.date, last: dt.date) -> dict[str, int]:
        """What counts toward nobody's target, by what is known of where the client lives; large numbers only."""
        if self.place is None:
            return {}
        known = {slug for stay in self.stays for slug in stay.places}
        return {
            cell.values[0]: cell.number
            for cell in self._count((first, last), by=(self.place,))
            if cell.values[0] not in known and not few_of(self.indicator).includes(Tally(cell.number, cell.open_number))
        }

    def _asked(self, first: dt.date, last: dt.date) -> Iterator[tuple[_Stay, tuple[dt.date, dt.date]]]:
        for stay in self.stays:
            asked = max(first, stay.joined_on), min(last, stay.left_on)
            if asked[0] <= asked[1]:
                yield stay, asked

    def _count(
        self,
        asked: tuple[dt.date, dt.date],
        *,
        by: tuple[str, ...] = (),
        only: Mapping[str, frozenset[str]] | None = None,
    ) -> list[FigureCell]:
        question = FigureQuestion(
            starts_on=asked[0],
            ends_on=asked[1],
            by=by,
            only={**self.only, **(only or {})},
            organizations=self.organizations,
        )
        return list(self.indicator.count(question))


def _stays(project: Project) -> list[_Stay]:
    """Who took part from when till when, the same days together."""
    together: defaultdict[tuple[dt.date, dt.date], list[Partner]] = defaultdict(list)
    for partner in Partner.objects.filter(project=project, organization__isnull=False).select_related("organization"):
        together[partner.joined_on, partner.left_on or project.ends_on].append(partner)
    return [
        _Stay(
            joined_on,
            left_on,
            frozenset(each.organization.slug for each in partners if each.organization),
            frozenset(each.organization_id for each in partners if each.organization_id),
        )
        for (joined_on, left_on), partners in sorted(together.items(), key=lambda pair: pair[0])
    ]


def _of_funding(project: Project, indicator: Indicator) -> dict[str, frozenset[str]]:
    """Only what was logged under the project's funding codes, where it has some and the indicator knows them."""
    codes = frozenset(project.funding_codes)
    return {"funding_code": codes} if codes and "funding_code" in indicator.dimensions else {}


def added(cells: Iterable[Tally | FigureCell]) -> Tally:
    """Numbers put together."""
    number = open_number = 0
    for cell in cells:
        number, open_number = number + cell.number, open_number + cell.open_number
    return Tally(number, open_number)

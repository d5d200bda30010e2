"""The numbers of a pivot, and which of them are hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from seutu.newcomers.reports.rules.periods import ALL_YEARS, Period, from_to, piece_of, steps_of_year
from seutu.newcomers.reports.rules.pivot import (
    OF_WORK,
    TOTAL,
    Layout,
    PivotQuestion,
    Place,
    Protection,
    heading,
    times_of_pieces,
)
from seutu.newcomers.reports.rules.suppression import (
    NOTHING,
    Cell,
    Cube,
    Drawing,
    Tally,
    TooFew,
    Witness,
    added_up,
    drawings,
    every_set,
    every_subset,
    untold,
    witnesses,
)
from seutu.shared.core.figures import CountUnit, FigureQuestion, Indicator

MINUTES_IN_AN_HOUR = 60
WHOLE = "whole"


@dataclass(frozen=True)
class Counted:
    """The numbers of a table that are not nothing, and the places of those that are hidden."""

    numbers: Mapping[Place, Tally]
    hidden: frozenset[Place]


def few_of(indicator: Indicator) -> TooFew:
    """Under how many a number of this indicator is small; of minutes, as many hours."""
    times = MINUTES_IN_AN_HOUR if indicator.count_unit is CountUnit.MINUTE else 1
    return TooFew(settings.SMALL_CELL * times)


def counted(
    question: PivotQuestion, indicator: Indicator, protection: Protection, organizations: frozenset[int] | None
) -> Counted:
    """Count what a pivot asks of the work of ``organizations``, and find what is to be hidden."""
    asking = _Asking(question, indicator, organizations)
    if not indicator.is_additive:
        return _counted_apart(asking)
    if protection is Protection.EVERYWHERE:
        return _counted_everywhere(asking)
    return _counted_in_the_table(asking, protection)


@dataclass(frozen=True)
class _Asking:
    question: PivotQuestion
    indicator: Indicator
    organizations: frozenset[int] | None

    def cells(self, period: Period, by: Sequence[str], calendar: str) -> Iterator[tuple[str, tuple[str, ...], Tally]]:
        """Piece of the calendar ("" for none), values and numbers, not narrowed."""
        asked = (*by, calendar) if calendar else tuple(by)
        only = FigureQuestion(
            starts_on=period.starts_on, ends_on=period.ends_on, by=asked, organizations=self.organizations
        )
        for cell in self.indicator.count(only):
            tally = Tally(cell.number, cell.open_number)
            yield (cell.values[-1], cell.values[:-1], tally) if calendar else ("", cell.values, tally)


def _counted_everywhere(asking: _Asking) -> Counted:
    """Numbers that may be added: hidden alike in every table there is, by what all the years hold."""
    question, few = asking.question, few_of(asking.indicator)
    cells = {(year, values): tally for year, values, tally in asking.cells(ALL_YEARS, question.dimensions, "year")}
    years = dict.fromkeys(sorted({year for year, _values in cells}), WHOLE)
    open_places = frozenset(place for place, key in enumerate(question.dimensions) if key in OF_WORK)
    cube = added_up(len(question.dimensions), [{WHOLE: ""}, years], cells)
    drawn = drawings(cube, few, open_places=open_places)
    if question.step != "year":
        cells, drawn = _in_finer_time(asking, drawn, open_places)
    layout = Layout(question, times_of_pieces(question, sorted({piece for piece, _values in cells})))
    numbers, whole = _added(layout, cells.items())
    found = [each.in_all_dimensions() for each in drawn]
    return _hidden(numbers, whole, few, untold(found, layout.shown_in))


def _in_finer_time(
    asking: _Asking, drawn: Sequence[Drawing], open_places: frozenset[int]
) -> tuple[dict[Cell, Tally], list[Drawing]]:
    """The cells of quarters or months of the years that are shown, and what witnesses change in them."""
    question, few = asking.question, few_of(asking.indicator)
    by_year: dict[str, dict[Cell, Tally]] = defaultdict(dict)
    for piece, values, tally in asking.cells(_whole_years(question), question.dimensions, question.step):
        by_year[piece_of(piece, "year")][piece, values] = tally
    parts: list[dict[Cell, int]] = [{} for _each in drawn]
    within_years: list[Drawing] = []
    for year, cells in sorted(by_year.items()):
        cube = added_up(len(question.dimensions), steps_of_year(year, question.step), cells)
        above = [each.within(year) for each in drawn]
        found = drawings(cube, few, open_places=open_places, above=above)
        for part, each in zip(parts, found, strict=False):
            part.update(each.changes)
        within_years += found[len(above) :]
    longer = [replace(each, changes=part) for each, part in zip(drawn, parts, strict=True)]
    return {cell: tally for cells in by_year.values() for cell, tally in cells.items()}, longer + within_years


def _whole_years(question: PivotQuestion) -> Period:
    asked = question.periods.values()
    first, last = min(each.starts_on for each in asked), max(each.ends_on for each in asked)
    return from_to(str(first.year), str(last.year))


def _counted_in_the_table(asking: _Asking, protection: Protection) -> Counted:
    """Numbers that may be added, each time by itself: hidden so that the table in hand does not give them away."""
    question, few = asking.question, few_of(asking.indicator)
    times: dict[str, list[tuple[str, Sequence[str]]]] = {}
    cells: dict[Cell, Tally] = {}
    found: list[Witness] = []
    for when, period in question.periods.items():
        own: dict[Cell, Tally] = {}
        for piece, values, tally in asking.cells(period, question.dimensions, question.calendar):
            times[f"{when}{piece}"] = [(when, (*heading(question, piece, when), TOTAL))]
            own[f"{when}{piece}", values] = tally
        steps: list[Mapping[str, str]] = [{when: ""}]
        if question.calendar:
            steps.append({node: when for node, _values in sorted(own)})
        if own and protection is not Protection.NONE:
            found += witnesses(added_up(len(question.dimensions), steps, own), few)
        cells.update(own)
    layout = Layout(question, times)
    numbers, whole = _added(layout, cells.items())
    if protection is Protection.NONE:
        return Counted(numbers, frozenset())
    return _hidden(numbers, whole, few, untold(found, layout.shown_in))


def _counted_apart(asking: _Asking) -> Counted:
    """Numbers that may not be added: each piece of time is counted, and hidden, by itself."""
    question, few = asking.question, few_of(asking.indicator)
    times: dict[str, list[tuple[str, Sequence[str]]]] = {}
    numbers: dict[Place, Tally] = {}
    whole: dict[Place, Tally] = {}
    found: list[Witness] = []
    for node, when, piece, cube in _cubes_apart(asking):
        times[node] = [(when, heading(question, piece, when) or (TOTAL,))]
        _put(Layout(question, times), node, cube, numbers, whole)
        found += witnesses(cube, few)
    return _hidden(numbers, whole, few, untold(found, Layout(question, times).shown_in))


def _cubes_apart(asking: _Asking) -> Iterator[tuple[str, str, str, Cube]]:
    """For each piece of time its name, when it is, its piece of the calendar, and its numbers."""
    question = asking.question
    width = len(question.dimensions)
    for when, period in question.periods.items():
        for calendar in dict.fromkeys(("", question.calendar)):
            tables: dict[str, dict[tuple[int, tuple[int, ...]], dict[Cell, Tally]]] = defaultdict(
                lambda: {(0, places): {} for places in every_set(width)}
            )
            for places in every_set(width):
                by = [question.dimensions[place] for place in places]
                for piece, values, tally in asking.cells(period, by, calendar):
                    tables[piece][0, places][f"{when}{piece}", values] = tally
            for piece, own in sorted(tables.items()):
                yield f"{when}{piece}", when, piece, Cube(width, [{f"{when}{piece}": ""}], own)


def _put(layout: Layout, node: str, cube: Cube, numbers: dict[Place, Tally], whole: dict[Place, Tally]) -> None:
    """Put numbers that may not be added where they stand: each place has a number of its own."""
    axes = [layout.at[axis] for axis in (layout.question.rows, layout.question.columns) if axis in layout.at]
    for kept in every_subset(axes):
        for places, into in ((kept, whole), (tuple(sorted({*kept, *layout.only})), numbers)):
            for (_node, values), tally in cube.tables[0, places].items():
                known = dict(zip(places, values, strict=True))
                if into is whole or all(known[place] == value for place, value in layout.only.items()):
                    into[layout.apart(node, {place: known[place] for place in kept})] = tally


def _added(layout: Layout, cells: Iterable[tuple[Cell, Tally]]) -> tuple[dict[Place, Tally], dict[Place, Tally]]:
    """The numbers of a table, and the same as if it were not narrowed."""
    numbers: dict[Place, Tally] = {}
    whole: dict[Place, Tally] = {}
    for cell, tally in cells:
        _add(numbers, layout.shown_in, cell, tally)
        _add(whole, layout.beside, cell, tally)
    return numbers, whole


def _add(numbers: dict[Place, Tally], places: Callable[[Cell], Iterable[Place]], cell: Cell, tally: Tally) -> None:
    for place in places(cell):
        before = numbers.get(place, NOTHING)
        numbers[place] = Tally(before.number + tally.number, before.open_number + tally.open_number)


def _hidden(
    numbers: Mapping[Place, Tally], whole: Mapping[Place, Tally], few: TooFew, untold_places: set[Place]
) -> Counted:
    """Hidden is what is small, what would give a small number away, and every part of a small whole, nothing too."""
    small = {place for place, tally in numbers.items() if few.includes(tally)}
    small_wholes = {place for table in (numbers, whole) for place, tally in table.items() if few.includes(tally)}
    rows = {row for row, _column, _when in (*numbers, *whole)}
    columns = {column for _row, column, _when in (*numbers, *whole)}
    parts = {
        (row, column, when)
        for small_row, small_column, when in small_wholes
        for row in (rows if small_row == TOTAL else {small_row})
        for column in (columns if small_column == TOTAL else {small_column})
    }
    return Counted(numbers, frozenset(small | parts | untold_places))

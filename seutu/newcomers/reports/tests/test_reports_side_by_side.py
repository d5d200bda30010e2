"""Somebody who asks for many tables and puts them beside each other."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seutu.newcomers.reports.queries.pivot import pivot
from seutu.newcomers.reports.rules.periods import ALL_YEARS, STEPS, from_to, period_of, piece_of
from seutu.newcomers.reports.rules.pivot import PivotQuestion
from seutu.newcomers.reports.tests.attacker import Attacker
from seutu.newcomers.reports.tests.in_memory import Entry, declared

CHANNELS, LANGUAGES = ("visit", "phone", "letter"), ("fi", "ar", "so")
MONTHS = ("2020-02", "2020-05", "2020-06", "2021-01", "2021-05", "2021-06", "2021-11")
ATOMS = list(product(MONTHS, CHANNELS, LANGUAGES))

YEARS = (ALL_YEARS, period_of("2020"), period_of("2021"))
OTHERS = (period_of("2021-Q2"), period_of("2021-05"), from_to("2020-05", "2021-05"), from_to("2020-06", "2021-05"))
AXES = ("", "channel", "language", "month", "quarter", "year")


def questions():
    """By one, by both, narrowed by one, of years, months and overlapping times, with the year before."""
    for period, rows, columns in product((*YEARS, *OTHERS), AXES, AXES):
        if rows != columns and not {rows, columns} <= set(STEPS):
            yield PivotQuestion(
                indicator="invented", period=period, rows=rows, columns=columns, compared=period != ALL_YEARS
            )
    for language in LANGUAGES:
        for period, rows in product((*YEARS, *OTHERS), ("", "channel", "month")):
            yield PivotQuestion(indicator="invented", period=period, rows=rows, only=(("language", language),))


def told(table, question):
    """Each number that a table tells, with the cells it is the sum of."""
    for row in (*table.rows, table.whole):
        headings = [*(column.value for column in table.columns), ""]
        for heading, figure in zip(headings, (*row.cells, row.total), strict=True):
            if figure.number is not None:
                yield members(question, question.period, row.heading.value, heading), figure.number
        if row.before is not None and row.before.number is not None:
            yield members(question, question.period.before(), row.heading.value, "", shift=1), row.before.number


def members(question, period, row, column, shift=0):
    found = set()
    for at, (month, channel, language) in enumerate(ATOMS):
        known = {"channel": channel, "language": language}
        later = f"{int(month[:4]) + shift}{month[4:]}"
        known |= {step: piece_of(later, step) for step in STEPS}
        wanted = [(question.rows, row), (question.columns, column), *question.only]
        if period.has(month) and all(not value or known[axis] == value for axis, value in wanted):
            found.add(at)
    return frozenset(found)


def small_cells(entries):
    """Every number under five that a table of a month, quarter, year or all years could have."""
    cells = {}
    for at, (month, channel, language) in enumerate(ATOMS):
        pieces = (month, *(piece_of(month, step) for step in STEPS), "")
        for piece, one, other in product(pieces, (channel, ""), (language, "")):
            if one or other:
                cells.setdefault((piece, one, other), set()).add(at)
    return [frozenset(found) for found in cells.values() if 0 < sum(entries[at].times for at in found) < 5]


numbers = st.lists(
    st.one_of(st.just(0), st.integers(0, 4), st.integers(0, 30)), min_size=len(ATOMS), max_size=len(ATOMS)
)


@pytest.mark.slow
@settings(max_examples=3, deadline=None)
@given(numbers)
def test_no_small_number_can_be_computed_from_all_the_tables_there_are(found):
    entries = [
        Entry(month, (channel, language, "jo"), times)
        for (month, channel, language), times in zip(ATOMS, found, strict=True)
    ]
    with declared([each for each in entries if each.times]):
        published = [each for question in questions() for each in told(pivot(question, None), question)]

    attacker = Attacker(list(dict.fromkeys(published)))

    assert not [cells for cells in small_cells(entries) if attacker.computed(cells) is not None]

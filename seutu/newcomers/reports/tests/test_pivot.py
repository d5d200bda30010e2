from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.newcomers.reports.queries.pivot import pivot
from seutu.newcomers.reports.rules.periods import ALL_YEARS, from_to, period_of
from seutu.newcomers.reports.rules.pivot import NotAskable, PivotQuestion, Reason
from seutu.newcomers.reports.rules.tables import HIDDEN, MISSING, Figure
from seutu.newcomers.reports.tests.in_memory import Entry, declared
from seutu.shared.core.figures import CountUnit

YEAR = period_of("2021")


def entry(month, channel="visit", language="fi", municipality="jo", times=1, **more):
    return Entry(month, (channel, language, municipality), times, **more)


SOME = (
    entry("2021-02", times=20),
    entry("2021-02", channel="phone", times=10),
    entry("2021-08", channel="phone", language="ar", times=7),
    entry("2020-08", channel="phone", times=12),
    entry("2020-03", times=8),
)


def asked(entries=SOME, organizations=None, period=YEAR, **question):
    with declared(entries, unit=question.pop("unit", CountUnit.CONTACT), is_additive=question.pop("is_additive", True)):
        return pivot(PivotQuestion(indicator="invented", period=period, **question), organizations)


def told(table):
    return {row.heading.value: [figure.number for figure in row.cells] or row.total.number for row in table.rows}


def test_a_table_names_its_unit_definition_time_and_totals():
    table = asked(rows="channel")

    assert told(table) == {"phone": 17, "visit": 20}
    assert [row.heading.label for row in table.rows] == ["<phone>", "<visit>"]
    assert table.whole.total == Figure(37)
    assert table.unit_label
    assert table.definition == "Keksitty määritelmä."
    assert table.period == YEAR
    assert [row.share for row in table.rows] == [46, 54]


def test_two_dimensions_have_totals_both_ways():
    table = asked(rows="channel", columns="quarter")

    assert [column.value for column in table.columns] == ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]
    assert told(table) == {"phone": [10, 0, 7, 0], "visit": [20, 0, 0, 0]}
    assert [figure.number for figure in table.whole.cells] == [30, 0, 7, 0]


def test_the_year_before_stands_beside_each_row():
    table = asked(rows="channel", compared=True)

    assert {row.heading.value: (row.before, row.change) for row in table.rows} == {
        "phone": (Figure(12), 5),
        "visit": (Figure(8), 12),
    }
    assert table.whole.before == Figure(20)


def test_months_are_compared_with_the_same_months():
    table = asked(rows="month", compared=True)
    august = next(row for row in table.rows if row.heading.value == "2021-08")

    assert (august.total, august.before) == (Figure(7), Figure(12))
    assert len(table.rows) == 12


def test_a_year_without_figures_is_missing_and_not_nothing():
    table = asked(rows="channel", period=period_of("2020"), compared=True)

    assert {row.before for row in table.rows} == {MISSING}


def test_a_month_that_has_not_come_is_missing_and_not_nothing():
    with time_machine.travel(dt.datetime(2021, 3, 15, 9, tzinfo=dt.UTC), tick=False):
        table = asked(rows="month")

    assert [row.total for row in table.rows[:4]] == [Figure(0), Figure(30), Figure(0), MISSING]


def test_a_filter_narrows_and_is_named():
    table = asked(rows="channel", only=(("language", "ar"),))

    assert told(table)["phone"] == 7
    assert table.filters == (("Language", "<ar>"),)


def test_free_months_and_all_years():
    assert asked(rows="channel", period=from_to("2020-08", "2021-02")).whole.total == Figure(42)
    table = asked(rows="year", period=ALL_YEARS)

    assert told(table) == {"2020": 20, "2021": 37}
    assert table.period is None


@pytest.mark.django_db
def test_only_the_work_of_the_organizations_in_scope_is_counted():
    entries = (entry("2021-01", times=9), entry("2021-01", times=30, organization=2))

    assert asked(entries, organizations=frozenset({2})).whole.total == Figure(30)


def test_a_small_number_and_what_would_tell_it_are_hidden():
    entries = (*SOME, entry("2021-05", channel="letter", times=2), entry("2021-05", channel="chat", times=40))
    table = asked(entries, rows="channel")
    hidden = {row.heading.value for row in table.rows if row.total.is_hidden}

    assert "letter" in hidden
    assert len(hidden) == 2
    assert table.whole.total == Figure(79)
    assert table.notes


def test_every_part_of_a_small_whole_is_hidden_nothing_too():
    """Of three contacts in Arabic two zeros would tell that all were visits."""
    entries = (*SOME[:2], entry("2021-03", language="so", times=3), entry("2021-03", channel="chat", times=50))
    table = asked(entries, rows="channel", columns="language")
    so = [column.value for column in table.columns].index("so")

    assert {row.cells[so] for row in table.rows} == {HIDDEN}


def test_a_year_hides_what_a_month_table_hides_of_it():
    """The same numbers are hidden whichever table is asked, or the two would tell them together."""
    entries = (*SOME, entry("2021-05", channel="letter", times=2), entry("2021-05", channel="chat", times=40))
    by_month = asked(entries, rows="channel", columns="month")
    by_year = asked(entries, rows="channel")

    assert {row.heading.value for row in by_month.rows if row.total.is_hidden} == {
        row.heading.value for row in by_year.rows if row.total.is_hidden
    }


def test_restricted_clients_never_lift_a_number_over_the_threshold():
    entries = (
        *SOME,
        entry("2021-05", channel="letter", times=4),
        entry("2021-05", channel="letter", is_restricted=True),
    )
    table = asked(entries, rows="channel")

    assert next(row for row in table.rows if row.heading.value == "letter").total == HIDDEN


def test_work_by_municipality_is_told_for_any_time_though_its_months_are_few():
    entries = [entry(f"2021-{month:02}", municipality="il", times=2) for month in range(1, 12)]
    entries += [entry(f"2021-{month:02}", times=30) for month in range(1, 12)]
    entries = [Entry(each.month, ("visit", "fi", each.values[2]), each.times) for each in entries]
    with declared(entries) as indicator:
        from seutu.newcomers.reports.rules.pivot import Protection, protection_of
        from seutu.shared.core.figures import Dimension

        place = Dimension(key="client_municipality", label="", words=dict.fromkeys, about_person=True)
        assert protection_of(indicator, [place]) is Protection.IN_THE_TABLE


def test_minutes_are_no_persons_until_a_dimension_describes_one():
    entries = (
        entry("2021-01", times=30),
        entry("2021-01", language="ar", times=900),
        entry("2021-01", language="so", times=900),
    )

    assert asked(entries, unit=CountUnit.MINUTE, rows="channel").whole.total == Figure(1830)
    assert not asked(entries[:1], unit=CountUnit.MINUTE, rows="channel").has_hidden
    assert asked(entries, unit=CountUnit.MINUTE, rows="language").has_hidden


CLIENTS = tuple(
    entry(month, channel=channel, who=f"{channel}{number if month < '2021-06' else number + 3}")
    for month in ("2021-02", "2021-08")
    for channel in ("visit", "phone")
    for number in range(9)
)


def test_clients_are_counted_once_in_the_period_and_have_no_shares():
    table = asked(CLIENTS, is_additive=False, rows="month")

    assert {row.heading.value: row.total.number for row in table.rows if row.total.number} == {
        "2021-02": 18,
        "2021-08": 18,
    }
    assert table.whole.total == Figure(24)
    assert {row.share for row in table.rows} == {None}
    assert not table.sums


def test_clients_are_narrowed_and_broken_down():
    table = asked(CLIENTS, is_additive=False, rows="month", only=(("channel", "visit"),), compared=True)
    both = asked(CLIENTS, is_additive=False, rows="channel", columns="quarter")

    assert table.whole.total == Figure(12)
    assert {row.heading.value: [figure.number for figure in row.cells] for row in both.rows} == {
        "phone": [9, 0, 9, 0],
        "visit": [9, 0, 9, 0],
    }
    assert [figure.number for figure in both.whole.cells] == [18, 0, 18, 0]


def test_a_few_clients_are_hidden_with_a_second_number():
    few = (*CLIENTS, entry("2021-02", channel="letter", who="one"))
    table = asked(few, is_additive=False, rows="channel")

    assert sum(row.total.is_hidden for row in table.rows) == 2
    assert not table.whole.total.is_hidden


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ({"rows": "colour"}, Reason.NO_SUCH_DIMENSION),
        ({"rows": "channel", "columns": "channel"}, Reason.SAME_TWICE),
        ({"rows": "month", "columns": "year"}, Reason.SAME_TWICE),
        ({"rows": "channel", "only": (("channel", "visit"),)}, Reason.SAME_TWICE),
        ({"only": (("year", "2021"),)}, Reason.NO_SUCH_DIMENSION),
        (
            {
                "rows": "channel",
                "columns": "language",
                "only": (("municipality", "jo"),),
                "period": period_of("2021-02"),
            },
            Reason.TOO_MANY_BY_MONTH,
        ),
    ],
)
def test_what_has_no_answer_is_refused_with_the_reason(question, reason):
    with pytest.raises(NotAskable) as refused:
        asked(**question)

    assert refused.value.reason is reason

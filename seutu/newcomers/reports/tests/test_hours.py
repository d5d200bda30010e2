"""Hours of work by funding code and month: whose one sees, that they add up, and the files."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from seutu.newcomers.clients.models import GroupSession, OtherWork
from seutu.newcomers.clients.tests.entries import acting
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory, FundingCodeFactory
from seutu.newcomers.reports.queries.hours import hour_sheets
from seutu.newcomers.reports.rules.hours import HourPeriod, decimal_hours, hours_and_minutes
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
YEAR = HourPeriod(2026)
PAGE = "/tyo/luvut/tunnit/"


@pytest.fixture
def payers():
    return [FundingCodeFactory(name_fi="AMIF", code="amif"), FundingCodeFactory(name_fi="Kunta", code="kunta")]


@pytest.fixture
def worked(unit, counsellor, payers):
    """Half an hour, an hour and twenty minutes, and ten minutes, for two payers in two months."""
    amif, own = payers
    protected = ClientFactory(unit=unit, is_protected=True)
    given = {"unit": unit, "logged_by": counsellor, "provider_municipality": unit.organization}
    ContactFactory(unit=unit, logged_by=counsellor, client=protected, minutes=30, funding_code=amif)
    ContactFactory(
        unit=unit, logged_by=counsellor, minutes=10, funding_code=own, interpreting="phone", interpreter_minutes=55
    )
    more = {**given, "logged_at": clock.now(), "occurred_on": dt.date(2026, 4, 1)}
    GroupSession.objects.create(
        title="Neuvonta", service_language="fi", participants=9, minutes=60, funding_code=amif, **more
    )
    OtherWork.objects.create(kind="reporting", minutes=20, funding_code=amif, **more)


def totals(user, period=YEAR, **asked):
    return {sheet.worker.display_name: sheet.total for sheet in hour_sheets(acting(user), period, **asked)}


def test_all_work_counts_and_the_interpreters_time_does_not(worked, counsellor):
    (sheet,) = hour_sheets(acting(counsellor), YEAR)

    assert {(row.funding_code.code, row.total) for row in sheet.rows} == {("amif", 110), ("kunta", 10)}
    assert (sheet.total_of(dt.date(2026, 3, 1)), sheet.total_of(dt.date(2026, 4, 1))) == (40, 80)
    assert sheet.total == sum(row.total for row in sheet.rows) == sum(map(sheet.total_of, sheet.months)) == 120


def test_one_sees_ones_own_and_those_one_leads(worked, unit, counsellor, colleague, supervisor, coordinator, payers):
    ContactFactory(unit=unit, logged_by=colleague, minutes=5, funding_code=payers[0])

    assert totals(counsellor) == {"Katri Kotouttaja": 120}
    assert totals(supervisor) == {"Katri Kotouttaja": 120, "Kalle Kollega": 5}
    assert totals(supervisor, whose={colleague.pk}) == {"Kalle Kollega": 5}
    assert totals(coordinator) == {}


def test_work_of_another_municipality_is_not_the_supervisors_to_see(worked, foreign_unit, counsellor, supervisor):
    ContactFactory(unit=foreign_unit, logged_by=counsellor, minutes=500)

    assert totals(supervisor) == {"Katri Kotouttaja": 120}
    assert totals(counsellor) == {"Katri Kotouttaja": 620}


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [("", (1, 1), (12, 31)), ("Q1", (1, 1), (3, 31)), ("Q4", (10, 1), (12, 31)), ("02", (2, 1), (2, 28))],
)
def test_a_period_is_a_year_or_a_part_of_one(part, first, last):
    period = HourPeriod.told("2026", part, otherwise=dt.date(2020, 1, 1))

    assert (period.starts_on, period.ends_on) == (dt.date(2026, *first), dt.date(2026, *last))


@pytest.mark.parametrize(("year", "part"), [("", ""), ("20261", "Q9"), ("²026", "13"), ("1000", "x"), ("-1", "00")])
def test_of_what_is_no_period_the_year_is_shown(year, part):
    assert HourPeriod.told(year, part, otherwise=dt.date(2026, 5, 5)) == YEAR


@given(st.integers(0, 2_000_000))
def test_hours_are_minutes_told_in_two_ways(total):
    assert abs(decimal_hours(total) * 60 - total) <= Decimal("0.3")
    assert hours_and_minutes(total) == f"{total // 60}:{total % 60:02}"


def test_the_page_shows_a_sheet(client, worked, counsellor):
    client.force_login(counsellor)

    page = client.get(PAGE, {"vuosi": "2026"}).content.decode()

    assert "1:50" in page
    assert "2:00" in page


def test_the_files_hold_the_same_numbers(client, worked, counsellor):
    client.force_login(counsellor)

    text = client.get(f"{PAGE}csv/", {"vuosi": "2026"}).content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(client.get(f"{PAGE}xlsx/", {"vuosi": "2026"}).content))
    paper = client.get(f"{PAGE}pdf/", {"vuosi": "2026"})

    rows = list(csv.reader(io.StringIO(text), delimiter=";"))[1:]
    assert sum(int(row[5]) for row in rows) == 120
    assert ["0:30", "0,50"] in [row[6:] for row in rows]
    cells = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert sum(row[5] for row in cells) == 120
    assert cells[0][4] == dt.datetime(2026, 3, 1)
    assert {type(row[7]) for row in cells} <= {int, float}
    assert paper.content.startswith(b"%PDF")
    assert Entry.objects.filter(verb="figures.handed_out").count() == 3


def test_of_others_one_may_not_ask(client, worked, counsellor, colleague):
    client.force_login(colleague)

    assert client.get(PAGE, {"tyontekija": str(counsellor.pk)}).status_code == 404
    assert client.get(f"{PAGE}csv/", {"tyontekija": str(counsellor.pk)}).status_code == 404
    assert client.get(f"{PAGE}exe/").status_code == 404


def test_three_people_cost_as_many_questions_as_one(
    client, worked, unit, supervisor, colleague, django_assert_max_num_queries
):
    client.force_login(supervisor)

    def asked() -> int:
        with django_assert_max_num_queries(60) as queries:
            assert client.get(PAGE, {"vuosi": "2026", "tyontekija": "kaikki"}).status_code == 200
        return len(queries)

    asked()
    one = asked()
    ContactFactory(unit=unit, logged_by=colleague)
    ContactFactory(unit=unit)

    assert asked() == one

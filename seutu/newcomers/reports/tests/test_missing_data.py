"""What is missing for figures to be complete: who sees it of whom, and where it is mended."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.clients.models import RegisterDraft
from seutu.newcomers.clients.queries.missing_data import missing_by_unit, missing_of
from seutu.newcomers.clients.rules.missing_data import Missing
from seutu.newcomers.clients.tests.entries import acting
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory, FundingCodeFactory, TopicFactory
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
FIRST, DAY, LAST = dt.date(2026, 1, 1), dt.date(2026, 3, 2), dt.date(2026, 12, 31)
PAGE = "/tyo/luvut/puuttuvat/"
AT_ONCE = dt.datetime(2026, 3, 3, 12, tzinfo=clock.HELSINKI)
WHOLE = {
    "client_municipality_kind": "none",
    "basis_group": "work",
    "age_band": "18_29",
    "language": "uk",
    "logged_at": AT_ONCE,
}


@pytest.fixture
def gaps(unit, counsellor):
    """A contact with nothing missing, one with everything, and one that was logged a month late."""
    ContactFactory(unit=unit, logged_by=counsellor, **WHOLE)
    ContactFactory(unit=unit, logged_by=counsellor, logged_at=AT_ONCE, follow_up_on=dt.date(2026, 3, 9))
    ContactFactory(unit=unit, logged_by=counsellor, **{**WHOLE, "logged_at": AT_ONCE + dt.timedelta(days=30)})


def numbers(found):
    return {(row.worker.display_name if row.worker else "", row.unit.name_fi): dict(row.missing) for row in found.rows}


def test_what_is_missing_of_ones_own_contacts_is_counted(gaps, counsellor):
    found = missing_of(acting(counsellor), FIRST, LAST)

    (row,) = found.rows
    assert row.contacts == 3
    assert dict(row.missing) == dict.fromkeys(Missing, 1)


def test_a_week_is_not_late_and_eight_days_are(unit, counsellor):
    for days in (7, 8):
        late = dt.datetime.combine(DAY, dt.time(1), clock.HELSINKI) + dt.timedelta(days=days)
        ContactFactory(unit=unit, logged_by=counsellor, **{**WHOLE, "logged_at": late})

    (row,) = missing_of(acting(counsellor), FIRST, LAST).rows

    assert row.missing[Missing.LATE] == 1


def test_who_leads_sees_the_team_and_who_keeps_the_register_units_without_names(
    gaps, unit, colleague, other_unit, supervisor, foreign_counsellor
):
    ContactFactory(unit=other_unit, logged_by=colleague, logged_at=AT_ONCE)

    assert set(numbers(missing_of(acting(supervisor), FIRST, LAST))) == {
        ("Katri Kotouttaja", unit.name_fi),
        ("Kalle Kollega", other_unit.name_fi),
    }
    by_unit = missing_by_unit([unit.organization_id], FIRST, LAST)
    assert set(numbers(by_unit)) == {("", unit.name_fi), ("", other_unit.name_fi)}
    assert missing_of(acting(foreign_counsellor), FIRST, LAST).rows == []


def test_clients_without_what_funders_ask_are_counted(unit, counsellor, supervisor):
    ClientFactory(unit=unit, keyworker=counsellor)
    ClientFactory(
        unit=unit,
        keyworker=counsellor,
        municipality_kind="none",
        basis_group="work",
        gender="woman",
        mother_tongue="uk",
        birth_year=1990,
    )

    assert missing_of(acting(counsellor), FIRST, LAST).incomplete_clients == {counsellor: 1}
    assert missing_of(acting(supervisor), FIRST, LAST).incomplete_clients == {counsellor: 1}
    assert missing_by_unit([unit.organization_id], FIRST, LAST).incomplete_by_unit == {unit: 1}


def test_drafts_are_counted_and_never_told(counsellor):
    soon = clock.now() + dt.timedelta(days=3)
    values = {"user": counsellor, "saved_at": clock.now(), "expires_at": soon}
    RegisterDraft.objects.create(target="contact", opening="a", **values)
    RegisterDraft.objects.create(target="saved:contact", opening="b", **values)

    assert missing_of(acting(counsellor), FIRST, LAST).drafts == {counsellor: 1}


def test_closed_codes_that_were_still_used_are_told(unit, counsellor):
    closed = {"starts_on": FIRST, "ends_on": dt.date(2026, 2, 1)}
    contact = ContactFactory(unit=unit, logged_by=counsellor, funding_code=FundingCodeFactory(name_fi="Z", **closed))
    contact.topics.set([TopicFactory(name_fi="A", **closed), TopicFactory()])

    found = missing_of(acting(counsellor), FIRST, LAST).closed_codes

    assert [(each.code.name_fi, each.contacts) for each in found] == [("A", 1), ("Z", 1)]


def test_units_that_logged_nothing_in_a_month_are_told(gaps, unit, other_unit):
    found = {
        each.unit: each.months
        for each in missing_by_unit([unit.organization_id], FIRST, dt.date(2026, 3, 31)).silent_units
    }

    assert found == {
        unit: [dt.date(2026, 1, 1), dt.date(2026, 2, 1)],
        other_unit: [dt.date(2026, 1, 1), dt.date(2026, 2, 1), dt.date(2026, 3, 1)],
    }


def test_the_page_leads_to_the_rows_and_the_rows_to_the_contact(client, gaps, counsellor):
    client.force_login(counsellor)

    page = client.get(PAGE, {"vuosi": "2026"}).content.decode()
    address = page.split('href="/tyo/luvut/puuttuvat/peruste/')[1].split('"')[0].replace("&amp;", "&")
    rows = client.get(f"/tyo/luvut/puuttuvat/peruste/{address}")

    assert [url for _name, url, _about in rows.context["lines"]] != []
    assert client.get(rows.context["lines"][0][1]).status_code == 200


def test_clients_are_listed_by_their_references(client, unit, counsellor):
    known = ClientFactory(unit=unit, keyworker=counsellor)
    client.force_login(counsellor)

    page = client.get(f"{PAGE}asiakkaat/").content.decode()

    assert known.reference in page
    assert known.shown_name not in page


def test_rows_of_others_are_not_to_be_asked_for(client, gaps, counsellor, colleague):
    client.force_login(colleague)

    assert client.get(f"{PAGE}peruste/", {"tyontekija": counsellor.pk}).status_code == 404
    assert client.get(f"{PAGE}jotain/").status_code == 404


def test_who_keeps_the_register_gets_no_links_to_rows(client, gaps, unit, coordinator):
    client.force_login(coordinator)

    page = client.get(PAGE, {"vuosi": "2026"}).content.decode()

    assert unit.name_fi in page
    assert "Katri Kotouttaja" not in page
    assert "/tyo/luvut/puuttuvat/peruste/" not in page


def test_three_units_cost_as_many_questions_as_one(
    client, gaps, unit, supervisor, coordinator, django_assert_max_num_queries
):
    def asked(user) -> int:
        client.force_login(user)
        client.get(PAGE, {"vuosi": "2026"})
        with django_assert_max_num_queries(60) as queries:
            assert client.get(PAGE, {"vuosi": "2026"}).status_code == 200
        return len(queries)

    few = [asked(supervisor), asked(coordinator)]
    for number in range(2):
        new_unit = type(unit).objects.create(organization=unit.organization, name_fi=f"Toimipaikka {number}")
        ContactFactory(unit=new_unit)

    assert [asked(supervisor), asked(coordinator)] == few

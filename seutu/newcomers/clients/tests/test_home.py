from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from seutu.newcomers.clients.models import (
    ClientName,
    Contact,
    GrantRequest,
    InterpreterBooking,
    OwnDataRequest,
    RegisterDraft,
    Transfer,
)
from seutu.newcomers.clients.tests.factories import (
    ClientFactory,
    ContactFactory,
    InterpreterBookingFactory,
    InterpreterFactory,
    TopicFactory,
)
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.organizations.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db

HOME = "/en/tyo/"
DUTIES = "/en/tyo/tehtavat/"


def days_ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


def served(counsellor, unit, *, given="Hassan Ali", family="Abdullahi", **more):
    """A client of the counsellor who has not been heard of for 130 days."""
    values = {"last_contact_on": days_ago(130)} | more
    client = ClientFactory(unit=unit, keyworker=counsellor, shown_name=f"{given} {family}", **values)
    ClientName.objects.create(client=client, given_names=given, family_name=family)
    return client


def page_for(client, user, address=HOME) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def test_what_is_late_stands_with_a_short_name(client, counsellor, unit):
    one = served(counsellor, unit)

    page = page_for(client, counsellor)

    assert "Hassan A." in page
    assert "Abdullahi" not in page
    assert "10 days late" in page
    assert reverse("clients:client", args=[one.reference]) in page


def test_what_comes_within_a_week_and_what_is_further_away(client, counsellor, unit):
    served(counsellor, unit, given="Omar", family="Saleh", last_contact_on=days_ago(113))
    served(counsellor, unit, given="Linh", family="Nguyen", last_contact_on=days_ago(20))

    page = page_for(client, counsellor)

    assert "Omar S." in page
    assert "7 days left" in page
    assert "Linh" not in page


@pytest.mark.parametrize(("who", "is_told"), [("counsellor", True), ("supervisor", True), ("clerk", False)])
def test_the_choice_of_reminders_is_reached_by_whom_work_waits_for(request, client, who, is_told):
    page = page_for(client, request.getfixturevalue(who))

    assert ("/en/tyo/muistutukset/" in page) is is_told


def test_who_keeps_the_register_reaches_its_privacy_notices_by_a_group_of_each_page(client, coordinator):
    assert "Upkeep of the register" in page_for(client, coordinator)
    assert "/en/tyo/tietosuoja/selosteet/" in client.get("/en/tyo/rekisteri/sailytys/").content.decode()


@pytest.mark.parametrize("who", ["supervisor", "coordinator"])
def test_who_leads_reaches_the_team_by_a_group_of_each_page(request, client, who):
    assert "Work with clients" in page_for(client, request.getfixturevalue(who))
    assert 'href="/en/tyo/tiimi/"' in client.get("/en/tyo/kontaktit/").content.decode()


def test_a_colleagues_clients_are_not_on_ones_page(client, colleague, counsellor, unit):
    served(counsellor, unit)

    assert "Hassan" not in page_for(client, colleague)


def test_who_stands_in_for_an_absent_worker_sees_their_work(client, colleague, counsellor, supervisor, unit):
    from seutu.newcomers.clients.models import Substitution

    served(counsellor, unit)
    Substitution.objects.create(
        absent=counsellor,
        substitute=colleague,
        organization=unit.organization,
        starts_on=clock.today(),
        ends_on=clock.today(),
        arranged_by=supervisor,
    )

    assert "Hassan A." in page_for(client, colleague)


@pytest.mark.parametrize("who", ["outsider", "clerk", "operator", "coordinator", "foreign_counsellor"])
def test_others_see_nothing_of_it(request, client, counsellor, unit, who):
    served(counsellor, unit)
    page = page_for(client, request.getfixturevalue(who))

    assert "Hassan" not in page
    assert "late" not in page


def test_names_stand_on_the_page_and_neither_in_its_title_nor_in_addresses(client, counsellor, unit):
    served(counsellor, unit)

    page = page_for(client, counsellor, DUTIES)

    assert "Hassan A." in page
    assert "Hassan" not in page.partition("</head>")[0]
    assert 'href="/en/tyo/asiakkaat/' in page


def test_that_names_were_shown_leaves_a_line_in_the_trail(client, counsellor, unit):
    served(counsellor, unit)

    page_for(client, counsellor)

    line = Entry.objects.get(verb="clients.duties_listed")
    assert line.actor == counsellor.audit_id
    assert line.details == {"clients": 1, "purpose": "service"}


def test_an_agreed_follow_up_of_an_anonymous_contact_stands_on_its_day(client, adviser, unit):
    contact = ContactFactory(unit=unit, logged_by=adviser, follow_up_on=clock.today())
    contact.topics.add(TopicFactory(name_fi="Asuminen"))
    ContactFactory(unit=unit, logged_by=adviser, follow_up_on=clock.today(), followed_up_at=clock.now())

    page = page_for(client, adviser)

    assert page.count("Follow up what was agreed") == 1
    assert "Asuminen" in page
    assert reverse("clients:contact", args=[contact.pk]) in page


def test_a_follow_up_of_an_own_client_stands_once(client, counsellor, unit):
    one = served(counsellor, unit, last_contact_on=days_ago(1))
    ContactFactory(unit=unit, logged_by=counsellor, client=one, follow_up_on=days_ago(2))

    page = page_for(client, counsellor, DUTIES)

    assert page.count("2 days late") == 1


def test_todays_interpreters_stand_with_whether_they_are_confirmed(client, counsellor, unit):
    at = clock.at(clock.today(), dt.time(9, 0))
    tulkki = InterpreterFactory()
    InterpreterBookingFactory(
        unit=unit, booked_by=counsellor, interpreter=tulkki, starts_at=at, state=InterpreterBooking.State.CONFIRMED
    )
    InterpreterBookingFactory(unit=unit, booked_by=counsellor, starts_at=at + dt.timedelta(hours=1), language="ru")
    InterpreterBookingFactory(unit=unit, booked_by=counsellor, starts_at=at + dt.timedelta(days=3), language="so")
    InterpreterBookingFactory(
        unit=unit, booked_by=counsellor, starts_at=at, language="fa", state=InterpreterBooking.State.CANCELLED
    )

    page = page_for(client, counsellor)

    assert page.index("Interpreter confirmed") < page.index("Interpreter missing")
    assert "Arabic" in page
    assert "Somali" in page
    assert "Persian" not in page


def test_drafts_stand_with_the_day_on_which_they_go(client, counsellor):
    now = clock.now()
    RegisterDraft.objects.create(
        user=counsellor,
        target="contact",
        opening="a",
        fields={"channel": ["phone"], "minutes": ["15"]},
        saved_at=now,
        expires_at=now + dt.timedelta(days=14),
    )

    page = page_for(client, counsellor)

    assert "Left unfinished" in page
    assert "15\N{NO-BREAK SPACE}min" in page


def test_a_request_of_another_municipality_is_told_without_the_client(client, counsellor, foreign_counsellor, unit):
    one = served(counsellor, unit, last_contact_on=days_ago(1))
    asked = {"client": one, "reason": "Muutto", "asked_at": clock.now()}
    GrantRequest.objects.create(**asked, asked_by=foreign_counsellor, expires_on=clock.today())

    page = page_for(client, counsellor)

    assert "Mäntylä asks to read the data of one of your clients." in page
    assert "Hassan" not in page
    assert one.reference not in page


def test_a_request_that_ran_out_or_is_about_anothers_client_is_not_told(
    client, counsellor, colleague, foreign_counsellor, unit
):
    own, other = served(counsellor, unit), served(colleague, unit, given="Iryna")
    asked = {"reason": "Muutto", "asked_at": clock.now(), "asked_by": foreign_counsellor}
    GrantRequest.objects.create(client=own, expires_on=days_ago(1), **asked)
    GrantRequest.objects.create(client=other, expires_on=clock.today(), **asked)

    assert "asks to read" not in page_for(client, counsellor)


def test_a_client_offered_to_ones_unit_is_told_without_saying_whom(client, counsellor, foreign_counsellor, unit):
    theirs = UnitFactory(organization=foreign_counsellor.memberships.get().organization, name_fi="Mäntylän piste")
    offered = served(foreign_counsellor, theirs)
    Transfer.objects.create(
        client=offered,
        from_unit=theirs,
        to_unit=unit,
        asked_by=foreign_counsellor,
        asked_at=clock.now(),
        expires_on=clock.today(),
        reason="Muutto",
    )

    page = page_for(client, counsellor)

    assert "Mäntylän piste (Mäntylä) offers a client to Kuuselan neuvontapiste." in page
    assert "Hassan" not in page


def test_who_answers_for_the_data_sees_requests_by_their_references(
    client, counsellor, data_protection_officer, supervisor, unit
):
    one = served(counsellor, unit, is_protected=True)
    OwnDataRequest.objects.create(
        client=one, kind="access", received_on=days_ago(25), due_on=clock.today(), received_by=supervisor
    )

    page = page_for(client, data_protection_officer)

    assert "Answer the request for own data" in page
    assert one.reference[:4] in page
    assert "Hassan" not in page


def test_a_protected_client_whom_one_may_not_open_has_no_name(client, counsellor, colleague, unit):
    one = served(colleague, unit, is_protected=True)
    InterpreterBookingFactory(unit=unit, booked_by=counsellor, client=one, starts_at=clock.now())

    assert "Hassan" not in page_for(client, counsellor)


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("adviser", ["Log a contact"]),
        ("counsellor", ["Log a contact", "Find a client"]),
        ("supervisor", ["Log a contact", "Find a client"]),
        ("coordinator", ["Log a contact"]),
        ("clerk", []),
    ],
)
def test_the_buttons_are_those_of_ones_role(request, client, who, labels):
    page = page_for(client, request.getfixturevalue(who))

    assert [each for each in ("Log a contact", "Find a client") if each in page] == labels


def test_the_page_asks_as_many_questions_with_one_client_as_with_many(client, counsellor, unit):
    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(HOME)
        return len(asked)

    client.force_login(counsellor)
    for number in range(6):
        one = served(counsellor, unit, given=f"Nimi{number}")
        ContactFactory(unit=unit, logged_by=counsellor, client=one, follow_up_on=days_ago(2))
        ContactFactory(unit=unit, logged_by=counsellor, follow_up_on=days_ago(2))
        InterpreterBookingFactory(unit=unit, booked_by=counsellor, client=one, starts_at=clock.now())
        if number == 0:
            client.get(HOME)
            few = questions()

    assert questions() == few


def test_the_whole_list_of_ones_own_and_of_a_member_of_the_team(client, counsellor, supervisor, unit):
    served(counsellor, unit)
    address = f"{DUTIES}?tyontekija={counsellor.pk}"

    assert "Hassan A." in page_for(client, supervisor, address)
    assert "Hassan" not in page_for(client, supervisor, DUTIES)


@pytest.mark.parametrize(
    "who", ["colleague", "outsider", "coordinator", "foreign_counsellor", "data_protection_officer"]
)
def test_nobody_else_sees_the_list_of_another_worker(request, client, counsellor, unit, who):
    served(counsellor, unit)
    client.force_login(request.getfixturevalue(who))

    assert client.get(f"{DUTIES}?tyontekija={counsellor.pk}").status_code == 404


def test_the_list_is_not_there_for_an_outsider(client, outsider):
    client.force_login(outsider)

    assert client.get(DUTIES).status_code == 404


def test_the_parts_are_named_in_finnish(client, counsellor, unit):
    served(counsellor, unit)

    page = page_for(client, counsellor, "/tyo/")

    with override("fi"):
        assert "Myöhässä" in page
        assert "Tänään" in page


def test_a_client_of_nobody_any_more_is_not_on_the_page(client, counsellor, unit):
    served(counsellor, unit, ended_on=days_ago(100), closing_reason="moved", began_on=days_ago(400))

    assert "Hassan" not in page_for(client, counsellor)
    assert Contact.objects.exists() is False


def test_nothing_is_shown_until_the_session_has_passed_its_second_factor(counsellor, unit):
    served(counsellor, unit)
    browser = Browser()
    browser.force_login(counsellor)

    page = browser.get(HOME).content.decode()

    assert "Hassan" not in page
    assert "Write the code" in page

from __future__ import annotations

import datetime as dt
import re
from contextlib import nullcontext

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from seutu.newcomers.clients.actions.reminders import address_of, remind_workers
from seutu.newcomers.clients.models import ClientName, ReminderChoice
from seutu.newcomers.clients.tests.app_role import as_app_role
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory, TopicFactory
from seutu.shared.audit.actor import System
from seutu.shared.messages.models import Message

pytestmark = pytest.mark.django_db

BY = System("remind_workers")
WEDNESDAY = dt.datetime(2026, 11, 25, 7, 0, tzinfo=dt.UTC)
PLANTED = ("Salainen", "Sukunimi", "salainen@example.org", "Velkaongelma")
CHOICE = "/en/tyo/muistutukset/"


@pytest.fixture(autouse=True)
def _on_a_wednesday():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


@pytest.fixture
def late(counsellor, unit):
    """Two clients of the counsellor who have not been heard of, and a follow-up of today."""
    for _each in range(2):
        client = ClientFactory(unit=unit, keyworker=counsellor, shown_name="Salainen Sukunimi")
        ClientName.objects.create(client=client, given_names="Salainen", family_name="Sukunimi")
    contact = ContactFactory(unit=unit, logged_by=counsellor, follow_up_on=WEDNESDAY.date())
    contact.topics.add(TopicFactory(name_fi="Velkaongelma"))
    return client


def mails_to(user) -> list[Message]:
    return list(Message.objects.filter(recipient=user.email).order_by("pk"))


def test_a_worker_is_told_how_much_is_late_and_how_much_is_due_today(late, counsellor):
    remind_workers(by=BY)

    (mail,) = mails_to(counsellor)
    assert mail.subject == "Työt, jotka odottavat sinua"
    assert "Sinulla on 2 myöhässä olevaa ja 1 tänään erääntyvä tehtävä." in mail.body_text
    assert "/tyo/" in mail.body_text


def test_no_mail_holds_a_name_a_reference_or_a_topic(late, counsellor, supervisor):
    remind_workers(by=BY)

    for mail in Message.objects.all():
        whole = f"{mail.subject}\n{mail.body_text}\n{mail.headers}\n{mail.unique_key}"
        assert not [word for word in (*PLANTED, late.reference) if word in whole]
        # Not even the words of what is to be done.
        told = mail.body_text.replace("Asiakkaita", "")
        assert not re.search(r"arvioin|suunnitelm|yhtey|asiakas\b", told, re.IGNORECASE)


def test_it_is_written_in_the_workers_own_language(late, counsellor):
    counsellor.language = "sv"
    counsellor.save()

    remind_workers(by=BY)

    (mail,) = mails_to(counsellor)
    assert mail.language == "sv"
    assert "/sv/tyo/" in mail.body_text
    assert "försenade" in mail.body_text


def test_it_counts_the_same_behind_the_second_wall(late, counsellor, supervisor):
    with as_app_role() if connection.vendor == "postgresql" else nullcontext():
        remind_workers(by=BY)

    assert "2 myöhässä olevaa ja 1 tänään" in mails_to(counsellor)[0].body_text
    assert "Asiakkaita: 2" in mails_to(supervisor)[0].body_text


def test_nothing_is_sent_to_whom_nothing_waits_for(late, colleague):
    remind_workers(by=BY)

    assert mails_to(colleague) == []


def test_run_twice_on_a_day_it_writes_once(late, counsellor):
    remind_workers(by=BY)
    call_command("remind_workers")

    assert len(mails_to(counsellor)) == 1


@pytest.mark.parametrize("day", [dt.date(2026, 11, 28), dt.date(2026, 12, 25)])
def test_nothing_is_sent_on_days_off(late, day):
    with time_machine.travel(dt.datetime.combine(day, dt.time(8), tzinfo=dt.UTC), tick=False):
        assert remind_workers(by=BY) == 0

    assert not Message.objects.exists()


def test_who_leads_gets_numbers_once_a_week(late, supervisor):
    remind_workers(by=BY)
    with time_machine.travel(WEDNESDAY + dt.timedelta(days=1), tick=False):
        remind_workers(by=BY)
    with time_machine.travel(WEDNESDAY + dt.timedelta(days=5), tick=False):
        remind_workers(by=BY)

    weekly = [mail for mail in mails_to(supervisor) if mail.kind == "clients.team_digest"]
    assert len(weekly) == 2
    assert "Asiakkaita: 2" in weekly[0].body_text


def test_a_worker_who_has_said_so_gets_no_reminder(client, late, counsellor):
    client.force_login(counsellor)
    client.post(CHOICE, {})

    remind_workers(by=BY)

    assert ReminderChoice.objects.get(user=counsellor).wants_daily is False
    assert mails_to(counsellor) == []


def test_the_choice_of_the_weekly_mail_is_for_who_leads(client, counsellor, supervisor):
    client.force_login(counsellor)
    assert "wants_weekly" not in client.get(CHOICE).content.decode()

    client.force_login(supervisor)
    client.post(CHOICE, {"wants_daily": "on"})

    choice = ReminderChoice.objects.get(user=supervisor)
    assert (choice.wants_daily, choice.wants_weekly) == (True, False)


def test_the_choice_is_not_there_for_others(client, outsider):
    client.force_login(outsider)

    assert client.get(CHOICE).status_code == 404


def test_one_worker_who_cannot_be_reminded_does_not_stop_the_rest(late, counsellor, supervisor, unit):
    type(counsellor).objects.filter(pk=supervisor.pk).update(email="no-address")
    ContactFactory(unit=unit, logged_by=supervisor, follow_up_on=WEDNESDAY.date())

    assert remind_workers(by=BY) == 1
    assert len(mails_to(counsellor)) == 1


def test_links_are_of_the_first_host(settings):
    settings.ALLOWED_HOSTS, settings.HTTPS = ["seutu.example.org", "localhost"], True

    assert address_of("clients:team", "sv") == "https://seutu.example.org/sv/tyo/tiimi/"


@pytest.mark.parametrize("person", ["adviser", "counsellor", "supervisor", "coordinator", "data_protection_officer"])
def test_the_choice_of_reminders_is_reached_from_the_first_page_of_everybody_in_the_register(request, client, person):
    client.force_login(request.getfixturevalue(person))

    assert reverse("clients:reminders") in client.get("/tyo/").content.decode()
    assert client.get(reverse("clients:reminders")).status_code == 200


def test_who_does_not_work_in_the_register_is_offered_no_reminders(client, clerk):
    client.force_login(clerk)

    assert reverse("clients:reminders") not in client.get("/tyo/").content.decode()

"""Choosing a client in the form of a contact, and what follows for them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from seutu.newcomers.clients.models import Contact, scoped
from seutu.newcomers.clients.tests.entries import sent
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory, named_client
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db
NEW = "/tyo/kontaktit/uusi/"


def contacts() -> list[Contact]:
    return list(scoped(Contact.objects.all()).order_by("pk"))


@pytest.fixture
def browser(client, counsellor):
    client.force_login(counsellor)
    return client


def test_where_a_known_client_lives_is_not_carried_over(browser, unit, counsellor):
    ContactFactory(unit=unit, logged_by=counsellor, client=ClientFactory(unit=unit), channel="teams")

    form = browser.get(NEW).context["form"]

    assert form["channel"].value() == "teams"
    assert form["municipality"].value() in {None, ""}
    assert form["who"].value() == "anonymous"


def test_a_client_is_searched_without_a_script(browser, unit):
    client = named_client("Aino", "Keksitty", unit=unit)
    named_client("Salainen", "Keksitty", unit=unit, is_protected=True)

    page = browser.post(NEW, sent(unit, who="client", client_search="keksitty", op="find_client"))

    assert [each.reference for each in page.context["found"]] == [client.reference]
    assert page.context["form"]["minutes"].value() == "10"
    assert contacts() == []


def test_the_only_client_who_is_found_brings_the_language_of_service(browser, unit):
    named_client("Aino", "Keksitty", unit=unit, service_language="fa")
    search = sent(unit, who="client", client_search="keksitty", op="find_client")

    assert browser.post(NEW, search).context["form"]["service_language"].value() == "fa"
    named_client("Toinen", "Keksitty", unit=unit, service_language="so")
    assert browser.post(NEW, search).context["form"]["service_language"].value() == "ar"


def test_the_language_of_a_contact_that_is_changed_stays(browser, unit, counsellor):
    named_client("Aino", "Keksitty", unit=unit, service_language="fa")
    contact = ContactFactory(unit=unit, logged_by=counsellor)
    search = sent(unit, who="client", client_search="keksitty", op="find_client", revision=contact.revision)

    page = browser.post(reverse("clients:change_contact", args=[contact.pk]), search)

    assert page.context["form"]["service_language"].value() == "ar"


def test_a_protected_client_answers_to_the_whole_reference_of_who_may_write(browser, unit, counsellor):
    client = ClientFactory(unit=unit, shown_name="Salainen Keksitty", is_protected=True, keyworker=counsellor)

    found = browser.post(reverse("clients:contact_clients"), {"client_search": client.reference.lower()})

    assert client.reference in found.content.decode()
    assert "Salainen" not in found.content.decode()


def test_a_protected_client_of_another_is_not_found_by_reference(browser, unit):
    client = ClientFactory(unit=unit, is_protected=True)

    found = browser.post(reverse("clients:contact_clients"), {"client_search": client.reference})

    assert client.reference not in found.content.decode()


def test_a_contact_of_a_client_is_logged_from_the_clients_page(browser, unit):
    client = ClientFactory(unit=unit, service_language="so")
    form = browser.get(f"{NEW}?asiakas={client.reference}").context["form"]
    assert (form["who"].value(), form["client"].value(), form["service_language"].value()) == (
        "client",
        client.reference,
        "so",
    )

    browser.post(NEW, sent(unit, who="client", client=client.reference, municipality="", note="Kysyi vuokrasta."))

    (contact,) = contacts()
    assert contact.client == client
    assert contact.note == "Kysyi vuokrasta."


def test_reading_a_clients_contact_leaves_a_trace(browser, unit, counsellor):
    client = ClientFactory(unit=unit)
    contact = ContactFactory(unit=unit, client=client)

    page = browser.get(reverse("clients:contact", args=[contact.pk]))

    entry = Entry.objects.get(verb="client.viewed")
    assert (entry.target_id, entry.actor) == (str(client.pk), counsellor.audit_id)
    assert client.shown_name in page.content.decode()
    assert client.shown_name not in page.content.decode().partition("</title>")[0]


def test_a_client_is_found_however_the_name_is_spelled(browser, unit):
    client = named_client("Mohammed", "Keksitty", unit=unit)

    found = browser.post(reverse("clients:contact_clients"), {"client_search": "muhamed keksity"})

    assert client.reference in found.content.decode()


def test_namesakes_are_told_apart_by_the_day_of_birth(browser, unit):
    for year in (1978, 1981):
        named_client("Ali", "Keksitty", unit=unit, birth_date=dt.date(year, 4, 22))

    page = browser.post(reverse("clients:contact_clients"), {"client_search": "Ali Keksitty"}).content.decode()

    assert "s. 22.4.1978, Asiakas" in page
    assert "s. 22.4.1981, Asiakas" in page


def test_a_clients_page_leads_to_a_contact_and_lists_the_latest(browser, unit):
    client = named_client("Aino", "Keksitty", unit=unit)
    contact = ContactFactory(unit=unit, client=client)

    page = browser.get(client.get_absolute_url()).content.decode()

    assert f"{NEW}?asiakas={client.reference}" in page
    assert contact.get_absolute_url() in page


def test_who_only_reads_a_client_is_offered_no_contact(client, colleague, unit):
    known = named_client("Aino", "Keksitty", unit=unit)
    client.force_login(colleague)

    assert "?asiakas=" not in client.get(known.get_absolute_url()).content.decode()

"""The page of a client: who opens it, for what, and what it never shows."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.clients.models import ContactDetails, GrantLevel
from seutu.newcomers.clients.presentation.path import path_panel
from seutu.newcomers.clients.tests.factories import AccessGrantFactory, named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db

CODE = "131052-308T"


def readings() -> list[tuple[str, str, str]]:
    entries = Entry.objects.filter(verb="client.viewed").order_by("pk")
    return [(entry.actor, entry.target_id, entry.details["purpose"]) for entry in entries]


def test_opening_a_client_of_the_unit_leaves_a_trace_with_its_purpose(counsellor, unit):
    client = named_client("Aino", "Keksitty", unit=unit)

    shown = signed_in(counsellor).get(client.get_absolute_url()).content.decode()

    assert "<bdi>Aino Keksitty</bdi>" in shown
    assert readings() == [(counsellor.audit_id, str(client.pk), "service")]


def test_a_worker_of_another_unit_says_why_once_a_day(colleague, unit):
    client = named_client("Aino", "Keksitty", unit=unit)
    browser, address = signed_in(colleague), client.get_absolute_url()

    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        browser.force_login(colleague)
        asked = browser.get(address).content.decode()
        assert "Aino" not in asked
        assert readings() == []
        browser.post(address, {"purpose": "guidance"})
        assert "Aino Keksitty" in browser.get(address).content.decode()
        assert "Aino Keksitty" in browser.get(address).content.decode()
    with time_machine.travel(dt.datetime(2026, 11, 3, 9, 0, tzinfo=dt.UTC), tick=False):
        browser.force_login(colleague)
        assert "Aino" not in browser.get(address).content.decode()

    assert readings() == [(colleague.audit_id, str(client.pk), "guidance")] * 2


@pytest.mark.parametrize("purpose", ["", "service", "curiosity"])
def test_a_purpose_that_is_not_asked_opens_nothing(colleague, unit, purpose):
    client = named_client("Aino", "Keksitty", unit=unit)

    answer = signed_in(colleague).post(client.get_absolute_url(), {"purpose": purpose})

    assert "Aino" not in answer.content.decode()
    assert readings() == []


def test_a_grant_gives_the_purpose(foreign_counsellor, unit):
    client = named_client("Aino", "Keksitty", unit=unit)
    AccessGrantFactory(client=client, user=foreign_counsellor, level=GrantLevel.READ)

    assert signed_in(foreign_counsellor).get(client.get_absolute_url()).status_code == 200

    assert readings() == [(foreign_counsellor.audit_id, str(client.pk), "grant")]


@pytest.mark.parametrize(
    "person", ["foreign_counsellor", "outsider", "adviser", "coordinator", "data_protection_officer", "operator"]
)
def test_for_everybody_else_there_is_no_such_client(request, person, unit):
    client = named_client("Aino", "Keksitty", unit=unit, identity_code=CODE)
    browser = signed_in(request.getfixturevalue(person))
    addresses = [
        client.get_absolute_url(),
        *(reverse(f"clients:client_{name}", args=[client.reference]) for name in ("names", "household", "link")),
        reverse("clients:client_section", args=[client.reference, "henkilo"]),
    ]

    assert [browser.get(address).status_code for address in addresses] == [404] * len(addresses)
    assert [browser.post(address).status_code for address in addresses] == [404] * len(addresses)
    assert browser.post(reverse("clients:client_identity_code", args=[client.reference])).status_code == 404
    assert readings() == []


def test_of_a_protected_client_the_unit_sees_a_reference_and_whom_to_ask(supervisor, counsellor, unit):
    client = named_client("Aino", "Keksitty", unit=unit, is_protected=True, identity_code=CODE)

    shown = signed_in(counsellor).get(client.get_absolute_url()).content.decode()

    assert "Aino" not in shown
    assert client.reference in shown
    assert supervisor.display_name in shown
    assert Entry.objects.filter(verb="client.reference_viewed", target_id=str(client.pk)).count() == 1
    for name in ("names", "household", "link"):
        assert signed_in(counsellor).get(reverse(f"clients:client_{name}", args=[client.reference])).status_code == 404
    code = signed_in(counsellor).post(reverse("clients:client_identity_code", args=[client.reference]))
    assert code.status_code == 404


@pytest.mark.parametrize("where", ["omat", "yksikko", "kunta"])
def test_a_protected_client_is_in_no_list_of_who_is_not_named(counsellor, colleague, supervisor, unit, where):
    named_client("Aino", "Keksitty", unit=unit, is_protected=True, keyworker=supervisor)
    address = reverse("clients:clients") + f"?rajaus={where}"

    assert "Aino" not in signed_in(counsellor).get(address).content.decode()
    assert "Aino" not in signed_in(colleague).get(address).content.decode()
    assert "Aino" in signed_in(supervisor).get(address).content.decode()


def test_the_identity_code_is_masked_until_somebody_asks_for_it(counsellor, unit):
    client = named_client("Aino", "Keksitty", unit=unit, identity_code=CODE)
    browser = signed_in(counsellor)

    pages = [
        browser.get(client.get_absolute_url()),
        browser.get(reverse("clients:client_section", args=[client.reference, "henkilo"])),
        browser.get(reverse("clients:clients") + "?rajaus=yksikko"),
        browser.post(reverse("clients:clients"), {"text": "Aino"}),
    ]
    assert all("131052" not in page.content.decode() for page in pages)
    assert "******-***T" in pages[0].content.decode()

    revealed = browser.post(reverse("clients:client_identity_code", args=[client.reference]))
    assert CODE in revealed.content.decode()
    assert revealed["Cache-Control"] == "no-store"
    assert Entry.objects.get(verb="client.identity_code_shown").details == {"purpose": "service"}


def test_the_name_stands_in_no_title_address_or_log(counsellor, unit, caplog):
    client = named_client("Aino", "Keksitty", unit=unit, keyworker=counsellor)
    browser = signed_in(counsellor)
    addresses = [
        client.get_absolute_url(),
        *(reverse(f"clients:client_{name}", args=[client.reference]) for name in ("names", "household", "link")),
        reverse("clients:client_section", args=[client.reference, "asuminen"]),
        reverse("clients:clients"),
    ]

    for address in addresses:
        shown = browser.get(address).content.decode()
        assert "Keksitty" not in shown[: shown.index("</title>")]
        assert "Keksitty" not in "".join(part.split('"')[0] for part in shown.split('href="')[1:])
    assert "Keksitty" not in caplog.text


def test_what_cannot_be_opened_is_told_and_stays(counsellor, unit, settings):
    client = named_client("Aino", "Keksitty", unit=unit, identity_code=CODE)
    ContactDetails.objects.create(client=client, phone="040 1234567", wishes="Viestillä")
    browser, keys = signed_in(counsellor), settings.FIELD_KEYS
    settings.FIELD_KEYS = {"other": b"o" * 32}
    edit = reverse("clients:client_section", args=[client.reference, "yhteystiedot"])

    shown = browser.get(client.get_absolute_url()).content.decode()
    sent = {"phone": "050 7654321", "wishes": "Soita", "revision": "1", "why": "changed"}
    saved = browser.post(edit, sent)

    assert "salausavain puuttuu" in shown
    assert saved.status_code == 302
    settings.FIELD_KEYS = keys | settings.FIELD_KEYS
    client.refresh_from_db()
    assert client.identity_code == CODE
    assert (client.contact_details.phone, client.contact_details.wishes) == ("040 1234567", "Soita")


def test_a_page_costs_as_many_queries_with_three_of_everything_as_with_one(counsellor, unit):
    from seutu.newcomers.clients.models import HouseholdMember, Rectification
    from seutu.shared.core import clock

    client = named_client("Aino", "Keksitty", unit=unit, keyworker=counsellor)
    browser = signed_in(counsellor)

    def more(number: int) -> None:
        other = named_client("Aino", f"Toinen {number}", unit=unit)
        HouseholdMember.objects.create(client=client, member=other, relation="spouse")
        Rectification.objects.create(
            client=client, field="gender", former="man", rectified_by=counsellor, rectified_at=clock.now()
        )

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(client.get_absolute_url()).status_code == 200
        return len(queries)

    more(1)
    cost()
    one = cost()
    more(2)
    more(3)

    assert cost() == one


def test_a_list_goes_on_after_a_client_and_back(counsellor, unit, monkeypatch):
    monkeypatch.setattr("seutu.newcomers.clients.queries.client_lists.PER_PAGE", 2)
    rows = [named_client("Aino", f"Keksitty {letter}", unit=unit) for letter in "ABCDE"]
    browser, address = signed_in(counsellor), reverse("clients:clients") + "?rajaus=yksikko"

    def listed(more: str = "") -> list[str]:
        shown = browser.get(address + more).content.decode()
        return [letter for letter in "ABCDE" if f"Keksitty {letter}<" in shown]

    assert listed() == ["A", "B"]
    assert listed(f"&jalkeen={rows[1].reference}") == ["C", "D"]
    assert listed(f"&jalkeen={rows[3].reference}") == ["E"]
    assert listed(f"&ennen={rows[4].reference}") == ["C", "D"]
    assert listed("&jalkeen=XXXXXXXX") == ["A", "B"]


def test_a_list_shows_those_whose_service_goes_on_or_has_ended(counsellor, unit):
    named_client("Aino", "Jatkaa", unit=unit, keyworker=counsellor)
    named_client(
        "Eero", "Lopetti", unit=unit, keyworker=counsellor, ended_on=dt.date(2026, 1, 1), closing_reason="moved"
    )
    browser, address = signed_in(counsellor), reverse("clients:clients")

    going_on, ended = browser.get(address), browser.get(address + "?tila=paattyneet")

    assert ("Jatkaa" in going_on.content.decode(), "Lopetti" in going_on.content.decode()) == (True, False)
    assert ("Jatkaa" in ended.content.decode(), "Lopetti" in ended.content.decode()) == (False, True)


def test_the_next_duty_stands_under_the_name(counsellor, unit):
    client = named_client("Aino", "Keksitty", unit=unit, keyworker=counsellor, began_on=dt.date(2025, 3, 3))

    shown = signed_in(counsellor).get(client.get_absolute_url()).content.decode()

    head = shown[shown.index("<h1>") : shown.index('<ul class="tabs">')]
    panel = path_panel(client, may_write=True)
    assert panel.duties
    assert panel.duties[0].words in head

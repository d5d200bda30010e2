"""What is typed and not saved: kept, gone on with, and gone after its time."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse

from seutu.newcomers.clients.actions import drafts
from seutu.newcomers.clients.models import RegisterDraft
from seutu.newcomers.clients.queries.drafts import unfinished_of
from seutu.newcomers.clients.rules.drafts import CHARACTERS_AT_MOST, KEPT_FOR
from seutu.newcomers.clients.tests.entries import acting, sent
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
SAVE, DISCARD, NEW = "/tyo/rekisteri/luonnokset/tallenna/", "/tyo/rekisteri/luonnokset/poista/", "/tyo/kontaktit/uusi/"


@pytest.fixture
def browser(client, counsellor):
    client.force_login(counsellor)
    return client


def keep(browser, **changes):
    typed = {"field:who": "anonymous", "field:minutes": "42", "field:channel": "visit"}
    return browser.post(SAVE, {"target": "contact", "opening": "x1"} | typed | changes)


def test_a_script_keeps_what_is_typed_in_place_of_what_was(browser):
    assert keep(browser).json()["saved_at"]
    keep(browser, **{"field:minutes": "43"})

    draft = RegisterDraft.objects.get()
    assert draft.fields == {"who": ["anonymous"], "minutes": ["43"], "channel": ["visit"]}
    assert draft.expires_at - draft.saved_at == KEPT_FOR


def test_what_is_kept_stands_sealed_in_the_database(browser):
    from django.db import connection

    keep(browser, **{"field:referred_to": "Kirjasto"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT fields FROM clients_registerdraft")
        assert b"Kirjasto" not in bytes(cursor.fetchone()[0])


def test_each_opening_has_a_draft_of_its_own(browser):
    keep(browser)
    keep(browser, opening="x2")

    assert RegisterDraft.objects.count() == 2


def test_a_form_goes_on_with_a_draft(browser):
    keep(browser)
    draft = RegisterDraft.objects.get()

    page = browser.get(f"{NEW}?luonnos={draft.pk}")

    assert page.context["form"]["minutes"].value() == "42"
    assert page.context["form"]["channel"].value() == "visit"
    assert page.context["keeping"].opening == "x1"


@pytest.mark.parametrize("asked", ["jatka", "0", "999999", "%00", "x" * 300, "²"])
def test_a_draft_that_is_not_there_is_not_asked_for_in_vain(browser, asked):
    assert browser.get(f"{NEW}?luonnos={asked}").status_code == 200


def test_a_button_leaves_a_draft_without_a_script(browser, unit):
    answer = browser.post(NEW, sent(unit, minutes="kesken", op="draft"), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("clients:contacts")
    assert len(answer.context["drafts"]) == 1
    assert RegisterDraft.objects.get().fields["minutes"] == ["kesken"]


def test_the_draft_goes_when_the_form_is_saved(browser, unit):
    keep(browser, opening="abc123")

    browser.post(NEW, sent(unit))

    assert list(unfinished_of(acting_in(browser))) == []


def acting_in(browser):
    from seutu.shared.accounts.models import User

    return acting(User.objects.get(pk=browser.session["_auth_user_id"]))


def test_the_home_page_leads_back_to_what_was_left_unfinished(browser):
    keep(browser)

    assert f"?luonnos={RegisterDraft.objects.get().pk}" in browser.get("/tyo/").content.decode()


def test_another_workers_draft_is_nobody_elses(client, browser, colleague):
    keep(browser)
    draft = RegisterDraft.objects.get()
    client.force_login(colleague)

    page = client.get(f"{NEW}?luonnos={draft.pk}")
    client.post(DISCARD, {"target": "contact", "draft": draft.pk})

    assert page.context["form"]["minutes"].value() is None
    assert RegisterDraft.objects.count() == 1


def test_a_draft_is_discarded_and_leads_back_within_the_site_only(browser):
    keep(browser)
    draft = RegisterDraft.objects.get()

    answer = browser.post(DISCARD, {"target": "contact", "draft": draft.pk, "back": "https://example.org/"})

    assert RegisterDraft.objects.count() == 0
    assert answer.url == reverse("clients:contacts")


@pytest.mark.parametrize(
    "changes",
    [
        {"target": ""},
        {"target": "contact:1"},
        {"target": "saved:contact"},
        {"target": "changed_contact"},
        {"target": "changed_contact:99999999999999999"},
        {"target": "x" * 500},
        {"target": "contact\x00"},
        {"opening": ""},
        {"opening": "x" * 21},
    ],
)
def test_a_form_that_is_not_there_keeps_nothing(browser, changes):
    assert keep(browser, **changes).status_code == 404
    assert RegisterDraft.objects.count() == 0


def test_anothers_contact_has_no_draft(browser, foreign_unit):
    contact = ContactFactory(unit=foreign_unit)

    assert keep(browser, target=f"changed_contact:{contact.pk}").status_code == 404


def test_what_is_too_long_is_said(browser):
    answer = keep(browser, **{"field:referred_to": "x" * (CHARACTERS_AT_MOST + 1)})

    assert answer.status_code == 413
    assert RegisterDraft.objects.count() == 0


def test_a_draft_of_a_client_is_forgotten_with_the_client(browser, unit):
    client = ClientFactory(unit=unit)

    keep(browser, **{"field:who": "client", "field:client": client.reference, "field:note": "Kysyi vuokrasta."})

    draft = RegisterDraft.objects.get()
    assert draft.client == client
    assert draft.fields["note"] == ["Kysyi vuokrasta."]


def test_a_session_that_ended_is_told_to_the_script(client, db):
    answer = client.post(SAVE, {"target": "contact", "opening": "x1"})

    # The script does not follow it, and says that the session has ended.
    assert answer.status_code == 302


def test_drafts_are_gone_after_a_fortnight(browser, capsys):
    keep(browser)
    RegisterDraft.objects.update(expires_at=clock.now() - dt.timedelta(seconds=1))
    keep(browser, opening="x2")
    assert len(browser.get("/tyo/kontaktit/").context["drafts"]) == 1

    call_command("purge_register_drafts")

    assert [draft.opening for draft in RegisterDraft.objects.all()] == ["x2"]
    assert Entry.objects.get(verb="register_drafts.purged").details == {"drafts": 1}
    assert "1 " in capsys.readouterr().out


def test_nothing_is_said_when_nothing_was_purged(counsellor):
    assert drafts.purge_drafts(by=acting(counsellor)) == 0
    assert Entry.objects.count() == 0


def test_a_draft_that_cannot_be_opened_says_so(browser):
    from django.db import connection

    keep(browser)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clients_registerdraft SET fields = %s", [b"\x00damaged"])

    page = browser.get("/tyo/kontaktit/")

    assert page.status_code == 200
    assert browser.get(f"{NEW}?luonnos={RegisterDraft.objects.values_list('pk', flat=True).get()}").status_code == 200

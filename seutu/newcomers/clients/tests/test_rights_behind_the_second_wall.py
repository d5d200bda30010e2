"""The rights of the person and the night's work, asked by a role that row-level security binds (PostgreSQL)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from seutu.newcomers.clients.actions.retention import apply_retention
from seutu.newcomers.clients.models import Client, Disclosure, scoped
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.retention import Kind
from seutu.newcomers.clients.tests.app_role import as_app_role, make_role
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.newcomers.clients.tests.full_client import full_client
from seutu.newcomers.clients.tests.rights import ask
from seutu.shared.audit.actor import System

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="row-level security is PostgreSQL's"),
]


@pytest.fixture(autouse=True)
def _journal(tmp_path, settings):
    settings.JOURNAL_DIR = tmp_path / "journal"


def test_the_night_forgets_whose_time_is_over(unit):
    someone = full_client(unit)
    make_role()

    with as_app_role():
        run = apply_retention(by=System("clock"))

    assert (run.gone[Kind.CLIENT], run.failed) == (1, [])
    with acting_as_system():
        assert scoped(Client.objects.filter(pk=someone.pk)).get().anonymised_at is not None


@pytest.mark.slow  # makes a document
def test_an_officer_to_whom_no_client_is_open_answers_about_their_data(client, unit, data_protection_officer):
    someone = full_client(unit)
    asked = ask(ClientFactory(unit=unit), data_protection_officer, kind="erase")
    client.force_login(data_protection_officer)
    make_role()

    with as_app_role():
        for name in ("rights", "traces_of_client", "own_data_pdf", "own_data_json"):
            assert client.get(reverse(f"clients:{name}", args=[someone.reference])).status_code == 200
        client.post(reverse("clients:restrict_client", args=[someone.reference]), {"ground": "accuracy"})
        client.post(reverse("clients:answer_own_data_request", args=[asked.pk]))

    with acting_as_system():
        assert scoped(Client.objects.filter(pk=someone.pk)).get().processing_restricted
        assert scoped(Client.objects.filter(pk=asked.client_id)).get().anonymised_at is not None


def test_who_serves_the_client_notes_a_disclosure(client, unit, counsellor):
    someone = ClientFactory(unit=unit)
    client.force_login(counsellor)
    make_role()
    given = {"recipient": "Kela", "what": "Suunnitelma", "provision": "KotoL", "disclosed_on": "2.11.2026"}

    with as_app_role():
        answer = client.post(reverse("clients:new_disclosure", args=[someone.reference]), given)

    assert answer.status_code == 302
    with acting_as_system():
        assert scoped(Disclosure.objects.all()).get().disclosed_by == counsellor

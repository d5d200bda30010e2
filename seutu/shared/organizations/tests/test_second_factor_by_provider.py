"""People of a sign-in service and their second factor: the service's own, when it is believed, else ours."""

from __future__ import annotations

import pytest
from django.test import Client

from seutu.shared.accounts import second_factor
from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.second_factor import code_of, with_codes
from seutu.shared.organizations.tests import oidc_server as oidc
from seutu.shared.organizations.tests.clerk_of_kuusela import EMAIL, MARKS, is_signed_in

pytestmark = [*MARKS, pytest.mark.usefixtures("configured")]

OFFICERS = "group-of-officers"
ENROL, CODE = "/tyo/vahvistuskoodi/kayttoon/", "/tyo/vahvistuskoodi/"


@pytest.fixture
def officer(configured, settings, provider):
    """The provider's name of a data protection officer, whose role asks a second factor."""
    settings.OIDC = {
        "kuusela": oidc.table(provider.address, roles={"data_protection_officer": [OFFICERS]}, mfa=True),
    }
    provider.knows("olli", email="olli@kuusela.example", name="Olli Suoja", groups=[OFFICERS], amr=["pwd", "mfa"])
    return "olli"


def test_who_gave_one_to_their_service_is_not_asked_for_another(client, provider, officer):
    answer = oidc.sign_in(client, provider, officer)

    assert answer["Location"] == "/tyo/"
    assert second_factor.has_passed(client.session)


def test_who_did_not_takes_codes_into_use(client, provider, officer):
    provider.knows(officer, email="olli@kuusela.example", name="Olli Suoja", groups=[OFFICERS], amr=["pwd"])

    answer = oidc.sign_in(client, provider, officer)

    assert answer["Location"] == f"{ENROL}?next=%2Ftyo%2F"
    assert not second_factor.has_passed(client.session)


def test_nor_is_a_service_believed_that_the_settings_do_not_believe(client, settings, provider, officer):
    settings.OIDC["kuusela"]["mfa"] = False

    assert oidc.sign_in(client, provider, officer)["Location"].startswith(ENROL)


def test_who_has_codes_here_writes_one_and_the_waiting_session_keeps_nothing_of_the_token(client, provider):
    oidc.sign_in(Client(), provider, "kerttu")
    user = with_codes(User.objects.get(email=EMAIL))

    answer = oidc.come_back(client, provider.consents(oidc.begin(client, next="/tyo/oma-tili/"), "kerttu"))

    assert answer["Location"] == CODE
    assert not is_signed_in(client)
    assert client.session["account_login"]["signal_kwargs"] is None
    assert "token" not in str(client.session["account_login"])
    assert client.post(CODE, {"code": code_of(user)})["Location"] == "/tyo/oma-tili/"
    assert second_factor.has_passed(client.session)


def test_who_confirms_through_their_service_is_asked_there_anew(client, provider, officer):
    oidc.sign_in(client, provider, officer)

    page = client.get("/tyo/vahvistuskoodi/vahvista/", {"next": "/tyo/oma-tili/"}).content.decode()

    assert 'href="/tyo/kirjaudu/kuusela/?next=%2Ftyo%2Foma-tili%2F"' in page
    assert oidc.query_of(oidc.begin(client))["prompt"] == "login"
    assert oidc.sign_in(client, provider, officer).status_code == 302
    assert second_factor.is_confirmed_within(client.session, 10)

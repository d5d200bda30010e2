"""The way to a municipality's sign-in service and back, and what can go wrong on it."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import socket
import time

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.test import Client

from seutu.shared.accounts import provider_adapter
from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests import oidc_server as oidc
from seutu.shared.organizations.tests.clerk_of_kuusela import EMAIL, MARKS, PASSWORD, is_signed_in, roles_in

pytestmark = [*MARKS, pytest.mark.usefixtures("configured")]


@pytest.fixture
def believed(configured, settings):
    """The service asks for a second factor, and the settings believe it: a clerk's role needs one."""
    settings.OIDC["kuusela"]["mfa"] = True


# -- the way there and back ---------------------------------------------------------------------


def test_the_sign_in_page_has_a_button_for_each_provider_and_the_password_below(client):
    page = client.get("/tyo/kirjaudu/", {"next": "/tyo/oma-tili/"}).content.decode()

    assert 'href="/tyo/kirjaudu/kuusela/?next=%2Ftyo%2Foma-tili%2F"' in page
    assert page.index("Kuuselan kunta") < page.index('name="password"')


def test_a_joiner_gets_an_account_without_a_password_and_the_roles_of_their_groups(
    client, provider, believed, municipality
):
    answer = oidc.sign_in(client, provider, "kerttu")

    user = User.objects.get(email=EMAIL)
    assert answer["Location"] == "/tyo/"
    assert is_signed_in(client)
    assert user.display_name == "Kerttu Kirjuri"
    assert not user.has_usable_password()
    assert roles_in(user, municipality) == {Role.CLERK}
    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["user.added", "user.linked", "membership.added", "user.signed_in"]


def test_the_session_ends_by_the_same_rules(client, provider):
    oidc.sign_in(client, provider, "kerttu")

    with time_machine.travel(clock.now() + dt.timedelta(minutes=61), tick=False):
        assert client.get("/tyo/oma-tili/").status_code == 302


def test_nothing_of_the_token_is_kept_but_the_id(client, provider):
    oidc.sign_in(client, provider, "kerttu")

    kept = SocialAccount.objects.get()
    assert (kept.provider, kept.uid, kept.extra_data) == ("kuusela", "kerttu", {})
    assert not SocialToken.objects.exists()
    assert not SocialApp.objects.exists()


def test_the_request_carries_state_nonce_and_a_challenge_of_pkce(client, provider):
    query = oidc.query_of(oidc.begin(client, auth_params="prompt=none", scope="offline_access"))

    assert query["code_challenge_method"] == "S256"
    assert len(query["code_challenge"]) >= 43
    assert len(query["state"]) >= 16
    assert len(query["nonce"]) == 64
    assert "prompt" not in query
    assert set(query["scope"].split()) == {"openid", "profile", "email"}


def test_the_code_is_changed_with_the_verifier_of_that_challenge(client, provider):
    location = oidc.begin(client)
    oidc.come_back(client, provider.consents(location, "kerttu"))

    verifier = provider.token_forms[-1]["code_verifier"][0]
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert oidc.query_of(location)["code_challenge"] == digest


def test_the_address_to_come_back_to_is_one_in_every_language(client, provider):
    location = oidc.begin(client, language="/sv")
    assert oidc.query_of(location)["redirect_uri"] == "http://testserver/tyo/kirjaudu/kuusela/paluu/"


def test_a_refusal_speaks_the_language_in_which_one_began(client, provider):
    provider.knows("kerttu", email=EMAIL, groups=[])

    page = oidc.sign_in(client, provider, "kerttu", language="/sv")

    assert '<html lang="sv"' in page.content.decode()


def test_the_page_one_came_from_is_returned_to_and_a_foreign_one_is_not(client, provider, believed):
    back = oidc.come_back(client, provider.consents(oidc.begin(client, next="/tyo/salasana/"), "kerttu"))
    assert back["Location"] == "/tyo/salasana/"

    other = Client()
    back = oidc.come_back(other, provider.consents(oidc.begin(other, next="https://paha.example/"), "kerttu"))
    assert back["Location"] == "/tyo/"


def test_another_site_cannot_send_people_on_the_way(client):
    answer = client.get("/tyo/kirjaudu/kuusela/", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer["Location"] == "/tyo/kirjaudu/"


@pytest.mark.parametrize("slug", ["mantyla", "openid_connect", "x"])
def test_a_provider_that_there_is_not_is_not_found(client, slug):
    assert client.get(f"/tyo/kirjaudu/{slug}/").status_code == 404
    assert client.get(f"/tyo/kirjaudu/{slug}/paluu/?code=a&state=b").status_code == 404


# -- what goes wrong ----------------------------------------------------------------------------


def test_an_answer_with_another_state_is_refused(client, provider):
    back = provider.consents(oidc.begin(client), "kerttu")
    state = oidc.query_of(back)["state"]

    page = oidc.come_back(client, back.replace(state, "x" * len(state)))

    assert page.status_code == 400
    assert not is_signed_in(client)


def test_an_answer_in_another_browser_is_refused(client, provider):
    back = provider.consents(oidc.begin(client), "kerttu")

    assert oidc.come_back(Client(), back).status_code == 400


def test_an_answer_works_once(client, provider):
    back = provider.consents(oidc.begin(client), "kerttu")
    oidc.come_back(client, back)
    client.post("/tyo/kirjaudu-ulos/")

    page = oidc.come_back(client, back)

    assert page.status_code == 400
    assert not is_signed_in(client)


def test_a_token_of_another_sign_in_has_another_nonce(client, provider):
    """The code of one way back is put into another: state and PKCE aside, the token's nonce tells."""
    first = oidc.query_of(provider.consents(oidc.begin(client), "kerttu"))
    other = Client()
    second = oidc.query_of(provider.consents(oidc.begin(other), "kerttu"))

    page = other.get("/tyo/kirjaudu/kuusela/paluu/", {"code": first["code"], "state": second["state"]})

    assert page.status_code == 403
    assert not is_signed_in(other)


def test_who_turns_back_at_the_provider_can_begin_again(client, provider):
    page = oidc.come_back(client, provider.refuses(oidc.begin(client)) + "&state=")

    assert page.status_code in {200, 400}
    assert "/tyo/kirjaudu/" in page.content.decode()


def test_an_error_of_the_provider_is_told_in_our_words(client, provider):
    state = oidc.query_of(oidc.begin(client))["state"]

    page = client.get("/tyo/kirjaudu/kuusela/paluu/", {"error": "server_error<script>", "state": state})

    assert page.status_code == 403
    assert "script>" not in page.context["words"].what


def test_who_interrupted_is_told_so(client, provider):
    state = oidc.query_of(oidc.begin(client))["state"]

    page = client.get("/tyo/kirjaudu/kuusela/paluu/", {"error": "access_denied", "state": state})

    assert page.status_code == 200
    assert not Entry.objects.filter(verb="user.sign_in_refused").exists()


def test_a_provider_that_is_down_leaves_the_password(client, settings):
    UserFactory(email=EMAIL, password=PASSWORD)
    settings.OIDC = {"kuusela": oidc.table("http://localhost:1")}

    page = client.get("/tyo/kirjaudu/kuusela/")
    client.post("/tyo/kirjaudu/", {"login": EMAIL, "password": PASSWORD})

    assert page.status_code == 503
    assert is_signed_in(client)


def test_a_provider_that_is_silent_is_waited_for_at_most_five_seconds(client, settings, monkeypatch):
    assert sum(provider_adapter.TIMEOUT) <= 5
    monkeypatch.setattr(provider_adapter, "TIMEOUT", tuple(each / 10 for each in provider_adapter.TIMEOUT))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.OIDC = {"kuusela": oidc.table(f"http://127.0.0.1:{silent.getsockname()[1]}")}
        began = time.monotonic()
        page = client.get("/tyo/kirjaudu/kuusela/")

    assert page.status_code == 503
    assert time.monotonic() - began >= provider_adapter.TIMEOUT[1]


def test_a_provider_that_falls_silent_on_the_way_is_told_of_too(client, provider, settings):
    back = provider.consents(oidc.begin(client), "kerttu")
    settings.OIDC = {"kuusela": oidc.table("http://localhost:1")}

    assert oidc.come_back(client, back).status_code == 503


def test_an_abandoned_sign_in_leaves_no_session_after_a_refusal(client, provider, settings):
    page = oidc.come_back(client, provider.consents(oidc.begin(client), "kerttu").replace("state=", "state=x"))

    assert page.cookies[settings.SESSION_COOKIE_NAME].value == ""

"""Accounts with a password, and people of a sign-in service who have the same e-mail."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.core.management import CommandError, call_command
from django.test import Client

from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import clock
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests import oidc_server as oidc
from seutu.shared.organizations.tests.clerk_of_kuusela import EMAIL, MARKS, PASSWORD, is_signed_in, roles_in
from seutu.shared.organizations.tests.factories import MembershipFactory

pytestmark = [*MARKS, pytest.mark.usefixtures("configured")]


# -- accounts with a password -------------------------------------------------------------------


def test_an_account_with_a_password_is_not_taken_over_by_its_email(client, provider, municipality):
    user = UserFactory(email=EMAIL, password=PASSWORD)

    page = oidc.sign_in(client, provider, "kerttu")

    assert page.status_code == 403
    assert "kerttu</code>" in page.content.decode()
    assert not is_signed_in(client)
    assert not SocialAccount.objects.exists()
    assert roles_in(user, municipality) == set()


def test_its_owner_joins_it_after_signing_in_with_the_password(client, provider, municipality):
    user = UserFactory(email=EMAIL, password=PASSWORD)
    client.post("/tyo/kirjaudu/", {"login": EMAIL, "password": PASSWORD})

    page = client.post("/tyo/oma-tili/liita/kuusela/")
    assert "/tyo/kirjaudu/kuusela/" in page.content.decode()
    oidc.sign_in(client, provider, "kerttu")

    assert SocialAccount.objects.get().user == user
    assert roles_in(user, municipality) == {Role.CLERK}
    assert is_signed_in(client)
    stranger = Client()
    oidc.sign_in(stranger, provider, "kerttu")
    assert stranger.session[SESSION_KEY] == str(user.pk)


def test_an_account_is_not_joined_unless_it_was_asked_for(client, provider):
    UserFactory(email=EMAIL, password=PASSWORD)
    client.post("/tyo/kirjaudu/", {"login": EMAIL, "password": PASSWORD})

    page = oidc.sign_in(client, provider, "kerttu")

    assert page.status_code == 403
    assert not SocialAccount.objects.exists()


def test_the_wish_to_join_is_old_after_ten_minutes(client, provider):
    user = UserFactory(email=EMAIL)
    client.force_login(user)
    with time_machine.travel(clock.now() - dt.timedelta(minutes=11), tick=True):
        client.post("/tyo/oma-tili/liita/kuusela/")

    assert oidc.sign_in(client, provider, "kerttu").status_code == 403


def test_a_person_who_has_an_account_is_not_joined_to_a_second_one(client, provider):
    oidc.sign_in(Client(), provider, "kerttu")
    client.force_login(UserFactory())
    client.post("/tyo/oma-tili/liita/kuusela/")

    page = oidc.sign_in(client, provider, "kerttu")

    assert page.status_code == 403
    assert SocialAccount.objects.get().user.email == EMAIL


def test_a_stranger_cannot_ask_to_join(client):
    assert client.post("/tyo/oma-tili/liita/kuusela/").status_code == 302


def test_an_administrator_joins_an_account_by_the_id_that_the_refusal_showed(client, provider):
    user = UserFactory(email=EMAIL)

    call_command("link_sign_in", EMAIL, organization="kuusela", subject="kerttu", stdout=StringIO())

    oidc.sign_in(client, provider, "kerttu")
    assert client.session[SESSION_KEY] == str(user.pk)


@pytest.mark.parametrize(
    ("email", "organization"), [("kukaan@kuusela.example", "kuusela"), (EMAIL, "mantyla")], ids=["email", "provider"]
)
def test_joining_tells_what_is_not_there(email, organization):
    UserFactory(email=EMAIL)

    with pytest.raises(CommandError):
        call_command("link_sign_in", email, organization=organization, subject="kerttu")


def test_an_organization_may_do_without_passwords(client, provider, settings, municipality):
    settings.OIDC = {"kuusela": oidc.table(provider.address, passwords=False)}
    MembershipFactory(user=UserFactory(email=EMAIL, password=PASSWORD), organization=municipality)

    right = client.post("/tyo/kirjaudu/", {"login": EMAIL, "password": PASSWORD})
    wrong = client.post("/tyo/kirjaudu/", {"login": EMAIL, "password": "väärä"})

    assert not is_signed_in(client)
    assert "Kuuselan kunta" in right.context["form"].non_field_errors()[0]
    assert "Kuuselan kunta" not in wrong.context["form"].non_field_errors()[0]

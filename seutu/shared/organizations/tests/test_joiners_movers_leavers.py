"""Who comes for the first time, moves, leaves, or belongs to another municipality."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.organizations.models import Membership
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission, Role
from seutu.shared.organizations.tests import oidc_server as oidc
from seutu.shared.organizations.tests.clerk_of_kuusela import EMAIL, MARKS, PASSWORD, is_signed_in, roles_in
from seutu.shared.organizations.tests.factories import MembershipFactory
from seutu.shared.organizations.tests.oidc_server import CLERKS, OPERATORS

pytestmark = [*MARKS, pytest.mark.usefixtures("configured")]


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


# -- joiners, movers, leavers -------------------------------------------------------------------


def test_a_mover_gets_the_new_role_and_loses_the_old_one_at_once(client, provider, municipality):
    yesterday = clock.now() - dt.timedelta(days=3)
    with time_machine.travel(yesterday, tick=True):
        oidc.sign_in(client, provider, "kerttu")
    provider.knows("kerttu", email=EMAIL, groups=[OPERATORS])

    oidc.sign_in(Client(), provider, "kerttu")

    user = User.objects.get(email=EMAIL)
    assert roles_in(user, municipality) == {Role.OPERATOR}
    old = Membership.objects.get(user=user, role=Role.CLERK)
    assert old.ends_on == clock.today() - dt.timedelta(days=1)
    assert verbs()[4:7] == ["membership.ended", "membership.added", "user.signed_in"]


def test_who_moves_on_the_day_they_came_has_only_the_new_role(client, provider, municipality):
    oidc.sign_in(client, provider, "kerttu")
    provider.knows("kerttu", email=EMAIL, groups=[OPERATORS])

    oidc.sign_in(Client(), provider, "kerttu")

    assert roles_in(User.objects.get(), municipality) == {Role.OPERATOR}


def test_a_mover_with_two_groups_has_two_roles(client, provider, municipality):
    provider.knows("kerttu", email=EMAIL, groups=[CLERKS, OPERATORS, "other"])

    oidc.sign_in(client, provider, "kerttu")

    assert roles_in(User.objects.get(email=EMAIL), municipality) == {Role.CLERK, Role.OPERATOR}


def test_a_leaver_is_refused_loses_their_roles_and_every_session(client, provider, municipality):
    oidc.sign_in(client, provider, "kerttu")
    provider.knows("kerttu", email=EMAIL, groups=["other"])

    page = oidc.sign_in(Client(), provider, "kerttu")

    user = User.objects.get(email=EMAIL)
    assert page.status_code == 403
    assert not user.is_active
    assert roles_in(user, municipality) == set()
    assert client.get("/tyo/oma-tili/").status_code == 302  # the older session is over too
    assert verbs()[-3:] == ["membership.ended", "user.left", "user.sign_in_refused"]


def test_who_comes_back_after_leaving_is_let_in_again(client, provider, municipality):
    for groups in ([CLERKS], [], [CLERKS]):
        provider.knows("kerttu", email=EMAIL, groups=groups)
        oidc.sign_in(Client(), provider, "kerttu")

    user = User.objects.get(email=EMAIL)
    assert user.is_active
    assert roles_in(user, municipality) == {Role.CLERK}
    assert "user.came_back" in verbs()


def test_an_account_that_an_administrator_closed_stays_closed(client, provider):
    oidc.sign_in(client, provider, "kerttu")
    User.objects.update(is_active=False)

    page = oidc.sign_in(Client(), provider, "kerttu")

    assert page.status_code == 403
    assert not User.objects.get(email=EMAIL).is_active


def test_a_stranger_without_a_role_leaves_no_account_behind(client, provider):
    provider.knows("sirkka", email="sirkka@kuusela.example", groups=["other"])

    page = oidc.sign_in(client, provider, "sirkka")

    assert page.status_code == 403
    assert not is_signed_in(client)
    assert not User.objects.filter(email="sirkka@kuusela.example").exists()


def test_a_leaver_who_works_elsewhere_too_keeps_that_and_the_account(client, provider, other_municipality):
    oidc.sign_in(client, provider, "kerttu")
    user = User.objects.get(email=EMAIL)
    MembershipFactory(user=user, organization=other_municipality, role=Role.CLERK)
    provider.knows("kerttu", email=EMAIL, groups=[])

    oidc.sign_in(Client(), provider, "kerttu")

    user.refresh_from_db()
    assert user.is_active
    assert organizations_where(user, Permission.PREPARE_MEETINGS) == {other_municipality.pk}


def test_groups_that_are_too_many_to_tell_are_no_leaving(client, provider, municipality):
    oidc.sign_in(client, provider, "kerttu")
    provider.knows("kerttu", email=EMAIL, groups=[], _claim_names={"groups": "src1"})

    page = oidc.sign_in(Client(), provider, "kerttu")

    assert page.status_code == 403
    assert roles_in(User.objects.get(email=EMAIL), municipality) == {Role.CLERK}
    assert Entry.objects.get(verb="user.sign_in_refused").details["reason"] == "too_many_groups"
    provider.knows("kerttu", email=EMAIL, groups=[CLERKS], _claim_names={})


def test_a_new_email_is_taken_over_and_the_account_stays_the_same(client, provider):
    oidc.sign_in(client, provider, "kerttu")
    provider.knows("kerttu", email="kerttu.uusi@kuusela.example", groups=[CLERKS])

    oidc.sign_in(Client(), provider, "kerttu")

    assert User.objects.get(display_name="Kerttu Kirjuri").email == "kerttu.uusi@kuusela.example"


# -- one municipality's provider and another's people -------------------------------------------


def test_a_provider_gives_no_role_in_another_municipality(client, provider, settings, municipality, other_municipality):
    settings.OIDC = {
        "kuusela": oidc.table(provider.address),
        "mantyla": oidc.table("https://login.example/mantyla", roles={"operator": [CLERKS]}),
    }
    oidc.sign_in(client, provider, "kerttu")

    user = User.objects.get(email=EMAIL)
    assert roles_in(user, other_municipality) == set()
    assert organizations_where(user, Permission.PREPARE_MEETINGS) == {municipality.pk}


def test_a_sign_in_begun_at_one_provider_cannot_be_ended_at_another(client, provider, settings):
    settings.OIDC = {"kuusela": oidc.table(provider.address), "mantyla": oidc.table(provider.address)}
    back = provider.consents(oidc.begin(client), "kerttu")

    page = oidc.come_back(client, back.replace("/kuusela/", "/mantyla/"))

    assert page.status_code == 400
    assert not is_signed_in(client)


def test_the_same_id_at_another_provider_is_another_person(client, provider, settings, other_municipality):
    settings.OIDC = {
        "kuusela": oidc.table(provider.address),
        "mantyla": oidc.table(provider.address, email_domains=["mantyla.example"]),
    }
    oidc.sign_in(client, provider, "kerttu")

    page = oidc.sign_in(Client(), provider, "kerttu", slug="mantyla")

    assert page.status_code == 403
    assert roles_in(User.objects.get(email=EMAIL), other_municipality) == set()


def test_a_provider_that_calls_itself_otherwise_than_the_settings_is_not_gone_to(client, provider, settings):
    settings.OIDC = {"kuusela": oidc.table(provider.address + "/")}

    page = client.get("/tyo/kirjaudu/kuusela/")

    assert page.status_code == 403


def test_a_token_for_another_client_is_refused(client, provider, settings):
    back = provider.consents(oidc.begin(client), "kerttu")
    settings.OIDC = {"kuusela": oidc.table(provider.address, client_id="another")}

    page = oidc.come_back(client, back)

    assert page.status_code == 403
    assert not User.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "kerttu@muualla.example"},
        {"email": "kerttu@kuusela.example.paha.example"},
        {"email": EMAIL, "email_verified": False},
        {"email": EMAIL, "email_verified": "false"},
        {"email": ""},
        {},
    ],
)
def test_an_email_that_is_not_proved_makes_no_account(client, provider, claims):
    provider.knows("tuntematon", groups=[CLERKS], **claims)

    page = oidc.sign_in(client, provider, "tuntematon")

    assert page.status_code == 403
    assert not is_signed_in(client)
    assert not User.objects.filter(email__contains="kerttu").exists()


# -- those who never come again -----------------------------------------------------------------


def test_who_has_not_come_for_long_loses_roles_and_account_by_a_command(client, provider, municipality):
    with time_machine.travel(clock.now() - dt.timedelta(days=100), tick=True):
        oidc.sign_in(client, provider, "kerttu")
    with_password = MembershipFactory(user=UserFactory(password=PASSWORD), organization=municipality).user

    call_command("close_unused_accounts", days=90, stdout=StringIO())

    user = User.objects.get(email=EMAIL)
    with_password.refresh_from_db()
    assert not user.is_active
    assert roles_in(user, municipality) == set()
    assert with_password.is_active


def test_who_has_come_lately_keeps_them(client, provider, municipality):
    oidc.sign_in(client, provider, "kerttu")

    call_command("close_unused_accounts", days=90, stdout=StringIO())

    assert roles_in(User.objects.get(email=EMAIL), municipality) == {Role.CLERK}


def test_the_days_are_at_least_one():
    with pytest.raises(CommandError):
        call_command("close_unused_accounts", days=0)

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit.models import Entry
from seutu.shared.organizations.models import Membership
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

EMAIL = "kerttu@kuusela.example"


@pytest.fixture(autouse=True)
def _password_on_stdin(monkeypatch):
    content = io.BytesIO(b"kahdeksan kapeaa kantoa\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(content, encoding="utf-8"))


def create(*more: str, email: str = EMAIL, name: str = "Kerttu Kirjuri") -> None:
    call_command("create_user", email, "--name", name, "--password-stdin", *more)


def test_the_operator_makes_an_account_with_a_role(client):
    OrganizationFactory(slug="kuusela")

    create("--role", "clerk", "--organization", "kuusela", "--language", "sv", email="Kerttu@Kuusela.example")

    user = User.objects.get()
    assert (user.email, user.display_name, user.language) == (EMAIL, "Kerttu Kirjuri", "sv")
    assert user.check_password("kahdeksan kapeaa kantoa")
    membership = Membership.objects.get()
    assert (membership.user, membership.organization.slug, membership.role) == (user, "kuusela", Role.CLERK)
    assert Entry.objects.filter(verb="user.added", target_id=str(user.pk), actor="system:command").count() == 1


def test_an_account_may_be_made_before_its_role():
    create()

    assert not Membership.objects.exists()
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (["--role", "clerk"], "belong together"),
        (["--organization", "kuusela"], "belong together"),
        (["--role", "king", "--organization", "kuusela"], "clerk, operator, data_protection_officer"),
        (["--role", "clerk", "--organization", "muu"], "Known are: kuusela"),
        (["--language", "de"], "invalid choice"),
    ],
)
def test_a_role_or_place_that_is_not_there_is_told(more, reason):
    OrganizationFactory(slug="kuusela")

    with pytest.raises(CommandError, match=reason):
        create(*more)

    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("email", "name", "reason"),
    [
        ("kerttu", "Kerttu", "email: Enter a valid email address"),
        ("", "Kerttu", "email: This field cannot be blank"),
        ("kert\x07tu@k.example", "Kerttu", "email: .*cannot be seen"),
        ("kerttu@k\udcff.example", "Kerttu", "email: .*cannot be seen"),
        ("x" * 10_000 + "@k.example", "Kerttu", "email: "),
        (EMAIL, "", "display_name: This field cannot be blank"),
        (EMAIL, " \x07 ", "display_name: This field cannot be blank"),
        (EMAIL, "x" * 10_000, "display_name: .*at most 150"),
        (EMAIL, "kahdeksan kapeaa kantoa", "password: .*too much like"),
    ],
)
def test_bad_input_is_refused_in_words(email, name, reason):
    with pytest.raises(CommandError, match=reason):
        create(email=email, name=name)

    assert not User.objects.exists()


def test_two_people_do_not_share_an_email():
    UserFactory(email=EMAIL)

    with pytest.raises(CommandError, match="already has this e-mail"):
        create(email=EMAIL.upper())


def test_control_characters_in_a_name_are_left_out():
    create(name="Kerttu\x07\n  Kirjuri")

    assert User.objects.get().display_name == "Kerttu Kirjuri"

"""A town that brings no documents in makes its organization and its bodies by command."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from seutu.shared.organizations.models import Body, Organization

pytestmark = pytest.mark.django_db


def test_an_organization_and_its_body_are_made(capsys):
    call_command(
        "add_organization", "Kuusela", "--full-name", "Kuuselan kunta", "--registry-email", "kirjaamo@kuusela.example"
    )
    call_command(
        "add_body", "Kunnanhallitus", "--organization", "kuusela", "--kind", "board", "--abbreviation", "KH",
        "--name-sv", "Kommunstyrelsen",
    )  # fmt: skip

    made = Body.objects.get()
    assert (made.name_sv, made.abbreviation, made.slug) == ("Kommunstyrelsen", "KH", "kunnanhallitus")
    assert (made.organization.full_name_fi, made.organization.kind) == ("Kuuselan kunta", "municipality")
    assert "kuusela" in capsys.readouterr().out


def test_an_address_word_that_is_reserved_is_refused():
    with pytest.raises(CommandError):
        call_command("add_organization", "Haku")

    assert not Organization.objects.exists()


def test_a_body_of_an_unknown_organization_is_refused_with_those_that_are_known():
    call_command("add_organization", "Kuusela")

    with pytest.raises(CommandError, match="kuusela"):
        call_command("add_body", "Kunnanhallitus", "--organization", "mantyla", "--kind", "board")

    assert not Body.objects.exists()

from __future__ import annotations

import pytest
from django.db import IntegrityError

from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.factories import SignInAttemptFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_email_is_stored_in_small_letters():
    assert UserFactory(email=" Kerttu@KUUSELA.example ").email == "kerttu@kuusela.example"


def test_two_people_do_not_share_an_email_in_any_letters():
    UserFactory(email="kerttu@kuusela.example")

    with pytest.raises(IntegrityError):
        UserFactory(email="KERTTU@kuusela.example")


def test_the_database_refuses_a_large_letter():
    with pytest.raises(IntegrityError):
        User.objects.create(email="Kerttu@kuusela.example", display_name="Kerttu")


def test_the_database_refuses_a_person_without_a_name():
    with pytest.raises(IntegrityError):
        UserFactory(display_name="")


def test_a_person_is_found_by_their_email_in_any_letters():
    user = UserFactory(email="kerttu@kuusela.example")

    assert User.objects.get_by_natural_key("KERTTU@kuusela.example") == user


def test_without_a_password_nobody_signs_in_by_one():
    assert not UserFactory().has_usable_password()


def test_the_trail_knows_a_person_by_their_number():
    user = UserFactory(display_name="Kerttu")

    assert user.audit_id == f"user:{user.pk}"
    assert str(user) == "Kerttu"


def test_an_attempt_is_called_by_its_time_only():
    assert "e" * 64 not in str(SignInAttemptFactory())

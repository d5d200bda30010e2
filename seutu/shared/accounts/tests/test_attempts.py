from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.shared.accounts import actions
from seutu.shared.accounts.models import SignInAttempt

pytestmark = pytest.mark.django_db

START = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _at_ten():
    with time_machine.travel(START, tick=False):
        yield


def attempts(*pairs: tuple[str, str]) -> None:
    for email, address in pairs:
        actions.begin_attempt(email, address)


def test_many_at_the_same_time_do_not_pass_the_limit_together():
    attempts(*[("a@k.example", "192.0.2.1")] * 5)  # all begun before one has failed

    with pytest.raises(actions.TooManyAttempts) as refusal:
        actions.begin_attempt("a@k.example", "192.0.2.1")

    assert refusal.value.until == START + actions.ATTEMPT_WINDOW


def test_a_refused_attempt_leaves_nothing():
    attempts(*[("a@k.example", "192.0.2.1")] * 5)

    for _ in range(3):
        with pytest.raises(actions.TooManyAttempts):
            actions.begin_attempt("a@k.example", "192.0.2.1")

    assert SignInAttempt.objects.count() == 5


def test_one_person_is_guarded_against_many_addresses():
    attempts(*[("a@k.example", f"192.0.2.{n}") for n in range(20)])

    with pytest.raises(actions.TooManyAttempts):
        actions.begin_attempt("a@k.example", "192.0.2.99")
    actions.begin_attempt("b@k.example", "192.0.2.99")


def test_many_people_are_guarded_against_one_address():
    attempts(*[(f"a{n}@k.example", "192.0.2.1") for n in range(60)])

    with pytest.raises(actions.TooManyAttempts):
        actions.begin_attempt("b@k.example", "192.0.2.1")


@pytest.mark.parametrize(
    ("first", "second", "are_one"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("", "no address", True),
    ],
)
def test_an_address_is_the_network_of_one_subscriber(first, second, are_one):
    one, other = actions.begin_attempt("a@k.example", first), actions.begin_attempt("a@k.example", second)

    assert (one.address_hash == other.address_hash) is are_one


def test_what_no_longer_counts_is_not_kept():
    attempts(("a@k.example", "192.0.2.1"))

    with time_machine.travel(START + actions.ATTEMPT_WINDOW, tick=False):
        newest = actions.begin_attempt("b@k.example", "192.0.2.2")

    assert list(SignInAttempt.objects.all()) == [newest]


def test_hashes_are_of_this_installation(settings):
    here = actions.begin_attempt("a@k.example", "192.0.2.1").email_hash
    settings.SECRET_KEY = "the key of another installation, which is as long as it must be"

    assert actions.begin_attempt("a@k.example", "192.0.2.1").email_hash != here

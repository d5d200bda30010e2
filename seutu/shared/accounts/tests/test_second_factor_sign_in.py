"""Signing in with a code: what it takes, and what does not let in."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client

from seutu.shared.accounts import actions, queries, second_factor, totp
from seutu.shared.accounts.actions import LIMITS
from seutu.shared.accounts.code_forms import A_DAY, CODES_A_DAY
from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.accounts.tests.second_factor import SECRET, code_of, with_codes
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.core.rate_limits import count_of

pytestmark = pytest.mark.django_db

SIGN_IN, CODE = "/tyo/kirjaudu/", "/tyo/vahvistuskoodi/"
PASSWORD = "seitsemän leveää lautaa"
NOON = dt.datetime(2026, 11, 27, 10, 0, 5, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def kerttu():
    return with_codes(UserFactory(email="kerttu@kuusela.example", password=PASSWORD))


def give_password(client, **more):
    return client.post(SIGN_IN, {"login": "kerttu@kuusela.example", "password": PASSWORD, **more})


def is_signed_in(client) -> bool:
    return SESSION_KEY in client.session


def give_code(client, code: str):
    return client.post(CODE, {"code": code})


def errors(answer) -> list[str]:
    return answer.context["form"].errors.get("code", [])


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_the_password_alone_opens_no_session(client, kerttu):
    answer = give_password(client)

    assert answer["Location"] == CODE
    assert not is_signed_in(client)
    assert client.get("/tyo/oma-tili/")["Location"].startswith(SIGN_IN)
    assert "user.signed_in" not in verbs()


def test_the_code_does_and_the_key_of_the_session_is_a_new_one(client, kerttu):
    give_password(client)
    before = client.session.session_key

    answer = give_code(client, code_of(kerttu))

    assert answer["Location"] == "/tyo/"
    assert is_signed_in(client)
    assert second_factor.has_passed(client.session)
    assert client.session.session_key != before


def test_the_page_that_was_wanted_is_returned_to_and_a_foreign_one_is_not(client, kerttu):
    give_password(client, next="/tyo/salasana/?a=1")
    assert give_code(client, code_of(kerttu))["Location"] == "/tyo/salasana/?a=1"

    other = Client()
    give_password(other, next="https://paha.example/")
    assert give_code(other, code_of(kerttu))["Location"] == "/tyo/"


@pytest.mark.parametrize(
    "address", ["https://paha.example/", "//paha.example/", "/\\paha.example", "javascript:alert(1)"]
)
def test_a_session_that_gives_its_code_late_is_not_led_away_either(client, kerttu, address):
    client.force_login(kerttu)

    assert client.post(CODE, {"code": code_of(kerttu), "next": address})["Location"] == "/tyo/"


def test_a_code_may_be_typed_with_spaces(client, kerttu):
    give_password(client)

    assert give_code(client, f" {totp.in_groups(code_of(kerttu), 3)} ").status_code == 302


@pytest.mark.parametrize(("steps", "is_good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_differ_by_half_a_minute(client, kerttu, steps, is_good):
    give_password(client)

    give_code(client, totp.code_at(SECRET, totp.step_at(clock.now()) + steps))

    assert is_signed_in(client) is is_good


@pytest.mark.parametrize("typed", ["000000", "12345", "abcdef", "١٢٣٤٥٦", "0" * 40])
def test_a_wrong_code_does_not_let_in_and_the_trail_tells_of_it(client, kerttu, typed):
    give_password(client)

    answer = give_code(client, typed)

    assert "Koodi ei kelpaa" in errors(answer)[0]
    assert not is_signed_in(client)
    line = Entry.objects.get(verb="user.code_failed")
    assert (line.target_id, line.details) == (str(kerttu.pk), {"reason": "wrong"})


def test_the_code_of_another_person_does_not_let_in(client, kerttu):
    other = with_codes(UserFactory(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    give_password(client)

    assert errors(give_code(client, code_of(other)))


def test_a_code_is_good_once(client, kerttu):
    code = code_of(kerttu)
    give_password(client)
    give_code(client, code)

    other = Client()
    give_password(other)
    answer = give_code(other, code)

    assert "jo käytetty" in errors(answer)[0]
    assert not is_signed_in(other)
    assert Entry.objects.get(verb="user.code_failed").details == {"reason": "used"}


def test_of_two_requests_that_hold_one_code_one_gets_it(kerttu):
    code, two = code_of(kerttu), [User.objects.get(pk=kerttu.pk) for _each in range(2)]
    actions.check_code(two[0], code)

    with pytest.raises(actions.CodeUsed):
        actions.check_code(two[1], code)


def test_a_code_older_than_the_last_used_one_is_not_good(client, kerttu):
    here = totp.step_at(clock.now())
    actions.check_code(kerttu, totp.code_at(SECRET, here + 1))

    with pytest.raises(actions.CodeUsed):
        actions.check_code(kerttu, totp.code_at(SECRET, here))


def test_a_recovery_code_lets_in_once(client, kerttu):
    recovery = queries.recovery_codes_of(kerttu)[0]
    give_password(client)
    give_code(client, totp.in_groups(recovery))
    assert is_signed_in(client)
    assert Entry.objects.get(verb="user.recovery_code_used").details == {"left": 9}

    other = Client()
    give_password(other)
    assert errors(give_code(other, recovery))
    assert not is_signed_in(other)


def test_who_tries_too_often_waits_and_the_right_code_does_not_help(client, kerttu):
    give_password(client)
    for _try in range(LIMITS[0].attempts):
        give_code(client, "000000")

    answer = give_code(client, code_of(kerttu))

    assert "liian monta kertaa" in errors(answer)[0]
    assert not is_signed_in(client)


def test_the_limit_is_of_one_person_and_counts_from_nothing_after_a_right_code(client, kerttu, noon):
    give_password(client)
    for _try in range(LIMITS[0].attempts - 1):
        give_code(client, "000000")
    give_code(client, code_of(kerttu))
    noon.shift(60)
    other = Client()
    give_password(other)
    give_code(other, "000000")

    assert give_code(other, code_of(kerttu)).status_code == 302


def test_who_guesses_all_day_from_ever_new_addresses_is_stopped(client, kerttu, noon):
    give_password(client)
    for _try in range(CODES_A_DAY):
        count_of(kerttu.audit_id, "codes", most=CODES_A_DAY, window=A_DAY)

    assert "huomenna" in errors(give_code(client, code_of(kerttu)))[0]
    noon.shift(24 * 3600)
    give_password(client)
    assert give_code(client, code_of(kerttu)).status_code == 302


def test_a_password_that_changed_meanwhile_begins_anew(client, kerttu):
    give_password(client)
    actions.set_password(kerttu, "kahdeksan kapeaa lautaa", by=System("tests"))

    assert give_code(client, code_of(kerttu))["Location"] == SIGN_IN
    assert not is_signed_in(client)


def test_an_account_that_was_closed_meanwhile_stays_closed(client, kerttu):
    give_password(client)
    kerttu.is_active = False
    kerttu.save()

    assert give_code(client, code_of(kerttu))["Location"] == SIGN_IN
    assert not is_signed_in(client)


def test_the_code_is_not_waited_for_longer_than_a_quarter_of_an_hour(client, kerttu, noon):
    give_password(client)
    noon.shift(16 * 60)

    assert give_code(client, code_of(kerttu))["Location"] == SIGN_IN


def test_nobody_gives_a_code_without_a_password(client, kerttu):
    assert give_code(client, code_of(kerttu))["Location"] == SIGN_IN
    assert not is_signed_in(client)


def test_who_has_no_codes_and_needs_none_signs_in_as_before(client):
    UserFactory(email="kerttu@kuusela.example", password=PASSWORD)

    assert give_password(client)["Location"] == "/tyo/"
    assert not second_factor.has_passed(client.session)


def test_the_page_speaks_to_the_phone_and_is_not_kept(client, kerttu):
    give_password(client)

    page = client.get(CODE)

    assert 'autocomplete="one-time-code"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "kerttu" not in page.content.decode()

"""Taking codes into use, moving them, recovery codes, and taking them away."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client, override_settings

from seutu.shared.accounts import actions, queries, second_factor, totp
from seutu.shared.accounts.models import SecondFactor
from seutu.shared.accounts.second_factor import SecondFactorRule, second_factor_rules
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.accounts.tests.second_factor import SECRET, code_of, signed_in_with_code, with_codes
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db

ENROL, RECOVERY = "/tyo/vahvistuskoodi/kayttoon/", "/tyo/vahvistuskoodi/varakoodit/"
PICTURE = f"{ENROL}kuva.svg"
PASSWORD = "seitsemän leveää lautaa"
NOON = dt.datetime(2026, 11, 27, 10, 0, 5, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock_hand():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def person():
    return UserFactory(email="kerttu@kuusela.example", password=PASSWORD)


@pytest.fixture
def needed_by_everyone():
    second_factor_rules.register(SecondFactorRule(key="tests", is_required=lambda user: True))
    yield
    del second_factor_rules._entries["tests"]


def sign_in(client, **more):
    return client.post("/tyo/kirjaudu/", {"login": "kerttu@kuusela.example", "password": PASSWORD, **more})


def code_shown(client) -> str:
    """The code of the secret that the page of ``client`` shows."""
    secret = client.get(ENROL).context["secret"].replace(" ", "")
    return totp.code_at(secret, totp.step_at(clock.now()))


def test_who_must_have_a_second_factor_is_led_to_it_and_then_on(client, person, needed_by_everyone):
    answer = sign_in(client, next="/tyo/salasana/")
    assert answer["Location"] == f"{ENROL}?next=%2Ftyo%2Fsalasana%2F"

    code = code_shown(client)
    enrolled = client.post(ENROL, {"code": code, "next": "/tyo/salasana/"})

    assert enrolled["Location"] == f"{RECOVERY}?next=%2Ftyo%2Fsalasana%2F"
    page = client.get(enrolled["Location"])
    assert 'href="/tyo/salasana/"' in page.content.decode()
    assert second_factor.has_passed(client.session)


def test_in_the_language_of_the_person(client, person, needed_by_everyone):
    person.language = "sv"
    person.save()

    assert sign_in(client)["Location"] == f"/sv{ENROL}?next=%2Fsv%2Ftyo%2F"


def test_anybody_may_take_codes_into_use(client, person):
    client.force_login(person)
    second = client.session
    second_factor.note_confirmed(second)
    second.save()

    client.post(ENROL, {"code": code_shown(client)})

    assert queries.has_second_factor(person)
    assert len(queries.recovery_codes_of(person)) == 10
    assert Entry.objects.get(verb="user.second_factor_enrolled").actor == f"user:{person.pk}"


def test_only_right_after_proving_who_one_is(client, person):
    client.force_login(person)

    assert client.get(ENROL)["Location"].startswith("/tyo/vahvistuskoodi/vahvista/")


def test_a_code_of_another_secret_enrols_nobody_and_the_secret_stays(client, person):
    sign_in(client)
    before = client.get(ENROL).context["secret"]

    answer = client.post(ENROL, {"code": totp.code_at(SECRET, totp.step_at(clock.now()))})

    assert answer.context["form"].errors["code"]
    assert answer.context["secret"] == before
    assert not queries.has_second_factor(person)


def test_the_first_code_is_used_up_with_it(client, person):
    sign_in(client)
    code = code_shown(client)
    client.post(ENROL, {"code": code})

    with pytest.raises(actions.CodeUsed):
        actions.check_code(person, code)


def test_the_secret_is_shown_in_groups_and_as_a_picture_without_style(client, person):
    sign_in(client)

    page = client.get(ENROL)
    picture = client.get(PICTURE)
    text = page.content.decode()

    assert re.search(r"<code[^>]*>(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}</code>", text)
    assert PICTURE in text
    assert "data:" not in text
    assert "style=" not in text + picture.content.decode()
    assert "<script" not in picture.content.decode()
    assert picture["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture["Cache-Control"]
    assert "no-store" in page["Cache-Control"]


def test_there_is_no_picture_without_a_secret_or_a_person(client, person):
    assert client.get(PICTURE).status_code == 302

    client.force_login(person)
    assert client.get(PICTURE).status_code == 404


def test_the_secret_is_gone_from_the_session_when_it_is_in_use(client, person):
    sign_in(client)
    client.post(ENROL, {"code": code_shown(client)})

    assert totp.PENDING not in client.session
    assert client.get(PICTURE).status_code == 404


def test_who_has_codes_moves_them_only_in_a_session_that_has_passed(client, person):
    with_codes(person)
    client.force_login(person)
    marks = client.session
    second_factor.note_confirmed(marks)
    marks.save()

    assert client.get(ENROL)["Location"] == "/tyo/vahvistuskoodi/"
    assert client.post(ENROL, {"code": "123456"})["Location"] == "/tyo/vahvistuskoodi/"


def test_the_codes_of_the_earlier_phone_are_not_good_after_a_move(client, person):
    with_codes(person)
    before = queries.recovery_codes_of(person)
    signed_in_with_code(client, person)

    client.post(ENROL, {"code": code_shown(client)})

    assert SecondFactor.objects.filter(user=person).count() == 1
    assert not set(before) & set(queries.recovery_codes_of(person))
    with pytest.raises(actions.WrongCode):
        actions.check_code(person, totp.code_at(SECRET, totp.step_at(clock.now()) + 1))


def test_the_database_refuses_a_second_secret(person):
    with_codes(person)

    with pytest.raises(IntegrityError), transaction.atomic():
        SecondFactor.objects.create(user=person, secret=SECRET, recovery_codes=[])


def test_new_recovery_codes_take_the_place_of_the_earlier(client, person):
    with_codes(person)
    before = queries.recovery_codes_of(person)
    signed_in_with_code(client, person)

    client.post(RECOVERY)

    now = queries.recovery_codes_of(person)
    assert len(now) == 10
    assert not set(before) & set(now)
    assert totp.in_groups(now[0]) in client.get(RECOVERY).content.decode()
    assert Entry.objects.filter(verb="user.recovery_codes_renewed").exists()


def test_recovery_codes_are_shown_only_a_while_after_proving_who_one_is(client, person, clock_hand):
    with_codes(person)
    signed_in_with_code(client, person)
    client.get("/tyo/oma-tili/")
    clock_hand.shift(600)

    assert client.get(RECOVERY)["Location"].startswith("/tyo/vahvistuskoodi/vahvista/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_no_second_factor_has_no_recovery_codes(client, person, method):
    signed_in_with_code(client, person)

    assert getattr(client, method)(RECOVERY).status_code == 404
    assert queries.recovery_codes_of(person) == []


def test_used_recovery_codes_are_not_shown_and_none_is_told_in_words(client, person):
    with_codes(person)
    for code in queries.recovery_codes_of(person):
        actions.check_code(person, code)
    signed_in_with_code(client, person)

    assert "Olet käyttänyt kaikki varakoodisi" in client.get(RECOVERY).content.decode()


# -- at rest ---------------------------------------------------------------------------------------


def columns() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret, recovery_codes FROM accounts_secondfactor")
        return b"".join(bytes(each) for each in cursor.fetchone())


def test_the_database_does_not_tell_the_secret_nor_a_recovery_code(person):
    with_codes(person)

    assert SECRET.encode() not in columns()
    assert not any(code.encode() in columns() for code in queries.recovery_codes_of(person))


def test_nor_does_the_session_in_which_a_secret_is_taken_into_use(client, person):
    sign_in(client)

    secret = client.get(ENROL).context["secret"].replace(" ", "")

    assert secret not in str(dict(client.session.items()))


def test_a_new_key_takes_the_codes_along(person, settings):
    older = dict(list(settings.FIELD_KEYS.items())[1:])
    with override_settings(FIELD_KEYS=older):
        with_codes(person)
    before = columns()

    call_command("rotate_keys", stdout=io.StringIO())
    settings.FIELD_KEYS = dict(list(settings.FIELD_KEYS.items())[:1])

    assert columns() != before
    assert actions.check_code(person, code_of(person)) is False
    assert len(queries.recovery_codes_of(person)) == 10


def test_without_the_key_nobody_comes_in_and_is_told_that_it_is_not_their_fault(client, person, settings):
    with_codes(person)
    code = code_of(person)
    sign_in(client)
    settings.FIELD_KEYS = {"another": b"a" * 32}

    answer = client.post("/tyo/vahvistuskoodi/", {"code": code})

    assert "ei voi nyt tarkistaa" in answer.context["form"].errors["code"][0]
    assert queries.recovery_codes_of(person) == []
    assert queries.code_now(person) == ""


# -- taken away -----------------------------------------------------------------------------------


def test_a_reset_takes_the_codes_and_ends_every_session(person):
    with_codes(person)
    sessions = [signed_in_with_code(Client(), person) for _each in range(2)]
    out = io.StringIO()

    call_command("reset_mfa", "Kerttu@Kuusela.example", stdout=out)

    assert not SecondFactor.objects.filter(user=person).exists()
    assert [each.get("/tyo/oma-tili/").status_code for each in sessions] == [302, 302]
    assert "has no codes any more" in out.getvalue()
    line = Entry.objects.get(verb="user.second_factor_reset")
    assert (line.actor, line.target_id) == ("system:command", str(person.pk))


def test_a_sign_in_that_waited_for_its_code_ends_too(client, person):
    with_codes(person)
    sign_in(client)

    actions.reset_second_factor(person, by=System("tests"))

    assert client.post("/tyo/vahvistuskoodi/", {"code": "123456"})["Location"] == "/tyo/kirjaudu/"


def test_who_must_have_codes_takes_new_ones_into_use_after_it(client, person, needed_by_everyone):
    with_codes(person)
    actions.reset_second_factor(person, by=System("tests"))

    assert sign_in(client)["Location"].startswith(ENROL)


def test_the_new_codes_are_good_in_the_same_half_minute(person):
    with_codes(person)
    actions.check_code(person, code_of(person))
    actions.reset_second_factor(person, by=System("tests"))
    with_codes(person)

    actions.check_code(person, code_of(person))


def test_sessions_of_who_was_never_reset_stay(client, person):
    client.force_login(person)
    actions.reset_second_factor(UserFactory(), by=System("tests"))

    assert client.get("/tyo/oma-tili/").status_code == 200


def test_a_session_made_after_a_reset_lives_through_a_change_of_the_secret_key(client, person, settings):
    actions.reset_second_factor(person, by=System("tests"))
    client.force_login(person)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key that only this test uses, and nothing else"

    assert client.get("/tyo/oma-tili/").status_code == 200


def test_nobody_is_reset_by_a_wrong_email():
    with pytest.raises(CommandError, match="Nobody has this e-mail"):
        call_command("reset_mfa", "ei@kuusela.example")


def test_own_account_tells_whether_codes_are_in_use(client, person):
    client.force_login(person)
    assert f'href="{ENROL}"' in client.get("/tyo/oma-tili/").content.decode()

    with_codes(person)
    assert f'href="{RECOVERY}"' in client.get("/tyo/oma-tili/").content.decode()

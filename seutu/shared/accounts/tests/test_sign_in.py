from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from seutu.shared.accounts.actions import ATTEMPT_WINDOW
from seutu.shared.accounts.adapter import SIGN_IN_FAILED
from seutu.shared.accounts.models import SignInAttempt
from seutu.shared.accounts.tests.counting_hasher import CountingHasher
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db

ADDRESS = "/tyo/kirjaudu/"
EMAIL = "kerttu@kuusela.example"
PASSWORD = "seitsemän leveää lautaa"


@pytest.fixture
def kerttu():
    return UserFactory(email=EMAIL, display_name="Kerttu", password=PASSWORD)


def sign_in(client, email=EMAIL, password=PASSWORD, **more):
    return client.post(ADDRESS, {"login": email, "password": password, **more})


def is_signed_in(client) -> bool:
    return SESSION_KEY in client.session


def errors(page) -> list[str]:
    return page.context["form"].non_field_errors()


def test_the_right_password_lets_in_and_leads_home(client, kerttu):
    answer = sign_in(client)

    assert answer.status_code == 302
    assert answer["Location"] == "/tyo/"
    assert is_signed_in(client)
    kerttu.refresh_from_db()
    assert kerttu.last_login is not None


def test_the_trail_tells_who_signed_in(client, kerttu):
    sign_in(client)

    line = Entry.objects.get(verb="user.signed_in")
    assert (line.actor, line.target_id) == (f"user:{kerttu.pk}", str(kerttu.pk))


@pytest.mark.parametrize("typed", ["KERTTU@Kuusela.Example", f"  {EMAIL} "])
def test_the_username_is_the_same_in_any_letters(client, kerttu, typed):
    sign_in(client, typed)

    assert is_signed_in(client)


def test_home_opens_in_the_language_of_the_person(client):
    UserFactory(email=EMAIL, password=PASSWORD, language="sv")

    assert sign_in(client)["Location"] == "/sv/tyo/"


def test_the_key_of_the_session_is_new_after_signing_in(client, kerttu):
    session = client.session
    session["something"] = "before"
    session.save()
    before = session.session_key

    sign_in(client)

    assert client.session.session_key != before


@pytest.mark.parametrize("email", [EMAIL, "tuntematon@kuusela.example", "suljettu@kuusela.example"])
def test_a_wrong_password_an_unknown_person_and_a_closed_account_get_one_answer(client, kerttu, email):
    UserFactory(email="suljettu@kuusela.example", password="oikea mutta suljettu", is_active=False)
    password = "oikea mutta suljettu"

    page = sign_in(client, email, password)

    assert page.status_code == 200
    assert errors(page) == [str(SIGN_IN_FAILED)]
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "email", [EMAIL, "tuntematon@kuusela.example", "suljettu@kuusela.example", "avaimeton@k.example"]
)
def test_one_password_is_hashed_whoever_tries(client, kerttu, email, settings):
    settings.PASSWORD_HASHERS = [f"{CountingHasher.__module__}.CountingHasher"]
    UserFactory(email="suljettu@kuusela.example", password="oikea mutta suljettu", is_active=False)
    UserFactory(email="avaimeton@k.example", password=None)
    CountingHasher.count = 0

    sign_in(client, email, "oikea mutta suljettu")

    assert CountingHasher.count == 1


def test_the_same_questions_are_asked_of_the_database_whoever_tries(client, kerttu, django_assert_num_queries):
    with django_assert_num_queries(10):
        sign_in(client, EMAIL, "väärä salasana")
    with django_assert_num_queries(10):
        sign_in(client, "tuntematon@kuusela.example", "väärä salasana")


def test_the_trail_of_a_failure_names_nobody(client, kerttu):
    sign_in(client, password="väärä salasana")

    line = Entry.objects.get(verb="user.sign_in_failed")
    assert (line.actor, line.target_id) == ("system:sign-in", "")
    assert EMAIL not in str(line.details)
    assert len(line.details["email"]) == 64


def test_after_five_failures_even_the_right_password_waits(client, kerttu):
    with time_machine.travel(dt.datetime(2026, 11, 24, 10, 0, 30, tzinfo=dt.UTC), tick=False):
        for _ in range(5):
            sign_in(client, password="väärä salasana")
        page = sign_in(client)

    # 12.00.30 in Helsinki and fifteen minutes, rounded up to what a clock shows.
    assert "12.16" in errors(page)[0]
    assert not is_signed_in(client)


def test_the_lock_ends_when_it_said(client, kerttu):
    start = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)
    with time_machine.travel(start, tick=False):
        for _ in range(5):
            sign_in(client, password="väärä salasana")
    with time_machine.travel(start + dt.timedelta(minutes=14), tick=False):
        for _ in range(5):
            sign_in(client)
        assert not is_signed_in(client)

    with time_machine.travel(start + ATTEMPT_WINDOW, tick=False):
        sign_in(client)

    assert is_signed_in(client)


def test_an_unknown_person_is_locked_like_a_known_one(client):
    for _ in range(5):
        sign_in(client, "tuntematon@kuusela.example", "väärä salasana")

    assert errors(sign_in(client, "tuntematon@kuusela.example", "väärä salasana")) != [str(SIGN_IN_FAILED)]


def test_a_stranger_elsewhere_does_not_lock_a_person_out(client, kerttu):
    stranger = Client(REMOTE_ADDR="198.51.100.7")
    for _ in range(6):
        sign_in(stranger, password="väärä salasana")

    sign_in(client)

    assert is_signed_in(client)


def test_slips_are_forgotten_after_signing_in(client, kerttu):
    for _ in range(4):
        sign_in(client, password="väärä salasana")

    sign_in(client)

    assert not SignInAttempt.objects.exists()


def test_the_limit_keeps_no_clear_text(client, kerttu):
    sign_in(client, password="väärä salasana")

    row = str(SignInAttempt.objects.values().get())
    assert EMAIL not in row
    assert "127.0.0.1" not in row


@pytest.mark.parametrize(
    "login", ["", "ei osoite", "x" * 10_000 + "@k.example", "kert\x00tu@k.example", "kert\x07tu@k.example"]
)
def test_what_is_no_email_is_said_beside_the_field(client, login):
    page = sign_in(client, login)

    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"login"}
    assert not SignInAttempt.objects.exists()


def test_ten_thousand_characters_are_no_password(client, kerttu):
    page = sign_in(client, password="x" * 10_000)

    assert page.context["form"].errors.keys() == {"password"}


def test_the_password_is_never_written_back(client, kerttu):
    page = sign_in(client, password="väärä mutta salainen")

    assert "väärä mutta salainen" not in page.content.decode()


def test_the_address_one_came_from_is_kept(client, kerttu):
    page = client.get(ADDRESS, {"next": "/tyo/salasana/?a=1"}).content.decode()
    assert '<input type="hidden" name="next" value="/tyo/salasana/?a=1">' in page

    assert sign_in(client, next="/tyo/salasana/?a=1")["Location"] == "/tyo/salasana/?a=1"


@pytest.mark.parametrize(
    "foreign",
    [
        "https://paha.example/",
        "//paha.example/",
        "/\\paha.example/",
        "///paha.example",
        "http://testserver/tyo/",
        "javascript:alert(1)",
        "paha",
        "\x00/tyo/",
    ],
)
def test_a_foreign_address_is_not_gone_to(client, kerttu, foreign):
    assert sign_in(client, next=foreign)["Location"] == "/tyo/"


def test_a_line_end_in_the_address_adds_no_header(client, kerttu):
    answer = sign_in(client, next="/tyo/\r\nSet-Cookie: a=b")

    assert "a" not in answer.cookies
    assert "\n" not in answer["Location"]


def test_one_who_has_signed_in_is_not_asked_again(client, kerttu):
    client.force_login(kerttu)

    assert client.get(ADDRESS)["Location"] == "/tyo/"


def test_signing_out_ends_the_session_and_is_in_the_trail(client, kerttu):
    client.force_login(kerttu)

    answer = client.post("/tyo/kirjaudu-ulos/")

    assert answer["Location"] == ADDRESS
    assert not is_signed_in(client)
    assert Entry.objects.filter(verb="user.signed_out", actor=f"user:{kerttu.pk}").count() == 1


def test_a_link_does_not_sign_anyone_out(client, kerttu):
    client.force_login(kerttu)

    page = client.get("/tyo/kirjaudu-ulos/")

    assert page.status_code == 200
    assert is_signed_in(client)


def test_signing_out_needs_the_token(kerttu):
    client = Client(enforce_csrf_checks=True)
    client.force_login(kerttu)

    assert client.post("/tyo/kirjaudu-ulos/").status_code == 403
    assert is_signed_in(client)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_each_step_keeps_its_own_transaction(client):
    """The trail refuses to be written outside one, and no view opens one for all."""
    UserFactory(email=EMAIL, password=PASSWORD)

    sign_in(client, password="väärä salasana")
    sign_in(client)
    client.post("/tyo/kirjaudu-ulos/")

    verbs = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["user.sign_in_failed", "user.signed_in", "user.signed_out"]


def test_looking_at_the_form_makes_no_session(client):
    page = client.get(ADDRESS)

    assert django_settings.SESSION_COOKIE_NAME not in page.cookies


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email", "account_inactive"])
def test_pages_of_allauth_that_we_do_not_mean_do_not_exist(name):
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse(name)

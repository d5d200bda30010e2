from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db

ADDRESS = "/tyo/salasana/"
OLD, NEW = "seitsemän leveää lautaa", "kahdeksan kapeaa kantoa"
ANSWERS = {"old": OLD, "new": NEW, "repeated": NEW}


@pytest.fixture
def worker(client):
    user = UserFactory(email="kerttu@kuusela.example", password=OLD)
    client.force_login(user)
    return user


def test_a_person_changes_their_password(client, worker):
    answer = client.post(ADDRESS, ANSWERS)

    assert answer["Location"] == "/tyo/oma-tili/"
    worker.refresh_from_db()
    assert worker.check_password(NEW)
    line = Entry.objects.get(verb="user.password_changed")
    assert (line.actor, line.target_id) == (f"user:{worker.pk}", str(worker.pk))


def test_other_sessions_end_and_this_one_stays(client, worker):
    elsewhere = Client()
    elsewhere.force_login(worker)

    client.post(ADDRESS, ANSWERS)

    assert elsewhere.get(ADDRESS).status_code == 302
    assert SESSION_KEY not in elsewhere.session
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"old": "väärä"}, "old"),
        ({"old": ""}, "old"),
        ({"new": "lyhyt", "repeated": "lyhyt"}, "new"),
        ({"new": "password1234", "repeated": "password1234"}, "new"),
        ({"new": "kerttu@kuusela", "repeated": "kerttu@kuusela"}, "new"),
        ({"repeated": "toinen kuin uusi"}, "repeated"),
        ({"new": "x" * 10_000, "repeated": NEW}, "new"),
        ({"new": "nolla\x00 ja monta merkkiä", "repeated": NEW}, "new"),
    ],
)
def test_bad_answers_are_told_and_change_nothing(client, worker, change, field):
    page = client.post(ADDRESS, ANSWERS | change)

    assert page.context["form"].errors.keys() == {field}
    worker.refresh_from_db()
    assert worker.check_password(OLD)


def test_guessing_the_present_password_is_limited_too(client, worker):
    for _ in range(5):
        client.post(ADDRESS, ANSWERS | {"old": "väärä"})

    page = client.post(ADDRESS, ANSWERS)

    assert page.context["form"].errors.keys() == {"old"}
    worker.refresh_from_db()
    assert worker.check_password(OLD)


def test_no_password_is_written_back(client, worker):
    page = client.post(ADDRESS, ANSWERS | {"repeated": "toinen kuin uusi"}).content.decode()

    assert not any(secret in page for secret in (OLD, NEW, "toinen kuin uusi"))

from __future__ import annotations

import pytest

from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db

ADDRESS = "/tyo/oma-tili/"


@pytest.fixture
def worker(client):
    user = UserFactory()
    client.force_login(user)
    return user


def test_a_person_changes_their_name_and_language(client, worker):
    answer = client.post(ADDRESS, {"display_name": "  Uusi\x07   Nimi ", "language": "sv"})

    assert answer["Location"] == "/sv" + ADDRESS
    worker.refresh_from_db()
    assert (worker.display_name, worker.language) == ("Uusi Nimi", "sv")
    assert Entry.objects.filter(verb="user.account_changed", target_id=str(worker.pk)).count() == 1


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"display_name": "", "language": "fi"}, "display_name"),
        ({"display_name": "\x07 \x08", "language": "fi"}, "display_name"),
        ({"display_name": "x" * 151, "language": "fi"}, "display_name"),
        ({"display_name": "Nimi", "language": "de"}, "language"),
        ({"display_name": "Nimi"}, "language"),
    ],
)
def test_bad_answers_are_told_and_change_nothing(client, worker, answers, field):
    page = client.post(ADDRESS, answers)

    assert page.context["form"].errors.keys() == {field}
    worker.refresh_from_db()
    assert (worker.display_name, worker.language) == ("Heli Henkilö", "fi")


def test_nobody_becomes_another_by_a_hidden_answer(client, worker):
    client.post(ADDRESS, {"display_name": "Nimi", "language": "fi", "email": "muu@k.example", "is_active": ""})

    email = worker.email
    worker.refresh_from_db()
    assert (worker.email, worker.is_active) == (email, True)


def test_markup_in_a_name_is_text(client, worker):
    client.post(ADDRESS, {"display_name": "<script>1</script>", "language": "fi"})

    assert "<script>1" not in client.get(ADDRESS).content.decode()

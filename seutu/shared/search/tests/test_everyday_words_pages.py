from __future__ import annotations

from importlib import import_module

import pytest

from seutu.shared.search.forms import _in_base_form
from seutu.shared.search.models import EverydayWord
from seutu.shared.ui.tests.markup import read

LIST = "/tyo/haku/sanat/"


@pytest.fixture
def row(db):
    EverydayWord.objects.all().delete()
    return EverydayWord.objects.create(word="tk", other="terveyskeskus")


def addresses(row):
    return [LIST, f"{LIST}uusi/", f"{LIST}{row.pk}/", f"{LIST}{row.pk}/poista/"]


def test_the_words_are_for_those_who_work_here(client, row, data_protection_officer):
    for address in addresses(row):
        assert client.get(address).status_code == 302
    client.force_login(data_protection_officer)
    for address in addresses(row):
        assert client.get(address).status_code == 404


@pytest.fixture
def data_protection_officer(municipality):
    from seutu.shared.accounts.tests.factories import UserFactory
    from seutu.shared.organizations.roles import Role
    from seutu.shared.organizations.tests.factories import MembershipFactory

    user = UserFactory()
    MembershipFactory(user=user, organization=municipality, role=Role.DATA_PROTECTION_OFFICER)
    return user


@pytest.mark.parametrize("person", ["clerk", "operator"])
def test_clerks_and_operators_see_them(client, row, person, request):
    client.force_login(request.getfixturevalue(person))

    assert "terveyskeskus" in client.get(LIST).content.decode()
    for address in addresses(row):
        assert client.get(address).status_code == 200


def test_a_pair_is_added(client, row, clerk):
    client.force_login(clerk)

    answer = client.post(f"{LIST}uusi/", {"word": "Mamu", "other": "maahanmuuttaja"}, follow=True)

    assert "”mamu” löytää nyt myös sanan ”maahanmuuttaja”." in answer.content.decode()
    assert EverydayWord.objects.filter(word="mamu", other="maahanmuuttaja").exists()


@pytest.mark.parametrize(
    ("word", "other", "said"),
    [
        ("", "x", "Kirjoita sana."),
        ("kaksi sanaa", "x", "Kirjoita yksi sana ilman välejä."),
        ("sama", "Sama", "Kirjoita toinen sana kuin ensimmäinen."),
        ("terveyskeskus", "tk", "Nämä kaksi sanaa löytävät toisensa jo."),
        ("TK", "terveyskeskus", "Nämä kaksi sanaa löytävät toisensa jo."),
        ("päiväkodin", "x", "Kirjoita sana perusmuodossa: "),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(client, row, clerk, word, other, said):
    client.force_login(clerk)

    found = read(client.post(f"{LIST}uusi/", {"word": word, "other": other}).content.decode())

    assert found.one("div", id="error-summary")
    assert found.one("title").text.startswith("Virhe:")
    assert said in found.text
    assert "jolla on nämä" not in found.text
    assert found.one("input", id="id_other")["value"].lower() == other.lower()
    assert EverydayWord.objects.count() == 1


def opened(client, row):
    return read(client.get(f"{LIST}{row.pk}/").content.decode()).one("input", name="opened_at")["value"]


def test_a_pair_is_changed(client, row, clerk):
    client.force_login(clerk)

    sent = {"word": "tk", "other": "terveysasema", "opened_at": opened(client, row)}
    client.post(f"{LIST}{row.pk}/", sent)

    row.refresh_from_db()
    assert row.other == "terveysasema"


@pytest.mark.parametrize("opened_at", [None, "", "eilen", "2026-13-45"])
def test_what_somebody_else_changed_meanwhile_is_not_overwritten(client, row, clerk, opened_at):
    client.force_login(clerk)
    before = opened(client, row) if opened_at is None else opened_at
    row.other = "terveystalo"
    row.save()

    answer = client.post(f"{LIST}{row.pk}/", {"word": "tk", "other": "terveysasema", "opened_at": before})

    assert "Joku muu muutti tätä sillä välin. Nyt siinä on: tk, terveystalo." in answer.content.decode()
    assert "terveysasema" in answer.content.decode()
    row.refresh_from_db()
    assert row.other == "terveystalo"


def test_a_pair_is_removed_after_asking(client, row, clerk):
    client.force_login(clerk)

    assert "Poista sanat" in client.get(f"{LIST}{row.pk}/poista/").content.decode()
    assert EverydayWord.objects.count() == 1
    client.post(f"{LIST}{row.pk}/poista/")

    assert EverydayWord.objects.count() == 0


def test_a_word_is_saved_in_its_base_form(client, row, clerk):
    client.force_login(clerk)

    client.post(f"{LIST}uusi/", {"word": "Kirjastossa", "other": "mamuille"})

    assert EverydayWord.objects.filter(word="kirjasto", other="mamuille").exists()


def test_the_usual_words_are_in_their_base_forms():
    pairs = import_module("seutu.shared.search.migrations.0003_usual_everyday_words").PAIRS

    for word in pairs.split():
        assert _in_base_form(word) == word

from __future__ import annotations

import pytest
from django.test import Client

from seutu.shared.eforms.actions.forms import save_draft_spec
from seutu.shared.eforms.building import tree
from seutu.shared.eforms.building.naming import names_of
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.tests.making_rows import SPEC, address, send, shown, stored, typed
from seutu.shared.eforms.tests.specs import fi, field

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(maker_browser) -> Client:
    return maker_browser


# -- contents ----------------------------------------------------------------------------------------------------


def test_the_outline_tells_what_is_asked_and_what_is_wrong(made, browser, coordinator):
    broken = tree.change(SPEC, "lapsi", field("lapsi", relevant="${olematon} = 1"))
    save_draft_spec(made, broken, revision=1, by=coordinator)
    page = shown(browser, address("outline"))
    assert "Pakollinen" in page
    assert "${nimi} != " in page
    assert "olematon" in page
    assert "Arabia" in page


def test_an_item_is_added_and_opened(made, browser):
    answer = send(browser, address("add") + "?jalkeen=nimi", made, kind="date", label="Syntymäaika")
    assert answer.url == address("item", "syntymaaika")
    assert names_of(stored(made))[:3] == ["sina", "nimi", "syntymaaika"]


def test_a_question_with_choices_gets_a_list(made, browser):
    send(browser, address("add") + "?sisaan=lapset", made, kind="many", label="Harrastukset")
    changed = stored(made)
    assert tree.find(changed, "harrastukset").item.choices == "harrastukset"
    assert changed.choices["harrastukset"] == ()


def test_an_item_is_changed_and_expressions_follow_its_name(made, browser):
    given = typed(**{"name": "etunimi", "words-label-ar": "الاسم", "most": "40", "constraint": "string-length(.) > 1"})
    answer = send(browser, address("item", "nimi"), made, **given)
    assert answer.url == address("outline") + "#i-etunimi"
    changed = tree.find(stored(made), "etunimi").item
    assert changed.label.words == {"fi": "Kysymys", "ar": "الاسم"}
    assert (changed.most, changed.constraint, changed.required) == (40, "string-length(.) > 1", "yes")
    assert tree.find(stored(made), "suku").item.relevant == "${etunimi} != ''"


def test_what_the_answers_become_follows_a_name(made, browser):
    made.mapping = {"nimi": "given_names", "suku": "family_name"}
    made.save()
    send(browser, address("item", "nimi"), made, **typed(name="etunimi"))
    made.refresh_from_db()
    assert made.mapping == {"etunimi": "given_names", "suku": "family_name"}


def test_an_item_becomes_required_on_a_condition(made, browser):
    send(browser, address("item", "nimi"), made, **typed(must="if", required="${aihe} = 'kieli'"))
    assert tree.find(stored(made), "nimi").item.required == "${aihe} = 'kieli'"


@pytest.mark.parametrize("name", ["suku", "kaksi sanaa", "meta", ""])
def test_a_name_that_cannot_be_had_is_refused_and_nothing_is_lost(made, browser, name):
    answer = send(browser, address("item", "nimi"), made, **typed(name=name, **{"words-label-fi": "Uusi kysymys"}))
    assert "name" in answer.context["form"].errors
    assert "Uusi kysymys" in answer.content.decode()
    assert stored(made) == from_json(EForm.objects.get().draft_spec)


def test_problems_stand_beside_what_they_are_about(made, browser):
    send(browser, address("item", "nimi"), made, **typed(relevant="${olematon} = 1"))
    parts = {part.name: part for part in browser.get(address("item", "nimi")).context["form"].parts()}
    assert "olematon" in parts["relevant"].problems[0].message


def test_of_two_who_save_the_second_sees_both(made, browser, coordinator):
    meanwhile = tree.change(SPEC, "nimi", field("nimi", label=fi("Toisen kysymys")))
    save_draft_spec(made, meanwhile, revision=1, by=coordinator)

    answer = browser.post(address("item", "nimi"), {"revision": 1, **typed(**{"words-label-fi": "Oma kysymys"})})

    page = answer.content.decode()
    assert "Toisen kysymys" in page
    assert "Oma kysymys" in page
    assert stored(made) == from_json(EForm.objects.get().draft_spec)
    assert tree.find(stored(made), "nimi").item.label == fi("Toisen kysymys")
    sent = answer.context["form"].data
    browser.post(address("item", "nimi"), sent.dict())
    assert tree.find(stored(made), "nimi").item.label == fi("Oma kysymys")


def test_items_move_by_buttons(made, browser):
    assert send(browser, address("move", "suku"), made, do="up").url == address("outline") + "#i-suku"
    assert names_of(stored(made))[:3] == ["sina", "suku", "nimi"]
    send(browser, address("move", "suku"), made, do="out")
    assert names_of(stored(made)) == ["sina", "nimi", "aihe", "suku", "lapset", "lapsi"]
    send(browser, address("move", "suku"), made, do="place", place="first:lapset")
    assert names_of(stored(made)) == ["sina", "nimi", "aihe", "lapset", "suku", "lapsi"]
    send(browser, address("move", "nimi"), made, do="copy")
    assert "nimi_2" in names_of(stored(made))


def test_a_move_that_cannot_be_changes_nothing(made, browser):
    send(browser, address("move", "nimi"), made, do="up")
    assert stored(made) == from_json(EForm.objects.get().draft_spec)
    assert send(browser, address("move", "nimi"), made, do="sivulle").status_code == 404


def test_a_move_from_an_old_page_changes_nothing(made, browser):
    browser.post(address("move", "suku"), {"revision": 9, "do": "up"})
    assert names_of(stored(made))[:3] == ["sina", "nimi", "suku"]


def test_removing_asks_and_tells_who_uses_it(made, browser):
    assert "Kysymys" in shown(browser, address("remove", "nimi"))
    assert browser.get(address("remove", "nimi")).context["users"] == ["Sukunimi"]
    send(browser, address("remove", "nimi"), made)
    assert "nimi" not in names_of(stored(made))


def test_what_is_not_there_is_not_found(made, browser):
    for name in ("item", "remove"):
        assert browser.get(address(name, "olematon")).status_code == 404


def test_what_was_typed_of_an_item_that_is_gone_is_shown(made, browser):
    answer = send(browser, address("item", "poistettu"), made, **typed(**{"words-label-fi": "Oma kysymys"}))
    assert answer.status_code == 409
    assert ("Kysymys tai otsikko (Suomi)", "Oma kysymys") in answer.context["typed"]
    assert "Oma kysymys" in answer.content.decode()

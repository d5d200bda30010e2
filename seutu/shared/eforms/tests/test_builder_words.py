from __future__ import annotations

import io
import json

import pytest
from django.test import Client

from seutu.shared.audit.models import Entry
from seutu.shared.eforms.building import tree
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.tests.making_rows import address, send, settings_of, shown, stored, typed
from seutu.shared.eforms.xlsforms.reading import read_xlsform

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(maker_browser) -> Client:
    return maker_browser


# -- words and choices -------------------------------------------------------------------------------------------


def test_translations_are_written_side_by_side(made, browser):
    send(browser, address("texts") + "?a=fi&b=ar", made, **{"item/nimi/label": "الاسم"})
    assert tree.find(stored(made), "nimi").item.label.words["ar"] == "الاسم"


def test_what_a_machine_wrote_is_marked_until_it_is_read(made, browser):
    page = address("texts") + "?a=fi&b=ar"
    send(browser, page, made, **{"item/suku/label": "اللقب"})
    assert tree.find(stored(made), "suku").item.label.unreviewed == {"ar"}
    send(browser, page, made, **{"item/suku/label": "اللقب", "read:item/suku/label": "1"})
    assert tree.find(stored(made), "suku").item.label.unreviewed == frozenset()


def test_translations_from_an_old_page_stay_on_it(made, browser):
    answer = browser.post(address("texts") + "?a=fi&b=ar", {"revision": 9, "item/nimi/label": "الاسم"})
    assert "الاسم" in answer.content.decode()
    assert "ar" not in tree.find(stored(made), "nimi").item.label.words


def test_languages_are_added_put_first_and_removed(made, browser):
    send(browser, address("add_language"), made, code="ru")
    assert stored(made).languages == ("fi", "ar", "ru")
    send(browser, address("first_language", "ar"), made)
    assert stored(made).languages == ("ar", "fi", "ru")
    assert "5" in shown(browser, address("remove_language", "fi"))
    send(browser, address("remove_language", "fi"), made)
    assert stored(made).languages == ("ar", "ru")
    assert stored(made).title.words == {"ar": "استمارة"}
    assert browser.get(address("remove_language", "ar")).status_code == 404


def row(number: int, value: str, words: str, old: str = "") -> dict[str, str]:
    return {
        f"value-{number}": value,
        f"old-{number}": old,
        f"words-{number}-fi": words,
        f"words-{number}-ar": "",
    }


def test_choices_are_written_added_ordered_and_taken_out(made, browser):
    page = address("list_of_choices", "aiheet")
    rows = row(0, "asuminen", "Koti", "asuminen") | row(1, "kieli", "KIELI", "kieli") | row(2, "", "Työn haku")
    send(browser, page, made, **rows, do="up:1")
    offered = stored(made).choices["aiheet"]
    assert [(choice.value, choice.label.words["fi"]) for choice in offered] == [
        ("kieli", "KIELI"),
        ("asuminen", "Koti"),
        ("tyon_haku", "Työn haku"),
    ]
    send(browser, page, made, **row(0, "kieli", "KIELI", "kieli"), **{"gone-0": "1"})
    assert stored(made).choices["aiheet"] == ()


def test_choices_from_an_old_page_stay_on_it_beside_what_is_saved_now(made, browser):
    page = address("list_of_choices", "aiheet")
    old = {"revision": 9, **row(0, "asuminen", "Oma sana", "asuminen"), **row(1, "poistettu", "Poistettu", "poistettu")}
    answer = browser.post(page, old)

    assert answer.status_code == 409
    shown_rows = answer.context["rows"]
    assert shown_rows[0].words[0].words == "Oma sana"
    assert shown_rows[0].words[0].stored == "ASUMINEN"
    assert [each.is_lost for each in shown_rows[:2]] == [False, True]
    assert answer.context["others"] == ["KIELI"]
    assert "Oma sana" in answer.content.decode()
    assert [choice.value for choice in stored(made).choices["aiheet"]] == ["asuminen", "kieli"]

    again = {key: value for key, value in old.items() if key != "revision"}
    send(browser, page, made, **again)
    assert [choice.value for choice in stored(made).choices["aiheet"]] == ["asuminen", "poistettu"]


def test_what_was_typed_into_a_list_that_is_gone_is_shown(made, browser):
    answer = send(browser, address("list_of_choices", "poistettu"), made, **row(0, "arvo", "Oma sana"))

    assert answer.status_code == 409
    assert answer.context["typed"] == [("Vaihtoehto 1: Arvo", "arvo"), ("Vaihtoehto 1: Suomi", "Oma sana")]
    assert browser.get(address("list_of_choices", "poistettu")).status_code == 404


def test_a_list_is_added_and_removed_unless_it_is_offered(made, browser):
    assert send(browser, address("lists"), made, name="Ajat").url == address("list_of_choices", "ajat")
    send(browser, address("remove_list", "ajat"), made)
    send(browser, address("remove_list", "aiheet"), made)
    assert list(stored(made).choices) == ["aiheet"]
    assert send(browser, address("remove_list", "olematon"), made).status_code == 404


# -- preview and taking out --------------------------------------------------------------------------------------


def test_a_form_is_tried_in_any_language_and_nothing_is_kept(made, browser):
    page = address("preview_page", "ar")
    first = browser.get(page)
    assert '<html lang="ar" dir="rtl"' in first.content.decode()
    assert first["X-Frame-Options"] == "SAMEORIGIN"

    refused = browser.post(page, {"page": "0", "do": "next", "aihe": "kieli"})
    assert [field.key for field in refused.context["mistakes"]] == ["nimi"]
    second = browser.post(page, {"page": "0", "do": "next", "aihe": "kieli", "nimi": "Keksitty"})
    assert ("nimi", "Keksitty") in second.context["kept"]
    more = browser.post(page, {"page": "1", "do": "add:lapset", "nimi": "Keksitty", "lapset/0/lapsi": "Keksitty Lapsi"})
    assert more.status_code == 200
    last = browser.post(page, {"page": "1", "do": "next", "nimi": "Keksitty", "lapset/0/lapsi": "Keksitty Lapsi"})
    assert last.context["is_review"]
    assert "Keksitty" in last.content.decode()
    assert not Entry.objects.filter(verb__startswith="eform").exclude(verb="eform.added").exists()


def test_what_an_answer_adds_to_the_page_is_asked_in_the_preview_too(made, browser):
    page = address("preview_page", "ar")
    name, asked = browser.get(page).context["asked"]
    answers = {"page": "0", "do": "next", "aihe": "kieli", "nimi": "Keksitty"}

    more = browser.post(page, {**answers, name: [key for key in asked if key != "nimi"]})

    assert more.context["has_more"]
    assert more.context["number"] == 0
    assert browser.post(page, {**answers, name: more.context["asked"][1]}).context["number"] == 1


def test_the_preview_is_framed_at_a_width(made, browser):
    page = shown(browser, address("preview") + "?kieli=ar&leveys=768")
    assert 'width="768"' in page
    assert address("preview_page", "ar") in page
    assert browser.get(address("preview_page", "sv")).status_code == 404


def test_a_form_is_taken_out_as_files(made, browser):
    file = browser.get(address("xlsform"))
    assert read_xlsform(io.BytesIO(file.content).read()).spec == from_json(made.draft_spec)
    assert json.loads(browser.get(address("schema")).content)["properties"]["nimi"]


def test_codes_are_printed_for_each_language_and_unit(made, browser, unit):
    assert "QR" in shown(browser, address("share"))
    send(browser, address("publish"), made)
    answer = browser.get(address("share") + f"?yksikko={unit.pk}")
    assert [code.language for code in answer.context["codes"]] == ["Suomi", "Arabia"]
    assert answer.context["codes"][0].address.endswith(f"/lomake/keksitty/{unit.pk}/")
    assert "<svg" in answer.content.decode()


def test_the_trail_tells_what_was_done_and_no_words(made, browser):
    send(browser, address("item", "nimi"), made, **typed(**{"words-label-fi": "Salainen kysymys"}))
    send(browser, address("settings"), made, **settings_of(answer_within_days="3"))
    lines = Entry.objects.filter(verb__startswith="eform.")
    assert {line.verb for line in lines} == {"eform.added", "eform.saved", "eform.settings_saved"}
    assert "Salainen" not in str([line.details for line in lines])

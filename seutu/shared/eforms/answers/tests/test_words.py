"""The words around a form are there in every language, with the same places for values."""

from __future__ import annotations

import re

import pytest

from seutu.shared.eforms.answers import places, words
from seutu.shared.eforms.answers.judging import Mistake
from seutu.shared.eforms.answers.tests.specs import asked, said
from seutu.shared.eforms.answers.values import Fault

ARABIC = re.compile("[\u0600-\u06ff]")


@pytest.mark.parametrize("key", sorted(words.every()))
def test_every_word_is_there_in_every_language(key):
    text = words.every()[key]

    assert text.missing(words.LANGUAGES) == []
    assert len({tuple(sorted(re.findall(r"\{\w+\}", said))) for said in text.words.values()}) == 1
    assert ARABIC.search(text.words["ar"])
    assert text.unreviewed == {"ar", "ru", "uk"}


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_can_be_told(fault):
    said = words.message_of(Mistake("x", asked("x"), fault), "ar")

    assert said.direction == "rtl"
    assert "{" not in said.words


def test_the_form_s_own_words_about_a_mistake_come_first():
    field = asked("x", constraint_message=said("Liian nuori", ar="صغير جداً"), required_message=said("Kerro nimi"))

    assert words.message_of(Mistake("x", field, Fault.NOT_ACCEPTED), "ar").words == "صغير جداً"
    fallback = words.message_of(Mistake("x", field, Fault.REQUIRED), "ar", ("fi",))
    assert (fallback.words, fallback.language, fallback.is_fallback) == ("Kerro nimi", "fi", True)


def test_a_language_without_words_of_its_own_falls_back_and_says_so():
    assert words.say("next", "so").is_fallback
    assert words.say("next", "so").language == "en"


def test_countries_and_languages_have_names_in_the_answerer_s_language():
    assert places.countries("ar")["FI"] == "فنلندا"
    assert places.languages("uk")["fi"] == "фінська"
    assert list(places.countries("fi").values())[-1] == "Österreich" or places.countries("fi")["SY"] == "Syyria"
    assert places.countries("xx") == places.countries("en")
    assert {"SY", "FI", "UA"} <= places.country_codes()
    assert not {"EU", "UN", "ZZ"} & places.country_codes()


def test_languages_call_themselves_by_their_own_names():
    assert [places.own_name(code) for code in ("fi", "sv", "ar", "ru")] == ["Suomi", "Svenska", "العربية", "Русский"]


def test_the_readers_own_language_comes_first_then_the_common_ones_and_those_without_a_name_last():
    arabic = places.languages("ar")
    codes = list(arabic)

    assert codes[0] == "ar"
    assert max(map(codes.index, ("fi", "so", "uk"))) < codes.index("ja")
    assert list(arabic.values())[-1].isascii()
    assert set(codes) == places.language_codes()

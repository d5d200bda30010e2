from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.core.slugs import RESERVED, case_slug, refuse_reserved, slugify


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Työllisyysjaosto 2", "tyollisyysjaosto-2"),
        ("Åland ÄÖ", "aland-ao"),
        ("  Kaupungin­hallitus — henkilöstö  ", "kaupunginhallitus-henkilosto"),
        ("Straße & Øre", "strasse-ore"),
        ("a\u0308iti", "aiti"),
    ],
)
def test_a_finnish_name_becomes_a_word_of_an_address(name, slug):
    assert slugify(name) == slug


@pytest.mark.parametrize("name", ["", "   ", "---", "§", "中文"])
def test_a_name_without_letters_of_ours_gives_an_empty_word(name):
    assert slugify(name) == ""


@given(st.text(max_size=60))
def test_a_slug_has_letters_digits_and_single_hyphens_and_stays_as_it_is(name):
    slug = slugify(name)

    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert slugify(slug) == slug


@pytest.mark.parametrize(
    ("number", "slug"),
    [
        ("157/00.01.05.00/2020", "157-00.01.05.00-2020"),
        ("LAP 12/2024", "LAP-12-2024"),
        ("1234/10.03.00.00/2021 ", "1234-10.03.00.00-2021"),
        ("Työ 5/2021", "Tyo-5-2021"),
        ("", ""),
        ("..", ""),
        ("../../etc", "etc"),
    ],
)
def test_a_case_number_becomes_a_word_of_an_address(number, slug):
    assert case_slug(number) == slug


@given(st.text(max_size=60))
def test_a_case_slug_is_never_a_path_and_stays_as_it_is(number):
    slug = case_slug(number)

    assert re.fullmatch(r"[A-Za-z0-9.-]*", slug)
    assert not slug.startswith(".")
    assert case_slug(slug) == slug


@pytest.mark.parametrize("word", ["haku", "tyo", "sv", "en", "ar", "opas", "api", "terveys", "static"])
def test_a_word_of_the_installation_is_refused(word):
    with pytest.raises(ValidationError) as refusal:
        refuse_reserved(word)

    assert refusal.value.code == "reserved"
    assert word in refusal.value.message


@pytest.mark.parametrize("word", ["joensuu", "tyola", "hakula", "svartholm"])
def test_a_word_that_only_begins_like_a_reserved_one_is_free(word):
    refuse_reserved(word)


def test_every_reserved_word_is_one_that_a_slug_could_be():
    assert {word for word in RESERVED if slugify(word) != word} == set()

from __future__ import annotations

import pytest

from seutu.shared.search.expression import parse
from seutu.shared.search.spelling import distance, meant

WORDS = [("koulu", 9), ("kouluverkko", 4), ("päiväkoti", 7), ("kaava", 3), ("kava", 1), ("jatkohanke", 2)]
FORMS = [("kouluverkko", 2), ("kouluverkon", 2), ("uimaranta", 2), ("uimarannan", 2)]


def near(word: str) -> list[tuple[str, int]]:
    return WORDS


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("kuolu", "koulu"),
        ("paivakoti", "päiväkoti"),
        ("kouluvrekko", "kouluverkko"),
        ("jatkohnake kunta:liperi", "jatkohanke kunta:liperi"),
        ("koulu", ""),
        ("avaruusalus", ""),
        ("kau", ""),
        ("157/2020", ""),
        ('"kuolu verkko"', ""),
        ("-kuolu", ""),
    ],
)
def test_a_word_that_nothing_has_is_taken_for_the_nearest_one(typed, guess):
    assert meant(parse(typed), near) == guess


@pytest.mark.parametrize(
    ("typed", "form", "number"),
    [("koulu", "koulu", 0), ("kuolu", "koulu", 1), ("kolu", "koulu", 1), ("kouluu", "koulu", 1), ("kaulu", "koulu", 1)],
)
def test_one_wrong_letter_is_one(typed, form, number):
    assert distance(typed, form, 2) == number


def test_missing_dots_count_little_and_what_is_far_is_not_counted():
    assert distance("paivakoti", "päiväkoti", 2) == pytest.approx(0.6)
    assert distance("koulu", "kunnanhallitus", 2) > 2
    assert distance("abcdef", "uvwxyz", 2) > 2


@pytest.mark.parametrize(("typed", "guess"), [("uimaranda", "uimaranta"), ("kouluverkkon", "kouluverkko")])
def test_of_two_that_are_as_near_the_base_form_is_shown(typed, guess):
    assert meant(parse(typed), lambda word: FORMS) == guess

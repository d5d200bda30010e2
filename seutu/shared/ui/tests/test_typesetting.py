from __future__ import annotations

import pytest

from seutu.shared.ui.hyphenation import SOFT_HYPHEN, hyphenate
from seutu.shared.ui.typesetting import HARD, JOINER, section_sign, typeset


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("keskus -hankkeen jatko", f"keskus -{JOINER}hankkeen jatko"),
        ("kilauta kaverille -palvelu", f"kilauta kaverille -{JOINER}palvelu"),
        ("HETYJ 29.3.2022 § 16", f"HETYJ 29.3.2022 §{HARD}16"),
        ("kuntalain 140 §:n mukaan", f"kuntalain 140{HARD}§:n mukaan"),
        ("valtio maksaa 70 %", f"valtio maksaa 70{HARD}%"),
        ("1 234 500 euroa", f"1{HARD}234{HARD}500{HARD}euroa"),
        ("klo 16.00 ja kl. 16.00", f"klo{HARD}16.00 ja kl.{HARD}16.00"),
        ("henkilöstö- ja työllisyysjaosto", "henkilöstö- ja työllisyysjaosto"),
        ("vuodet 2021 2022 2023", "vuodet 2021 2022 2023"),
        ("maksu – 5 euroa", f"maksu – 5{HARD}euroa"),
        ("asia 157/00.01.05.00/2020 100 kpl", "asia 157/00.01.05.00/2020 100 kpl"),
    ],
)
def test_what_belongs_together_is_kept_together(text, expected):
    assert typeset(text) == expected


def test_typesetting_twice_changes_nothing_more():
    once = typeset("keskus -hankkeen § 16, 70 %, 1 234 500 euroa, yhdyskuntatekniikkaosasto", "fi")

    assert typeset(once, "fi") == once


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("kaupunginvaltuuston", "kaupun-gin-val-tuuston"),
        ("kotoutumissuunnitelman", "kotoutu-mis-suun-nitelman"),
        ("ympäristöterveydenhuolto", "ympäristöter-vey-den-huolto"),
    ],
)
def test_long_words_may_break_before_a_consonant_and_its_vowel(word, expected):
    assert hyphenate(word, "fi").replace(SOFT_HYPHEN, "-") == expected


@pytest.mark.parametrize("word", ["kaupunginhallitus"[:16], "päätös", "29.3.2022", "157/00.01.05.00/2020"])
def test_short_words_and_numbers_never_break(word):
    assert hyphenate(word, "fi") == word


def test_a_doubtful_place_is_left_alone():
    assert "kaavap-" not in hyphenate("kaavaprojektisuunnitelma", "fi").replace(SOFT_HYPHEN, "-")


def test_a_language_whose_rule_is_unknown_is_left_alone():
    assert hyphenate("internationalisation of administration", "en") == "internationalisation of administration"


@pytest.mark.parametrize(("number", "expected"), [(16, f"§{HARD}16"), ("16", f"§{HARD}16"), (None, ""), ("", "")])
def test_the_label_of_a_section(number, expected):
    assert section_sign(number) == expected

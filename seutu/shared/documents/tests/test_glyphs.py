from __future__ import annotations

import pytest

from seutu.shared.documents.glyphs import LONGEST_UNBROKEN, breakable, readable, signs


def test_finnish_swedish_sami_russian_and_arabic_can_be_shown():
    for words in ("ÅÄÖåäöŠšŽž", "ÁáČčĐđŊŋŦŧ", "Жужелица", "مرحبا پژ", "§ € – — ” ’ • ½ ² ≥ → ☐"):
        assert readable(words) == words


def test_every_sign_is_one_sign():
    assert all(len(sign) == 1 for sign in signs())
    assert "\uffff" not in signs()
    assert "\ue000" not in signs()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("😀", "[U+1F600]"),
        ("漢", "[U+6F22]"),
        ("a\tb\nc", "a b\nc"),
        ("a\u202eb\u2066c\ufe0f", "abc"),
        ("tavu\u00adraja", "tavu\u00adraja"),
    ],
)
def test_a_sign_that_we_cannot_show_becomes_its_number(given, expected):
    assert readable(given) == expected


def test_only_very_long_words_get_places_to_break():
    assert breakable("Lentokonesuihkuturbiini") == "Lentokonesuihkuturbiini"
    address = "https://kuusela.example/kokoukset/10000000123/16/liitteet/1/"
    assert breakable(address) == address
    long = "x" * (LONGEST_UNBROKEN + 1)

    assert breakable(long).replace("\u200b", "") == long
    assert max(len(piece) for piece in breakable(long).split("\u200b")) < LONGEST_UNBROKEN

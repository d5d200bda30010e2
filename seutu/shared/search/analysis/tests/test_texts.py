"""Texts to words: where they stand, and what they are looked up by."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seutu.shared.search.analysis import Keys, identity, languages, query_keys, query_tokens, tokens
from seutu.shared.search.analysis.words import LONGEST_FORM

ANY = st.text(st.characters(exclude_categories=[]), max_size=80)
TRICKY = st.text("aÄİßﬁǅ1 0.-/§:'’\xad\u0301\u200d\u2011\ud800\0\n\xa0д며ـ_m,", max_size=60)


def words(text: str, language: str = "fi") -> list[str]:
    return [text[token.start : token.end] for token in tokens(text, language)]


def forms(text: str) -> list[str]:
    return [token.form for token in tokens(text, "fi")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kotouttamiskeskus -hankkeen", ["Kotouttamiskeskus", "hankkeen"]),
        ("sosiaali- ja terveyspalvelut", ["sosiaali", "ja", "terveyspalvelut"]),
        ("Itä-Suomen aluehallintovirasto", ["Itä-Suomen", "aluehallintovirasto"]),
        ("EU:n, TEM:n ja HETYJ:ssä", ["EU:n", "TEM:n", "ja", "HETYJ:ssä"]),
        ("Aihe:talous", ["Aihe", "talous"]),
        ("vaa'an raa’an", ["vaa'an", "raa’an"]),
        ("_korostus_ ja **toinen**", ["korostus", "ja", "toinen"]),
        ("kirjaamo@kunta.example", ["kirjaamo", "kunta", "example"]),
        ("Россия العربية", ["Россия", "العربية"]),
        ("", []),
        (" – … \n", []),
    ],
)
def test_where_words_begin_and_end(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_forms_are_what_is_looked_up() -> None:
    assert forms("EU:n HETYJ:ssä raa’an Itä‑Suomen") == ["eu", "hetyj", "raa'an", "itä-suomen"]


def test_soft_hyphens_and_marks_apart_from_their_letters_change_nothing() -> None:
    text = "kun\xadnan pa\u0308a\u0308to\u0308s"
    assert words(text) == ["kun\xadnan", "pa\u0308a\u0308to\u0308s"]
    assert forms(text) == ["kunnan", "päätös"]
    assert [token.keys.base for token in tokens(text, "fi")] == [("kunta",), ("päätös",)]


def test_a_word_divided_at_the_end_of_a_line_is_one() -> None:
    assert forms("maahan\xad\n  muuttajien ja kunta-\nlaki") == ["maahanmuuttajien", "ja", "kunta", "laki"]


def test_words_of_other_scripts_are_kept_in_lower_case() -> None:
    assert [token.keys for token in tokens("Россия العربية", "sv")] == [Keys(("россия",)), Keys(("العربية",))]


def test_swedish_and_english_are_looked_up_by_their_stems() -> None:
    (swedish,) = tokens("besluten", "sv")
    (english,) = tokens("decisions", "en")
    assert (swedish.keys.base, english.keys.base) == (("sv:beslut",), ("en:decis",))
    assert set(swedish.keys.base) <= set(query_keys("beslutet").base)
    assert set(english.keys.base) <= set(query_keys("decision").base)
    assert tokens("it-avdelningen", "sv")[0].keys == Keys(("sv:itavdelning",), ("sv:it", "sv:avdelning"))


def test_a_name_in_another_language_is_found_by_its_finnish_forms() -> None:
    (name,) = tokens("Joensuu", "sv")
    assert set(query_keys("Joensuussa").base) & set(name.keys.base)


def test_a_typed_word_is_looked_up_in_every_language() -> None:
    assert query_keys("Kunnassa").base == ("kunta", "sv:kunnass", "en:kunnassa")
    assert query_keys("Kunnassa") == query_tokens("Kunnassa")[0].keys
    assert query_keys(" – ") == Keys(())
    assert query_keys("§ 16").base == ("#16§",)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lautakunta päätti hyväksyä ehdotuksen yksimielisesti.", "fi"),
        ("Nämnden beslöt att enhälligt godkänna förslaget.", "sv"),
        ("The board decided to approve the proposal.", "en"),
        ("Ok", "fi"),
        ("", "fi"),
        ("\ud800 \ud800 \ud800 \ud800", None),
    ],
)
def test_the_language_is_guessed_when_nobody_says_it(text: str, language: str | None) -> None:
    assert languages.guess(text) in ({language} if language else languages.LANGUAGES)
    assert tokens(text) == tokens(text, languages.guess(text))


def test_the_identity_names_rules_and_tools() -> None:
    assert identity() == identity()
    assert "rules-" in identity()
    assert "pystemmer-" in identity()


@given(text=ANY | TRICKY, language=st.sampled_from(languages.LANGUAGES))
@example(text="İİ Kunnan", language="fi")
@example(text="a\u0301" * 300, language="fi")
def test_words_stand_where_they_say_and_have_keys(text: str, language: str) -> None:
    end = 0
    for position, token in enumerate(tokens(text, language)):
        assert token.position == position
        assert end <= token.start < token.end <= len(text)
        end = token.end
        written = text[token.start : token.end]
        assert tokens(written, language)[0].form == token.form
        assert 0 < len(token.form) <= LONGEST_FORM
        assert token.keys.base
        assert all((*token.keys.base, *token.keys.parts))


@given(text=TRICKY)
def test_a_text_in_any_case_and_normal_form_has_the_same_keys(text: str) -> None:
    assert [t.keys for t in query_tokens(text)] == [t.keys for t in query_tokens(text)]
    words = query_tokens(unicodedata.normalize("NFD", "Päätös ÅLAND"))
    assert [t.keys for t in words] == [t.keys for t in query_tokens("päätös åland")]


@given(text=ANY | TRICKY)
def test_what_a_person_types_never_stops_it(text: str) -> None:
    query_keys(text)
    assert [token.form for token in query_tokens(text)] == [token.form for token in tokens(text, "fi")]


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["a", "1", "a-", "1.", "1/", "a\xad", "a\u0301\u0316", "\u0301", "'", "a:n", "ä"])
def test_a_megabyte_of_anything_is_no_trouble(piece: str) -> None:
    started = time.process_time()
    tokens(piece * (1_000_000 // len(piece)), "fi")
    assert time.process_time() - started < 5


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["§ ", "1 000 ", "dnro ", "5 a ", "ä_", "1 ", "12:n "])
def test_many_words_take_as_much_longer_as_they_are_more(piece: str) -> None:
    started = time.process_time()
    tokens(piece * 20_000, "fi")
    assert time.process_time() - started < 3

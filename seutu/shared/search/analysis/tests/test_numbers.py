"""Numbers have one key, however they are written."""

from __future__ import annotations

import pytest

from seutu.shared.search.analysis import query_keys, tokens


@pytest.mark.parametrize(
    "same",
    [
        ["§ 16", "16 §", "16§", "§16", "16\xa0§", "016 §", "16 §:n", "16 §:ssä", "§:n 16"],
        ["14 a §", "14a §", "14 a §:n", "§ 14a"],
        ["157/2020", "dnro 157/2020", "Dnro: 157/2020", "DNRO 0157/2020", "diaarinumero 157/2020"],
        ["157/00.01.05.00/2020", "Dnro 157/00.01.05.00/2020"],
        ["29.3.2022", "29.03.2022", "2022-03-29"],
        ["167-401-12-5", "167-401-0012-0005", "16740100120005"],
        ["167-401-12-5-M601", "167-401-12-5-m0601"],
        ["A-2712", "A2712", "a-2712"],
        ["1 511", "1\xa0511", "1\u202f511", "1511", "1.511", "1511,00", "1.511,00"],
        ["1 511,50", "1511,5"],
        ["12 345 678", "12345678"],
        ["COVID-19", "covid19"],
        ["18.00", "18:00"],
        ["2020", "2020:n", "2020:een"],
    ],
    ids=lambda same: same[0],
)
def test_one_word_and_one_base_key(same: list[str]) -> None:
    several = [tokens(f"Asia {written} päätös", "fi") for written in same]
    assert [len(words) for words in several] == [3] * len(same)
    assert len({words[1].keys.base for words in several}) == 1
    assert len({words[1].form for words in several}) == 1 or same[0] == "COVID-19"
    assert {query_keys(written).base for written in same} == {several[0][1].keys.base}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("157/2020", "157/00.01.05.00/2020"),
        ("64/2025", "LAPDno-2025-64"),
        ("LAPDno-2025-64", "LAPDno-2025-64"),
        ("16", "16 §"),
        ("16 §", "16-18 §"),
        ("2712", "A-2712"),
        ("401-12-5", "167-401-0012-0005"),
        ("167-401-12-5", "167-401-12-5-M601"),
        ("29.3.", "29.3.2022"),
        ("2025", "2020-2025"),
        ("luku", "80-luvulla"),
        ("covid", "COVID-19-epidemian"),
    ],
)
def test_a_number_is_found_by_less_of_it(typed: str, written: str) -> None:
    (token,) = tokens(written, "fi")
    assert set(query_keys(typed).base) & {*token.keys.base, *token.keys.parts}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("HETYJ 16 §", ["HETYJ", "16 §"]),
        ("kuntalain 31 § 2 momentti", ["kuntalain", "31 §", "2", "momentti"]),
        ("2.12.2024 § 359 päättänyt", ["2.12.2024", "§ 359", "päättänyt"]),
        ("vuoden 2024 § 5", ["vuoden", "2024", "§ 5"]),
        ("1.1.2020-31.12.2020", ["1.1.2020", "31.12.2020"]),
        ("16–18 §", ["16", "18 §"]),
        ("45.13.2022 tai 5.3", ["45.13.2022", "tai", "5.3"]),
        ("klo 18.00–20.30.", ["klo", "18.00", "20.30"]),
        ("kohta 1.2.3", ["kohta", "1.2.3"]),
        ("2 000 asukasta, 12 000 euroa", ["2 000", "asukasta", "12 000", "euroa"]),
        ("rivi 5\n§ 6", ["rivi", "5", "§ 6"]),
    ],
)
def test_a_number_takes_what_belongs_to_it_and_no_more(text: str, words: list[str]) -> None:
    assert [text[token.start : token.end] for token in tokens(text, "fi")] == words


def test_sections_differ_by_a_zero_at_the_end() -> None:
    assert query_keys("12.1") != query_keys("12.10")


def test_the_form_of_a_number_begins_as_it_is_typed() -> None:
    (token,) = tokens("Dnro 157/00.01.05.00/2020", "fi")
    assert token.form == "157/00.01.05.00/2020"
    assert token.keys.base == ("#157/00.01.05.00/2020", "#157/2020")

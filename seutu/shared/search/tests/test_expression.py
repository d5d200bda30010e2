from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.search.expression import Clause, Term, parse, written
from seutu.shared.search.expression.lexing import plain


def word(text: str) -> Clause:
    return Clause((Term("word", (text,)),))


def excluded(*words: str) -> Clause:
    return Clause((Term("phrase" if len(words) > 1 else "word", words, is_excluded=True),))


def phrase(*words: str) -> Clause:
    return Clause((Term("phrase", words),))


def told(text: str) -> list[str]:
    return [str(mending) for mending in parse(text).mendings]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", ()),
        ("koulun remontti", (word("koulun"), word("remontti"))),
        ("(koulu), remontti!", (word("koulu"), word("remontti"))),
        ("koulu,kirjasto", (word("koulu"), word("kirjasto"))),
        ('"yhteinen neuvonta"', (phrase("yhteinen", "neuvonta"),)),
        ("”yhteinen neuvonta”", (phrase("yhteinen", "neuvonta"),)),
        ("»yhteinen neuvonta» koulu", (phrase("yhteinen", "neuvonta"), word("koulu"))),
        ('"neuvonta"', (word("neuvonta"),)),
        ("koulu -lukio", (word("koulu"), excluded("lukio"))),
        ('koulu -"uusi lukio"', (word("koulu"), excluded("uusi", "lukio"))),
        ("koulu AND kirjasto", (word("koulu"), word("kirjasto"))),
        ("koulu tai kirjasto", (word("koulu"), word("tai"), word("kirjasto"))),
        ("kouluverk*", (Clause((Term("prefix", ("kouluverk",)),)),)),
        ("talousarvio- ja", (word("talousarvio"), word("ja"))),
    ],
)
def test_words_phrases_and_what_is_left_out(text, clauses):
    assert parse(text).clauses == clauses
    assert parse(text).mendings == ()


@pytest.mark.parametrize("joint", ["OR", "TAI", "ELLER", "|"])
def test_alternatives_stand_in_one_clause(joint):
    found = parse(f"koulu {joint} lukio {joint} päiväkoti remontti")

    assert [[term.words[0] for term in clause.terms] for clause in found.clauses] == [
        ["koulu", "lukio", "päiväkoti"],
        ["remontti"],
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("§ 16", ["§ 16"]),
        ("HETYJ 16 §", ["HETYJ", "16 §"]),
        ("§16 16§", ["§16", "16§"]),
        ("hetyj 29.3.2022 § 16", ["hetyj", "29.3.2022", "§ 16"]),
        ("kokous 2022 § 16", ["kokous", "2022", "§ 16"]),
        ("kuntalain 140 §", ["kuntalain", "140 §"]),
        ("157/2020", ["157/2020"]),
        ("Dnro 157/00.01.05.00/2020", ["157/00.01.05.00/2020"]),
        ("167-401-12-3", ["167-401-12-3"]),
        ("EU:n TEM:lle klo 16:00", ["EU:n", "TEM:lle", "klo", "16:00"]),
        ("talousarvio 2022...", ["talousarvio", "2022"]),
        ("§", []),
    ],
)
def test_numbers_stay_whole_for_the_analysis(text, words):
    assert list(parse(text).marked_words()) == words


def test_the_end_of_a_name_after_a_space_is_not_left_out():
    found = parse("Joensuun seudun kotouttamistyön keskus -hankkeen jatko")

    assert found.excluded == ()
    assert found.marked_words()[-2:] == ("hankkeen", "jatko")
    assert told("keskus -hankkeen") == [
        'Luimme kohdan ”-hankkeen” nimen lopuksi. Jos haluat jättää sanan pois, kirjoita -"hankkeen".'
    ]
    assert parse('keskus -"hankkeen"').excluded != ()


def test_filters_stand_among_the_words():
    found = parse('koulu kunta:Joensuu toimielin:"Tekninen lautakunta" laji:liite vuosi:2020..2022 dnro:157/2020')

    assert found.clauses == (word("koulu"),)
    assert (found.municipalities, found.bodies) == ({"Joensuu"}, {"Tekninen lautakunta"})
    assert (found.kinds, found.years, found.case_number) == ({"liite"}, {2020, 2021, 2022}, "157/2020")
    assert found.mendings == ()


@pytest.mark.parametrize(
    "text",
    [
        "kunta:liperi",
        "Kunta:liperi",
        "kunta: liperi",
        "kommun:liperi",
        "municipality:liperi",
        'kunta:"liperi"',
        "kunta: ”liperi”",
    ],
)
def test_a_filter_is_written_in_many_ways(text):
    assert parse(text).municipalities == {"liperi"}
    assert parse(text).clauses == ()


def test_values_of_one_filter_are_alternatives():
    assert parse("kunta:liperi,joensuu").municipalities == {"liperi", "joensuu"}
    assert parse("kunta:liperi OR kunta:joensuu").municipalities == {"liperi", "joensuu"}
    assert parse("kunta:liperi OR kunta:joensuu").mendings == ()


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2020..2022", dt.date(2020, 1, 1), dt.date(2022, 12, 31)),
        ("1.3.2022..31.3.2022", dt.date(2022, 3, 1), dt.date(2022, 3, 31)),
        ("3.2022…4.2022", dt.date(2022, 3, 1), dt.date(2022, 4, 30)),
        ("2022-03-01..2022-03", dt.date(2022, 3, 1), dt.date(2022, 3, 31)),
        ("2020..", dt.date(2020, 1, 1), None),
        ("..2.2024", None, dt.date(2024, 2, 29)),
        ("alkaen:1.3.2022 päättyen:2022", dt.date(2022, 3, 1), dt.date(2022, 12, 31)),
        ("2022..2020", dt.date(2020, 1, 1), dt.date(2022, 12, 31)),
    ],
)
def test_ranges_of_days(text, since, until):
    found = parse(text)

    assert (found.since, found.until, found.clauses) == (since, until, ())


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ('"yhteinen neuvonta', ["yhteinen", "neuvonta"], "Lainausmerkki puuttui. Se lisättiin loppuun."),
        ("koulu - lukio", ["koulu", "lukio"], "Viiva oli yksinään. Se jätettiin pois."),
        ("koulu *", ["koulu"], "Tähti oli yksinään. Se jätettiin pois."),
        ("*verkko", ["verkko"], "Tähti toimii vain sanan lopussa. Muut jätettiin pois."),
        ("k* koulu", ["k", "koulu"], "Kirjoita ennen tähteä vähintään kaksi kirjainta."),
        ("koulu OR", ["koulu"], "OR-sanan toiselta puolelta puuttui hakusana. OR jätettiin pois."),
        ("OR koulu", ["koulu"], "OR-sanan toiselta puolelta puuttui hakusana. OR jätettiin pois."),
        ("koulu kunta:", ["koulu"], "Rajauksella ”kunta:” ei ollut arvoa. Se jätettiin pois."),
        ("virasto:koulutus", ["virasto", "koulutus"], "Rajausta ”virasto:” ei ole. Haimme sen sanoilla."),
        ("koulu vuosi:22", ["koulu"], "”22” ei ole vuosi. Rajaus jätettiin pois."),
        ("koulu alkaen:32.1.2022", ["koulu"], "”32.1.2022” ei ole päivä. Kirjoita päivä näin: 29.3.2022."),
        ("koulu -kunta:liperi", ["koulu"], "Rajauksen eteen ei voi panna miinusta. ”-kunta:liperi” jätettiin pois."),
        (
            "koulu OR -lukio",
            ["koulu"],
            "Pois jätettävä sana ei voi olla vaihtoehto. Se jätettiin pois kaikista osumista.",
        ),
    ],
)
def test_a_wrong_query_is_mended_and_that_is_said(text, words, said):
    assert list(parse(text).marked_words()) == words
    assert told(text) == [said]


def test_a_query_without_end_is_cut():
    assert len(parse("sana " * 5000).marked_words()) <= 24
    assert told("sana" * 5000) == ["Haku oli liian pitkä, joten haimme vain sen alkuosalla."]
    assert "Haussa oli liikaa sanoja. Haimme 24 ensimmäisellä." in told(" ".join(f"s{n}a" for n in range(40)))


def test_a_phrase_that_is_not_closed_ends_before_what_is_no_word():
    found = parse('"yhteinen neuvonta -lukio kunta:liperi')

    assert found.clauses == (phrase("yhteinen", "neuvonta"), excluded("lukio"))
    assert found.municipalities == {"liperi"}


@pytest.mark.parametrize(
    "text", ["ｋｏｕｌｕ　１６", "\u202ekoulu\u202c 16", "\u2067kou\u200elu\u2069 16", "kou\u00adlu 16"]
)
def test_signs_that_nobody_sees_and_wide_letters_are_no_matter(text):
    assert plain(text) == "koulu 16"


@given(st.text(alphabet=st.sampled_from('aä1. :-*"”»|§§()OR,\n\0\ud800…'), max_size=60) | st.text(max_size=60))
def test_whatever_is_typed_is_understood_somehow(text):
    found = parse(text)

    assert all(term.words and all(term.words) for clause in found.clauses for term in clause.terms)
    for mending in found.mendings:
        assert str(mending)


@pytest.mark.parametrize(
    "text",
    [
        "koulun remontti",
        '"yhteinen neuvonta" OR koulu -"lukio"',
        "verk* kunta:liperi vuosi:2020..2022 asianumero:157/2020 1.3.2022..31.3.2022",
        "koulu 1.3.2022..",
        "koulu ..31.3.2022",
    ],
)
def test_an_expression_is_written_as_it_is_read(text):
    assert written(parse(text)) == text


def test_it_is_written_with_what_was_left_out():
    assert written(parse("koulu -lukio"), with_excluded=False) == "koulu lukio"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "koulu kunta:liperi toimielin:kh laji:paatos vuosi:2022 asianumero:157/2020 1.3.2022..31.3.2022"),
        ("sv", "koulu kommun:liperi organ:kh slag:paatos år:2022 ärendenummer:157/2020 1.3.2022..31.3.2022"),
        ("en", "koulu municipality:liperi body:kh kind:paatos year:2022 case:157/2020 1.3.2022..31.3.2022"),
    ],
)
def test_filters_are_written_in_the_language_of_the_page_and_read_in_any(language, text):
    every = "koulu kunta:liperi toimielin:kh laji:paatos vuosi:2022 dnro:157/2020 alkaen:2022-03-01 päättyen:2022-03-31"
    with override(language):
        assert written(parse(every)) == text

    assert parse(text) == parse(every)

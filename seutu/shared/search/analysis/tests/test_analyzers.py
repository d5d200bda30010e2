"""What every Finnish analyzer must do, each with the same words."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.search.analysis.analyzers import FinnishAnalyzer
from seutu.shared.search.analysis.analyzers.readings import pieces_of
from seutu.shared.search.analysis.keys import Keys
from seutu.shared.search.analysis.tests.conftest import every, with_grammar

by_every = pytest.mark.parametrize("analyzer", every, indirect=True)
by_grammar = pytest.mark.parametrize("analyzer", with_grammar, indirect=True)

FORMS = "kunta kunnan kuntien päätös päätöksen päätöksistä lautakunta lautakunnassa hyväksyä hyväksyi hyväksyttäneen"


@by_every
@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("kunnassa", "kunta"),
        ("päätöksistä", "päätös"),
        ("lautakunnille", "lautakunta"),
        ("hyväksyi", "hyväksyä"),
        ("päätösehdotuksessa", "päätösehdotus"),
        ("helsingissä", "helsinki"),
    ],
)
def test_a_form_is_found_by_its_base_form(analyzer: FinnishAnalyzer, form: str, base: str) -> None:
    assert base in analyzer.keys(form).base


@by_every
@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ("päätösehdotuksessa", {"päätös", "ehdotus"}),
        ("asiakasrekisterin", {"asiakas", "rekisteri"}),
        ("itä-suomessa", {"itä", "suomi"}),
        ("keskus-hankkeen", {"keskus", "hanke"}),
    ],
)
def test_a_compound_is_found_by_its_parts(analyzer: FinnishAnalyzer, form: str, parts: set[str]) -> None:
    assert parts <= set(analyzer.keys(form).parts)


@by_every
def test_a_compound_with_a_hyphen_is_the_one_without(analyzer: FinnishAnalyzer) -> None:
    assert set(analyzer.keys("verkko-kaupassa").base) & set(analyzer.keys("verkkokauppa").base)


@by_every
def test_forms_of_a_name_that_no_dictionary_has_find_each_other(analyzer: FinnishAnalyzer) -> None:
    assert set(analyzer.keys("hetyjmossa").base) & set(analyzer.keys("hetyjmosta").base)
    assert set(analyzer.keys("bordeauxx'n").base) & set(analyzer.keys("bordeauxx").base)


@by_grammar
@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("hyväksytty", "hyväksyä"),
        ("rakennettavaa", "rakentaa"),
        ("tehnyt", "tehdä"),
        ("allekirjoitetut", "allekirjoittaa"),
    ],
)
def test_a_participle_is_found_by_its_verb_too(analyzer: FinnishAnalyzer, form: str, verb: str) -> None:
    assert verb in analyzer.keys(form).base


@by_grammar
def test_an_apostrophe_stays_inside_a_word(analyzer: FinnishAnalyzer) -> None:
    assert analyzer.keys("raa'an") == Keys(("raaka",))


@by_grammar
def test_every_reading_counts(analyzer: FinnishAnalyzer) -> None:
    assert {"kuusi", "kuu"} <= set(analyzer.keys("kuusi").base)


@by_grammar
def test_a_word_with_a_plain_reading_is_no_compound(analyzer: FinnishAnalyzer) -> None:
    assert analyzer.keys("porkkanoita") == Keys(("porkkana",))


@by_grammar
def test_runs_of_parts_can_be_found_and_so_can_those_of_a_word_that_the_dictionary_joins(
    analyzer: FinnishAnalyzer,
) -> None:
    assert {"oma", "rahoitus", "osuus", "omarahoitus", "rahoitusosuus"} == set(
        analyzer.keys("omarahoitusosuudet").parts
    )
    assert {"maahanmuuttaja", "maa", "muuttaja", "palvelu"} <= set(analyzer.keys("maahanmuuttajapalveluiden").parts)


@by_every
@pytest.mark.parametrize(
    "word", ["", "-", "--", "'", "a-", "-a", "a'", "a" * 10_000, "kuusi" * 16, "ala" * 26, "a-" * 30]
)
def test_what_is_no_word_has_keys_all_the_same(analyzer: FinnishAnalyzer, word: str) -> None:
    keys = analyzer.keys(word)
    assert keys.base
    assert all((*keys.base, *keys.parts)) or not word


@by_every
@given(word=st.text("aeikntsäö-'", min_size=1, max_size=30))
def test_any_letters_have_keys_and_none_twice(analyzer: FinnishAnalyzer, word: str) -> None:
    keys = analyzer.keys(word)
    several = (*keys.base, *keys.parts)
    assert keys.base
    assert all(several)
    assert len(several) == len(set(several))


@by_every
def test_threads_may_ask_at_once(analyzer: FinnishAnalyzer) -> None:
    words = FORMS.split() * 20
    expected = [analyzer.keys(word) for word in words]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: [analyzer.keys(word) for word in words], range(4)))
    assert answers == [expected] * 4


@by_every
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_may_ask(analyzer: FinnishAnalyzer) -> None:
    expected = [analyzer.keys(word) for word in FORMS.split()]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(analyzer.keys, FORMS.split())) == expected
        child = os.fork()
        if child == 0:
            try:
                os._exit(0 if [analyzer.keys(word) for word in FORMS.split()] == expected else 1)
            finally:
                os._exit(2)
        assert os.waitpid(child, 0)[1] == 0


@by_every
def test_the_identity_names_the_tool(analyzer: FinnishAnalyzer) -> None:
    assert analyzer.identity.startswith(f"{analyzer.name}-")
    assert any(character.isdigit() for character in analyzer.identity)


def test_a_reading_is_taken_apart() -> None:
    (piece,) = pieces_of("[Lep][Xp]Joen=suu[X]joen[Bm]suu[Sine][Ny]ssa")
    assert (piece.base, piece.form, piece.inner_forms) == ("joensuu", "joensuussa", ("joen", "suussa"))
    (piece,) = pieces_of("[La][Xr]jj[X][Xp]EU[X]eu[Sg][Ny]:n")
    assert piece.base == "eu"
    assert [piece.base for piece in pieces_of("[Ln][De][Xp]itä[X]it[Sn][Ny]ä-[Bc][Lep][Xp]Suomi[X]suom[Sg][Ny]en")] == [
        "itä",
        "suomi",
    ]


def test_an_adjective_in_a_compound_counts_as_its_base_form() -> None:
    dark = "[Ll][Xp]musta[X]musta[Sg][Ny]n[Bc][Lep][Xp]meri[X]mere[Sg][Ny]n"
    assert pieces_of(dark)[0].is_adjective

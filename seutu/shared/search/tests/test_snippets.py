from __future__ import annotations

import pytest

from seutu.shared.search.analysis import Keys
from seutu.shared.search.expression import parse
from seutu.shared.search.searchables import Passage
from seutu.shared.search.snippets import Marker, marked_title, snippet
from seutu.shared.search.snippets.compounds import stretch

FORMS = {
    "kotouttamiskeskuksen": Keys(("kotouttamiskeskus",), ("kotouttaa", "kotouttamis", "keskus")),
    "kotoutumiskeskukselle": Keys(("kotoutumiskeskus",), ("kotoutua", "kotoutumis", "keskus")),
    "kotouttamistyöhön": Keys(("kotouttamistyö",), ("kotouttaa", "kotouttamis", "työ")),
    "kotouttamista": Keys(("kotouttaa", "kotouttaminen")),
    "keskus": Keys(("keskus",)),
    "keskuksen": Keys(("keskus",)),
    "jatkohanke": Keys(("jatkohanke",), ("jatko", "hanke")),
    "jatkohankkeessa": Keys(("jatkohanke",), ("jatko", "hanke")),
    "hankkeen": Keys(("hanke",)),
    "hanke": Keys(("hanke",)),
    "kadun": Keys(("katu",)),
    "katu": Keys(("katu",)),
    "katujen": Keys(("katu",)),
    "yö": Keys(("yö",)),
    "öitä": Keys(("yö",)),
}


def keys_of(word: str) -> Keys:
    return FORMS.get(
        word.lower(), Keys((("#" + word.replace("§", "").strip()) if word[-1:].isdigit() else word.lower(),))
    )


def marker(text: str, **words) -> Marker:
    return Marker(parse(text).terms, keys_of=keys_of, **words)


def html(text: str, passage: str, **words) -> str:
    return " | ".join(fragment.html for fragment in snippet([Passage("", passage)], marker(text, **words)).fragments)


@pytest.mark.parametrize(
    ("typed", "passage", "shown"),
    [
        ("katu", "Kadun nimi.", "<mark>Kadun</mark> nimi."),
        ("katujen", "Se katu.", "Se <mark>katu</mark>."),
        ("yö", "Kylmiä öitä tulee.", "Kylmiä <mark>öitä</mark> tulee."),
        ("kotouttamista", "Varataan kotouttamistyöhön.", "Varataan <mark>kotouttamis</mark>työhön."),
        ("hanke", "Se jatkohankkeessa.", "Se jatko<mark>hankkeessa</mark>."),
        ("jatkohanke", "Hankkeen nimi.", "Hankkeen nimi."),
        ("keskuksen hanke", "Keskus -hankkeen jatko", "<mark>Keskus -hankkeen</mark> jatko"),
        ('"uusi koulu"', "Uusi koulu, uusi  koulu", "<mark>Uusi koulu</mark>, <mark>uusi koulu</mark>"),
        ("kou*", "Koulun pihakoulu", "<mark>Koulun</mark> pihakoulu"),
        ("157/2020", "Asia 157/2020.", "Asia <mark>157/2020</mark>."),
        ("29.3.2022", "Kokous 29.3.2022 § 16", "Kokous <mark>29.3.2022</mark> § 16"),
        ("29.3.2022", "Kokous 29.3.2022 §", "Kokous <mark>29.3.2022</mark> §"),
        ("2022", "Vuosi 2022 § 16", "Vuosi <mark>2022</mark> § 16"),
        ("16", "Vuosi 2022 § 16", "Vuosi 2022 <mark>§ 16</mark>"),
        ("katu", "<b>Kadun</b> & muut", "&lt;b&gt;<mark>Kadun</mark>&lt;/b&gt; &amp; muut"),
    ],
)
def test_a_word_is_marked_as_it_stands_in_the_text(typed, passage, shown):
    assert html(typed, passage) == shown


def test_a_compound_that_was_searched_by_its_parts_is_marked_by_them():
    assert html("kotouttamiskeskuksen", "Varataan kotouttamistyöhön.") == "Varataan kotouttamistyöhön."
    assert (
        html("kotouttamiskeskuksen", "Varataan kotouttamistyöhön.", split=["kotouttamiskeskuksen"])
        == "Varataan <mark>kotouttamis</mark>työhön."
    )


def test_everyday_words_are_marked_too():
    assert html("katu", "Hanke alkaa.", also=["hankkeen"]) == "<mark>Hanke</mark> alkaa."


def test_what_is_left_out_is_not_marked():
    assert html('katu -"hanke"', "Kadun hanke") == "<mark>Kadun</mark> hanke"


@pytest.mark.parametrize(
    ("form", "part", "others", "found"),
    [
        ("kotouttamistyöhön", "kotouttaa", ["kotouttaa", "työ"], "kotouttamis"),
        ("kadunvarsille", "katu", ["katu", "varsi"], "kadun"),
        (
            "maahanmuuttajapalvelut",
            "maahanmuuttaja",
            ["maa", "muuttaja", "palvelu", "maahanmuuttaja"],
            "maahanmuuttaja",
        ),
        ("maahanmuuttajapalvelut", "palvelu", ["maa", "muuttaja", "palvelu"], "palvelut"),
        ("öljylämmitys", "xyz", ["öljy"], "öljylämmitys"),
    ],
)
def test_the_part_of_a_compound_is_found_in_its_form(form, part, others, found):
    start, end = stretch(form, part, others)

    assert form[start:end] == found


def test_the_stretch_with_most_of_the_words_is_shown():
    filler = "Tässä on muuta tekstiä, josta ei ole apua kenellekään. " * 20

    shown = html("katu hanke", f"Katu mainitaan. {filler} Kadun hanke alkaa keväällä. {filler}")

    assert shown.startswith("<mark>Kadun hanke</mark> alkaa keväällä.")
    assert 150 <= len(shown.replace("<mark>", "").replace("</mark>", "")) <= 240


def test_words_that_stand_far_apart_are_shown_in_two_stretches():
    filler = "Tässä on muuta tekstiä, josta ei ole apua kenellekään. " * 20
    passages = [Passage("Päätös", "Kadun nimi muuttuu."), Passage("Selostus", f"{filler} Hanke alkaa. {filler}")]

    found = snippet(passages, marker("katu hanke")).fragments

    assert [(fragment.label, fragment.html[:20]) for fragment in found] == [
        ("Päätös", "<mark>Kadun</mark> n"),
        ("Selostus", "<mark>Hanke</mark> a"),
    ]


def test_a_word_that_stands_everywhere_hides_no_other():
    shown = html("katu hanke", "Kadun vieressä on katu. " * 100 + "Se on kadun hanke.")

    assert "<mark>kadun hanke</mark>" in shown or "<mark>hanke</mark>" in shown


def test_a_stretch_inside_a_sentence_says_that_it_goes_on():
    words = "sana " * 60

    assert html("katu", f"{words}kadun {words}").startswith("… sana ")
    assert html("katu", f"{words}kadun {words}").endswith(" sana …")


def test_a_hit_by_its_title_shows_how_its_text_begins():
    assert html("katu", "  Kunta päätti asiasta. ") == "Kunta päätti asiasta."
    assert snippet([], marker("katu")).fragments == ()


def test_a_hit_inside_a_file_says_its_page():
    passage = Passage("", "Kansi. " * 10 + "Kadun kuva.", pages=(0, 30, 60))

    assert snippet([passage], marker("katu")).page == 3
    assert snippet([Passage("", "Kadun kuva.")], marker("katu")).page == 0


def test_the_words_of_a_title_are_marked_where_it_may_break():
    shown = marked_title("Joensuun keskus -hankkeen jatko <1>", "", marker("keskus hanke"))

    assert shown == "Joensuun <mark>keskus -\u2060hankkeen</mark> jatko &lt;1&gt;"

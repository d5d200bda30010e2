"""Forms as coordinators make them with other tools; the people and places in them are invented."""

from __future__ import annotations

import pytest
from pyxform.xls2xform import convert

from seutu.shared.eforms.spec.items import FieldKind, GroupKind, walk
from seutu.shared.eforms.spec.problems import errors_of
from seutu.shared.eforms.tests.workbooks import workbook
from seutu.shared.eforms.xlsforms.reading import read_xlsform
from seutu.shared.eforms.xlsforms.writing import write_xlsform

LANGUAGES = ("Suomi (fi)", "Svenska (sv)", "English (en)", "العربية (ar)", "Русский (ru)")


def columns(name: str) -> list[str]:
    return [f"{name}::{language}" for language in LANGUAGES]


def said(fi: str, sv: str = "", en: str = "", ar: str = "", ru: str = "") -> list[str | None]:
    return [words or None for words in (fi, sv, en, ar, ru)]


NOTHING = said("")
CONTACT_REQUEST = {
    "survey": [
        [
            *("type", "name", *columns("label"), *columns("hint"), "required", "relevant", "constraint"),
            *(*columns("constraint_message"), "calculation", "appearance", "default", "note to translators"),
        ],
        [
            "begin_group",
            "taustatiedot",
            *said("Taustatiedot", "Bakgrund", "Background", "الخلفية", "Сведения"),
            *NOTHING,
            None,
            None,
            None,
            *NOTHING,
            None,
            "field-list",
        ],
        ["text", "nimi", *said("Nimi", "Namn", "Name", "الاسم", "Имя"), *NOTHING, "yes"],
        [
            "date",
            "syntymapaiva",
            *said("Syntymäpäivä", "Födelsedag", "Date of birth", "تاريخ الميلاد", "Дата рождения"),
            *NOTHING,
            None,
            None,
            ". <= today()",
            *said("Päivä on tulevaisuudessa.", "Dagen ligger i framtiden.", "The day is in the future."),
        ],
        ["select_one kielet", "kieli", *said("Asiointikieli", "Språk", "Language", "اللغة", "Язык"), *NOTHING, "TRUE"],
        ["end_group"],
        ["begin group", "perhe", *said("Perhe", "Familj", "Family", "العائلة", "Семья")],
        [
            "integer",
            "lapsia",
            *said("Lapsia", "Barn", "Children", "أطفال", "Дети"),
            *NOTHING,
            None,
            None,
            ". >= 0 and . <= 20",
        ],
        ["begin repeat", "lapset", *said("Lapsi", "Barn", "Child", "طفل", "Ребёнок"), *NOTHING, None, "${lapsia} > 0"],
        ["text", "lapsen_nimi", *said("Lapsen nimi", "Barnets namn", "Name of the child", "اسم الطفل", "Имя ребёнка")],
        ["integer", "lapsen_ika", *said("Ikä", "Ålder", "Age", "العمر", "Возраст")],
        ["end repeat"],
        ["end group"],
        ["calculate", "kerrottuja", *NOTHING, *NOTHING, None, None, None, *NOTHING, "count(${lapset})"],
        ["select_multiple aiheet", "aiheet", *said("Aiheet", "Ämnen", "Topics", "المواضيع", "Темы")],
        [
            "text",
            "muu_aihe",
            *said("Mikä muu?", "Vad annat?", "What else?", "ماذا أيضا؟", "Что ещё?"),
            *NOTHING,
            "yes",
            "selected(${aiheet}, 'muu')",
            None,
            *NOTHING,
            None,
            "multiline",
            None,
            "Lyhyt teksti",
        ],
        ["acknowledge", "lupa", *said("Saatte soittaa", "Ni får ringa", "You may call", "موافق", "Согласен")],
    ],
    "choices": [
        ["list_name", "name", *columns("label"), "iso code"],
        ["kielet", "fi", *said("suomi", "finska", "Finnish", "الفنلندية", "финский"), "FIN"],
        ["kielet", "ar", *said("arabia", "arabiska", "Arabic", "العربية", "арабский"), "ARA"],
        [],
        ["aiheet", "tyo", *said("Työ", "Arbete", "Work", "العمل", "Работа")],
        ["aiheet", "muu", *said("Muu", "Annat", "Other", "آخر", "Другое")],
    ],
    "settings": [
        ["form_title", "form_id", "version", "default_language", "style"],
        ["Yhteydenottopyyntö", "yhteys", 2026012901, "Suomi (fi)", "theme-grid pages"],
    ],
}
TRAINING = {
    "survey": [
        ["Type", "Name", "Label:English (en)", "label:Suomi (fi)", "Required", "Relevance", "Calculate", "Parameters"],
        ["note", "tervetuloa", "Welcome", "Tervetuloa"],
        ["select1 paikat", "paikka", "Place", "Paikka", "true"],
        ["range", "taito", "How well do you speak?", "Miten hyvin puhut?", None, None, None, "start=0 end=5 step=1"],
        ["image", "todistus", "Photo of a certificate", "Kuva todistuksesta", "no", "${taito} > 3"],
        ["file", "liite", "File", "Tiedosto"],
        ["decimal", "matka", "Kilometres", "Kilometrit"],
        ["calculate", "edestakaisin", None, None, None, None, "${matka} * 2"],
        ["string", "terveiset", "Anything else?", "Muuta?"],
    ],
    "choices": [
        ["list name", "value", "caption:English (en)", "label:Suomi (fi)"],
        ["paikat", 1, "Library", "Kirjasto"],
        ["paikat", 2, "Online", "Verkossa"],
    ],
    "settings": [["title", "id_string"], ["Training", "training"]],
}
ELSEWHERE = {"a contact request": CONTACT_REQUEST, "a registration": TRAINING}


@pytest.mark.parametrize("case", ELSEWHERE)
def test_a_form_made_elsewhere_goes_out_and_comes_in_again_as_it_was(case):
    first = read_xlsform(workbook(**ELSEWHERE[case])).spec

    content = write_xlsform(first, slug="koelomake")

    assert read_xlsform(content).spec == first
    assert convert(content, file_type=".xlsx").warnings == []
    assert errors_of(first) == []


def test_a_contact_request_in_five_languages_is_read():
    read = read_xlsform(workbook(**CONTACT_REQUEST))
    made = read.spec
    items = {placed.item.name: placed.item for placed in walk(made.items)}

    assert made.languages == ("fi", "sv", "en", "ar", "ru")
    assert made.title.words == {"fi": "Yhteydenottopyyntö"}
    assert made.extra == {"form_id": "yhteys", "version": "2026012901", "style": "theme-grid pages"}
    assert items["taustatiedot"].kind is GroupKind.PAGE
    assert items["perhe"].kind is GroupKind.GROUP
    assert items["lapset"].kind is GroupKind.REPEAT
    assert items["lapset"].relevant == "${lapsia} > 0"
    assert items["nimi"].label.words["ar"] == "الاسم"
    assert (items["nimi"].required, items["kieli"].required) == ("yes", "yes")
    assert (items["kieli"].kind, items["kieli"].choices) == (FieldKind.CHOICE, "kielet")
    assert items["syntymapaiva"].constraint_message.words["sv"] == "Dagen ligger i framtiden."
    assert items["muu_aihe"].kind is FieldKind.LONG_TEXT
    assert items["muu_aihe"].extra == {"note to translators": "Lyhyt teksti"}
    assert items["kerrottuja"].calculation == "count(${lapset})"
    assert items["lupa"].kind is FieldKind.CONSENT
    assert [choice.extra for choice in made.choices["kielet"]] == [{"iso_code": "FIN"}, {"iso_code": "ARA"}]
    assert read.rows["nimi"] == 3


def test_other_spellings_of_headings_and_types_are_understood():
    made = read_xlsform(workbook(**TRAINING)).spec
    items = {placed.item.name: placed.item for placed in walk(made.items)}

    assert made.languages == ("en", "fi")
    assert items["taito"].kind is FieldKind.INTEGER
    assert items["taito"].constraint == ". >= 0 and . <= 5"
    assert items["todistus"].required == ""
    assert items["todistus"].extra == {"type": "image"}
    assert [choice.value for choice in made.choices["paikat"]] == ["1", "2"]
    assert items["paikka"].label.words == {"en": "Place", "fi": "Paikka"}


def test_texts_without_a_language_are_in_the_one_that_is_said():
    content = workbook([["type", "name", "label"], ["text", "nimi", "Ваше имя"]])

    assert read_xlsform(content, language="ru").spec.languages == ("ru",)
    assert read_xlsform(content).spec.languages == ("fi",)


def test_texts_without_a_language_are_in_the_default_language_of_the_form():
    content = workbook(
        [["type", "name", "label", "label::English (en)"], ["text", "nimi", "Namn", "Name"]],
        settings=[["form_title", "default_language"], ["Blankett", "Svenska (sv)"]],
    )

    made = read_xlsform(content).spec

    assert made.languages == ("sv", "en")
    assert made.items[0].label.words == {"sv": "Namn", "en": "Name"}


def test_hard_spaces_stay_in_texts_and_go_from_names():
    content = workbook([["type", "name", "label"], ["text\xa0", "\xa0nimi", "Maksu 100\xa0€"]])

    item = read_xlsform(content).spec.items[0]

    assert (item.name, item.label.words["fi"]) == ("nimi", "Maksu 100\xa0€")


def test_sheets_of_other_names_are_passed_over_and_told():
    read = read_xlsform(workbook([["type", "name", "label"], ["text", "nimi", "Nimi"]], Ohjeet=[["Lue tämä"]]))

    assert read.passed_over == ("Ohjeet",)

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from seutu.shared.eforms.spec.items import FieldKind, GroupKind, Privacy
from seutu.shared.eforms.spec.texts import NO_WORDS, Text
from seutu.shared.eforms.tests.specs import TRICKY, choices, fi, field, group, spec, specs
from seutu.shared.eforms.xlsforms.reading import read_xlsform
from seutu.shared.eforms.xlsforms.writing import write_xlsform


@settings(max_examples=15, deadline=None)
@given(specs())
def test_a_form_that_was_written_is_read_as_the_same_form_and_pyxform_has_nothing_to_say(made):
    content = write_xlsform(made, slug="koelomake")

    read = read_xlsform(content)

    assert read.spec == made
    assert read.notes == ()
    assert convert(content, file_type=".xlsx").warnings == []


def sheets(content: bytes):
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: sheet for sheet in book.worksheets}


def headings(sheet):
    return [cell.value for cell in sheet[1]]


@pytest.mark.parametrize("words", TRICKY)
def test_no_text_becomes_a_formula_or_another_text(words):
    made = spec(field("nimi", label=fi(words)), title=fi(words), choices={"a": choices("x")}, extra={"huomio": words})

    content = write_xlsform(made, slug="koelomake")

    assert read_xlsform(content).spec == made
    cells = [cell for sheet in sheets(content).values() for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_languages_stand_in_columns_of_their_own():
    label = Text({"fi": "Nimi", "ar": "الاسم"}, frozenset({"ar"}))
    content = write_xlsform(spec(field("nimi", label=label), languages=("fi", "ar")), slug="koelomake")

    survey, form = sheets(content)["survey"], sheets(content)["settings"]
    assert headings(survey) == ["type", "name", "label::suomi (fi)", "label::العربية (ar)", "seutu_unreviewed"]
    assert [cell.value for cell in survey[2]] == ["text", "nimi", "Nimi", "الاسم", "label:ar"]
    assert dict(zip(headings(form), (cell.value for cell in form[2]), strict=True)) == {
        "form_title": "Koelomake",
        "form_id": "koelomake",
        "default_language": "suomi (fi)",
        "style": "pages",
        "seutu_languages": "fi ar",
        "seutu_retention": "year",
        "seutu_slug": "koelomake",
    }


def test_texts_of_the_whole_are_notes_elsewhere():
    made = spec(field("seutu_intro"), intro=fi("Hei"), notice=fi("Tietosuoja"), thanks=fi("Kiitos"))

    content = write_xlsform(made, slug="koelomake")

    rows = [[cell.value for cell in row[:3]] for row in sheets(content)["survey"].iter_rows(min_row=2)]
    assert rows == [
        ["note", "seutu_intro_", "Hei"],
        ["note", "seutu_notice", "Tietosuoja"],
        ["text", "seutu_intro", "Kysymys"],
        ["note", "seutu_thanks", "Kiitos"],
    ]
    assert read_xlsform(content).spec == made


def test_a_form_without_a_title_gets_none():
    made = spec(field("nimi"), title=NO_WORDS)

    assert read_xlsform(write_xlsform(made, slug="koelomake")).spec == made


def test_a_language_that_the_form_has_no_more_keeps_its_words():
    made = spec(field("nimi", label=Text({"fi": "Nimi", "so": "Magaca"})), languages=("fi",))

    assert read_xlsform(write_xlsform(made, slug="koelomake")).spec == made


@pytest.mark.parametrize("kind", FieldKind)
def test_every_kind_comes_back(kind):
    parts = {
        FieldKind.CHOICE: {"choices": "a"},
        FieldKind.MANY: {"choices": "a"},
        FieldKind.COMPUTED: {"calculation": "1 + 1"},
        FieldKind.IDENTITY_CODE: {"privacy": Privacy.SENSITIVE},
    }.get(kind, {})
    made = spec(field("alku"), field("nimi", kind, **parts), choices={"a": choices("x", "y")})

    assert read_xlsform(write_xlsform(made, slug="koelomake")).spec == made


def test_another_program_gets_the_municipalities_as_a_list_in_each_language_of_the_form():
    made = spec(
        field("kunta", FieldKind.MUNICIPALITY), languages=("fi", "sv"), choices={"municipalities": choices("x")}
    )

    content = write_xlsform(made, slug="koelomake")

    rows = [[cell.value for cell in row[:4]] for row in sheets(content)["choices"].iter_rows(min_row=2)]
    offered = [row[1:] for row in rows if row[0] == "municipalities_"]
    assert len(offered) == 309
    assert ["091", "Helsinki", "Helsingfors"] in offered
    assert offered[-1][0] == "999"
    assert convert(content, file_type=".xlsx").warnings == []
    assert read_xlsform(content).spec == made


def test_pages_groups_and_repeats_come_back():
    made = spec(
        group("sivu", group("sisalla", field("a"), extra={"appearance": "field-list w1"}), kind=GroupKind.PAGE),
        group("ryhma", field("b"), extra={"appearance": "field-list"}),
        group("lapset", field("c"), kind=GroupKind.REPEAT, least=1, most=5, extra={"appearance": "field-list"}),
        is_paged=False,
    )

    content = write_xlsform(made, slug="koelomake")

    assert read_xlsform(content).spec == made
    assert convert(content, file_type=".xlsx").warnings == []


def test_what_another_program_wrote_cannot_take_the_place_of_ours():
    made = spec(field("nimi", extra={"relevant": "false()", "label": "Muu", "oma": "jää"}))

    read = read_xlsform(write_xlsform(made, slug="koelomake")).spec

    assert read == spec(field("nimi", extra={"oma": "jää"}))

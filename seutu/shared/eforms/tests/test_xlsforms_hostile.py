"""Workbooks that were not made to be read: each has a clear answer, and none takes long."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from seutu.shared.eforms.tests.workbooks import one_question, rewritten, saved, workbook
from seutu.shared.eforms.xlsforms.reading import read_xlsform
from seutu.shared.eforms.xlsforms.refusals import NotAForm, Why

LINK = "xl/externalLinks/externalLink1.xml"
SHEET = "xl/worksheets/sheet1.xml"
GOOD = one_question()


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_sheet(change) -> bytes:
    return rewritten(GOOD, SHEET, change)


def merged() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "survey"
    for row in (["type", "name", "label"], ["text", "nimi", "Nimi"], ["text", None, "Muu"]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    return saved(book)


def far_away(reference: str) -> bytes:
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cell = f'<row r="{row}"><c r="{reference}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return with_sheet(lambda xml: xml.replace(b"</sheetData>", cell.encode()))


def inside(cell: bytes) -> bytes:
    return with_sheet(lambda xml: xml.replace(b"</row></sheetData>", cell + b"</row></sheetData>"))


ROW = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>note</t></is></c></row>'
MANY_ROWS = "".join(ROW.format(number) for number in range(3, 100_001)).encode() + b"</sheetData>"

HOSTILE = {
    "nothing": (b"", Why.NOT_XLSX),
    "words": (b"type,name,label\ntext,nimi,Nimi\n", Why.NOT_XLSX),
    "a page": (b"<html>", Why.NOT_XLSX),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Why.OLD_OR_LOCKED),
    "half a workbook": (GOOD[: len(GOOD) // 2], Why.BROKEN),
    "a zip of other things": (zipped(**{"a.txt": b"x"}), Why.NOT_XLSX),
    "a document": (zipped(**{"word/document.xml": b"<a/>"}), Why.NOT_XLSX),
    "a bomb": (rewritten(GOOD, "xl/media/a.xml", lambda _: b" " * 60_000_000), Why.TOO_LARGE),
    "many parts": (zipped(**{f"a{number}": b"" for number in range(600)}), Why.TOO_LARGE),
    "macros": (rewritten(GOOD, "xl/vbaProject.bin", lambda _: b"x"), Why.MACROS),
    "links to other workbooks": (rewritten(GOOD, LINK, lambda _: b"<a/>"), Why.EXTERNAL_LINKS),
    "entities": (with_sheet(lambda xml: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml), Why.BROKEN),
    "a sheet that is no XML": (with_sheet(lambda _: b"<worksheet><sheetData><row>"), Why.BROKEN),
    "a workbook without its sheet": (rewritten(GOOD, "xl/workbook.xml", lambda _: b"<workbook/>"), Why.NO_SURVEY),
    "merged cells": (merged(), Why.MERGED_CELLS),
    "a cell at the last column": (far_away("XFD3"), Why.TOO_MANY_COLUMNS),
    "a cell at the last row": (far_away("A1048576"), Why.TOO_MANY_ROWS),
    "a hundred thousand rows": (with_sheet(lambda xml: xml.replace(b"</sheetData>", MANY_ROWS)), Why.TOO_MANY_ROWS),
    "a formula that nobody counted": (one_question("=1+1", headings=["default"]), Why.UNCOUNTED_FORMULA),
    "a formula that went wrong": (inside(b'<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'), Why.CELL_ERROR),
    "a long text": (one_question("a" * 10_001, headings=["hint"]), Why.TOO_LONG_CELL),
    "a control character": (
        inside(b'<c r="D2" t="inlineStr"><is><t>a\xc2\x85b</t></is></c>'),
        Why.CONTROL_CHARACTER,
    ),
    "no sheet of questions": (workbook([], Lomake=[["a"]], Muu=[["b"]]), Why.NO_SURVEY),
    "an empty sheet": (workbook([[None]]), Why.MISSING_COLUMN),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_workbook_is_refused_with_a_reason(case):
    content, why = HOSTILE[case]

    with pytest.raises(NotAForm) as refused:
        read_xlsform(content)

    assert why in {refusal.why for refusal in refused.value.refusals}
    assert all(str(refusal) for refusal in refused.value.refusals)


def test_a_formula_counts_as_its_result():
    content = rewritten(
        one_question("=1+1", headings=["default"]),
        SHEET,
        lambda xml: xml.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>"),
    )

    assert read_xlsform(content).spec.items[0].default == "2"


def test_the_only_sheet_is_the_one_of_questions_whatever_its_name():
    book = Workbook()
    book.active.title = "Taulukko1"
    for row in (["TYPE", " Name ", "LABEL"], ["Text", "nimi", "Nimi"]):
        book.active.append(row)

    assert read_xlsform(saved(book)).spec.items[0].name == "nimi"


def test_names_of_sheets_may_be_in_capitals():
    assert read_xlsform(workbook([], SURVEY=[["type", "name", "label"], ["text", "nimi", "Nimi"]], Muu=[["x"]])).spec

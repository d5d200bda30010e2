"""Tables handed out: the same numbers in each kind of file, hidden ones as hidden, and nothing that is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from django.utils.translation import override
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from seutu.newcomers.reports.publications.json_stat import table_json_stat
from seutu.newcomers.reports.publications.papers import tables_paper, title_of
from seutu.newcomers.reports.publications.spreadsheets import table_csv, tables_xlsx
from seutu.newcomers.reports.rules.tables import Figure, Heading, Row
from seutu.newcomers.reports.tests.tables import table
from seutu.shared.core.figures import CountUnit
from seutu.shared.documents.rendering import render_pdf

AT = dt.datetime(2026, 4, 10, 9, tzinfo=dt.UTC)
HIDDEN_WORDS = "peitetty"


@pytest.fixture(autouse=True)
def _in_finnish():
    with override("fi"):
        yield


def hours(**changes):
    rows = (Row(Heading("1", "Kuusela"), (), Figure(90)),)
    whole = Row(Heading("", ""), (), Figure(90))
    return table(unit=CountUnit.MINUTE, columns=(), columns_by="", rows=rows, whole=whole, **changes)


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def read_xlsx(content: bytes) -> list[list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(content))
    return [[tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]


def test_a_text_has_the_numbers_of_the_table_and_says_what_is_hidden():
    head, first, second, whole = read_csv(table_csv(table()))

    assert head == ["Kunta", "1/2026", "2/2026", "Yhteensä"]
    assert first == ["Kuusela", "10", "7", "17"]
    assert second == ["'=Mäntylä+1", HIDDEN_WORDS, HIDDEN_WORDS, "8"]
    assert whole[1:] == [HIDDEN_WORDS, HIDDEN_WORDS, "25"]


def test_hours_have_a_decimal_comma_in_a_text_and_are_numbers_in_a_workbook():
    assert read_csv(table_csv(hours()))[1] == ["Kuusela", "1,5"]
    assert read_xlsx(tables_xlsx([hours()]))[0][1] == ("Kuusela", 1.5)


def test_a_workbook_has_real_numbers_hidden_ones_as_text_and_a_sheet_of_definitions():
    figures, definitions = read_xlsx(tables_xlsx([table()], [("Jakso", "=1+1")]))

    assert figures[1] == ("Kuusela", 10, 7, 17)
    assert figures[2] == ("'=Mäntylä+1", HIDDEN_WORDS, HIDDEN_WORDS, 8)
    assert ("Jakso", "'=1+1") in definitions
    assert ("Määritelmä", "Kontakti lasketaan, kun henkilö tavoitettiin.") in definitions
    assert ("Huomautus", "”Peitetty” on pieni luku.") in definitions


def test_sheets_of_one_workbook_have_names_of_their_own_that_programs_take():
    label = "Kontaktit: [kaikki] / kunnittain ja kuukausittain"
    book = load_workbook(io.BytesIO(tables_xlsx([table(label=label), table(label=label.upper())])))

    names = book.sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_a_comparison_and_shares_stand_in_columns_of_their_own():
    rows = (Row(Heading("1", "Kuusela"), (), Figure(17), Figure(20), 100),)
    compared = table(columns=(), rows=rows, whole=Row(Heading("", ""), (), Figure(17), Figure(20)))

    head, first, whole = read_csv(table_csv(compared))

    assert head == ["Kunta", "Yhteensä", "Vuotta aiemmin", "Osuus, %"]
    assert (first[1:], whole[1:]) == (["17", "20", "100"], ["17", "20", ""])


def test_a_paper_has_every_number_in_pieces_that_fit():
    columns = tuple(Heading(f"2026-{n:02}", f"{n}/2026") for n in range(1, 13))
    row = Row(Heading("1", "Kuusela"), tuple(Figure(1000 + n) for n in range(12)), Figure(99))
    wide = table(columns=columns, rows=(row,), whole=row)

    paper = tables_paper([wide], title=title_of(wide), author="Kuusela", at=AT)
    document = PdfDocument(render_pdf(paper))

    text = " ".join(page.get_textpage().get_text_range() for page in document)
    assert all(f"1\N{NO-BREAK SPACE}0{n:02}" in text.replace(" ", "\N{NO-BREAK SPACE}") for n in range(12))
    assert "Kontakti lasketaan" in " ".join(text.split())


def test_a_data_set_has_values_in_the_order_of_its_dimensions():
    found = json.loads(table_json_stat(table(), rows="provider_municipality", columns="month", at=AT))

    assert found["id"] == ["provider_municipality", "month", "indicator"]
    assert found["size"] == [3, 3, 1]
    assert found["value"] == [10, 7, 17, None, None, 8, None, None, 25]
    assert found["status"] == dict.fromkeys(("3", "4", "6", "7"), "c")
    assert found["role"] == {"metric": ["indicator"], "time": ["month"]}


SHAPES = [
    (table(), "provider_municipality", "month"),
    (hours(), "unit", ""),
    (table(rows=(), columns=(), rows_by="", columns_by=""), "", ""),
    (table(rows=(), rows_by=""), "", "month"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("made", "rows", "columns"), SHAPES)
def test_the_validator_of_json_stat_finds_nothing(made, rows, columns):
    from jsonstat_validator import validate_jsonstat

    assert validate_jsonstat(json.loads(table_json_stat(made, rows=rows, columns=columns, at=AT)))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_stranger_reads_the_same_numbers():
    from pyjstat import pyjstat

    read = pyjstat.Dataset.read(table_json_stat(table(), rows="provider_municipality", columns="month", at=AT).decode())
    frame = read.write("dataframe")

    cells = {(row["Kunta"], row["Kuukausi"]): row["value"] for _place, row in frame.iterrows()}
    assert cells["Kuusela", "1/2026"] == 10
    assert cells["Kuusela", "Yhteensä"] == 17
    assert cells["=Mäntylä+1", "1/2026"] != cells["=Mäntylä+1", "1/2026"]  # no number
    assert cells["=Mäntylä+1", "Yhteensä"] == 8

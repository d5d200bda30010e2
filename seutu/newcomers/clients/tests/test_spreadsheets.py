"""Files as strangers make them: in every encoding, with every trick. Everybody in them is invented."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from seutu.newcomers.clients.spreadsheets import sheet as limits
from seutu.newcomers.clients.spreadsheets import xlsx
from seutu.newcomers.clients.spreadsheets.columns import COLUMNS, guessed
from seutu.newcomers.clients.spreadsheets.reading import read_sheet
from seutu.newcomers.clients.spreadsheets.sheet import Note, NotReadable, Why

LINES = "Sukunimi;Etunimi\nÄimistetty;Ödön\n"
READ = [["Äimistetty", "Ödön"]]


def workbook(*rows, name="Taulu", change=None):
    book = Workbook()
    page = book.active
    page.title = name
    for row in rows:
        page.append(row)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(content, part, change):
    """A workbook of which one part is another."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return made.getvalue()


def why(content):
    with pytest.raises(NotReadable) as refusal:
        read_sheet(content)
    return refusal.value.why


# -- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_no_letter_is_lost_in_any_encoding(encoding):
    assert read_sheet(LINES.encode(encoding)).rows == READ


def test_a_file_half_in_one_encoding_and_half_in_another_is_refused_at_its_line():
    with pytest.raises(NotReadable) as refusal:
        read_sheet("Nimi;Kunta\nÄ;Ö\n".encode() + "Å;Å\n".encode("cp1252"))

    assert (refusal.value.why, refusal.value.line) == (Why.ENCODING, 3)


def test_a_letter_that_is_in_no_encoding_is_refused():
    assert why(b"Nimi;Kunta\nA\x81;B\n") == Why.ENCODING


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found(separator):
    assert read_sheet(LINES.replace(";", separator).encode()).rows == READ


def test_what_a_program_says_of_the_separator_is_believed():
    assert read_sheet(b"sep=|\r\nNimi|Kunta\r\nA;B|C\r\n").rows == [["A;B", "C"]]


def test_a_separator_inside_quotes_parts_nothing():
    assert read_sheet(b'Nimi,Aihe\n"Keksitty, A","x; y; z"\n').rows == [["Keksitty, A", "x; y; z"]]


def test_lines_inside_quotes_stay_and_rows_bear_the_number_of_their_first_line():
    read = read_sheet(b'Nimi;Muistiinpano\nA;"yksi\nkaksi"\nB;kolme\n')

    assert read.rows == [["A", "yksi\nkaksi"], ["B", "kolme"]]
    assert read.numbers == [2, 4]


def test_a_quotation_mark_that_is_not_closed_is_told_and_swallows_nothing():
    with pytest.raises(NotReadable) as refusal:
        read_sheet(b'Nimi;Kunta\nA;"B\nC;D\n')

    assert (refusal.value.why, refusal.value.line) == (Why.BROKEN, 2)


def test_control_characters_are_left_out():
    assert read_sheet("Nimi;Kunta\nA\x07B\u202e;C\x0b\n".encode()).rows == [["AB", "C"]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Why.EMPTY),
        (b"   \n \n", Why.EMPTY),
        (b"Nimi;Kunta\n", Why.EMPTY),
        (b"%PDF-1.7 something", Why.OTHER_KIND),
        (b"\x89PNG\r\n\x1a\n", Why.OTHER_KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Why.OLD_EXCEL),
        (b"PK\x03\x04 and then nothing of the kind", Why.BROKEN),
        (b"a;b\n" + b";".join(b"x" for _ in range(200)) + b"\n", Why.TOO_MANY_COLUMNS),
        (b"a;b\n" + b"x" * 5000 + b";y\n", Why.TOO_LONG_CELL),
    ],
)
def test_what_is_no_table_is_told(content, expected):
    assert why(content) == expected


def test_a_file_that_is_too_large_is_told(monkeypatch):
    monkeypatch.setattr("seutu.newcomers.clients.spreadsheets.reading.MOST_OCTETS", 20)

    assert why(LINES.encode() * 2) == Why.TOO_LARGE


def test_too_many_rows_are_told(monkeypatch):
    monkeypatch.setattr("seutu.newcomers.clients.spreadsheets.reading.MOST_ROWS", 3)

    assert why(b"Nimi;Kunta\n" + b"A;B\n" * 4) == Why.TOO_MANY_ROWS


# -- workbooks ------------------------------------------------------------------------------------


def test_a_workbook_is_read_with_its_days_times_and_numbers():
    day, time = dt.datetime(2026, 3, 29), dt.time(9, 30)

    read = read_sheet(
        workbook(["Päivä", "Aika", "Kesto", "Uusi"], [day, time, 15.0, True], [dt.date(2026, 3, 30), None, 7.5, False])
    )

    assert read.rows == [["2026-03-29", "09:30", "15", "1"], ["2026-03-30", "", "7.5", "0"]]


def test_headings_are_found_under_a_title_and_empty_rows_left_out():
    read = read_sheet(workbook(["Asiakasrekisteri 2026"], [], ["Sukunimi", "Etunimi"], [], ["Keksitty", "A"]))

    assert (read.headings, read.rows, read.numbers) == (["Sukunimi", "Etunimi"], [["Keksitty", "A"]], [5])


def test_an_empty_sheet_and_a_hidden_one_are_passed_by():
    def change(book):
        hidden = book.create_sheet("Piilo", 0)
        hidden.append(["X", "Y"])
        hidden.append(["1", "2"])
        hidden.sheet_state = "hidden"
        book.create_sheet("Tyhjä", 0)

    read = read_sheet(workbook(["Sukunimi", "Etunimi"], ["Keksitty", "A"], change=change))

    assert read.rows == [["Keksitty", "A"]]
    assert Note.OTHER_SHEETS in read.notes


def test_merged_cells_are_told_of():
    content = workbook(["Sukunimi", "Etunimi"], ["Keksitty", "A"], change=lambda book: book.active.merge_cells("A2:A3"))

    assert Note.MERGED_CELLS in read_sheet(content).notes


def test_the_same_heading_twice_is_told_of_and_meant_once():
    read = read_sheet(workbook(["Sukunimi", "sukunimi"], ["A", "B"]))

    assert Note.SAME_HEADINGS in read.notes
    assert guessed("clients", read.headings, [None, None]) == ["family_name", ""]


def test_formulas_without_results_are_refused_and_not_read_as_nothing():
    assert why(workbook(["Sukunimi", "Kesto"], ["A", "=1+1"])) == Why.FORMULAS


def test_of_a_formula_the_result_is_read():
    def counted(part):
        return part.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"
        )

    content = changed(workbook(["Sukunimi", "Kesto"], ["A", "=1+1"]), "xl/worksheets/sheet1.xml", counted)

    assert read_sheet(content).rows == [["A", "2"]]


def test_a_million_empty_rows_cost_nothing_and_hide_nothing():
    def change(book):
        book.active.cell(1_048_576, 1, "Viimeinen")

    read = read_sheet(workbook(["Sukunimi", "Etunimi"], ["Keksitty", "A"], change=change))

    assert read.numbers == [2, 1_048_576]


def test_a_row_beyond_the_last_ends_the_reading():
    def change(part):
        return part.replace(b'<row r="2"', b'<row r="99999999999"').replace(b'r="A2"', b'r="A99999999999"')

    content = changed(workbook(["Sukunimi", "Etunimi"], ["Keksitty", "A"]), "xl/worksheets/sheet1.xml", change)

    assert why(content) in {Why.EMPTY, Why.BROKEN}


def test_a_size_that_the_sheet_only_claims_is_not_believed():
    def change(part):
        return part.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')

    content = changed(workbook(["Sukunimi", "Etunimi"], ["Keksitty", "A"]), "xl/worksheets/sheet1.xml", change)

    assert read_sheet(content).rows == [["Keksitty", "A"]]


def test_a_file_that_grows_too_large_is_not_opened(monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_EXPANDED", 100_000)
    bomb = changed(workbook(["A", "B"], ["1", "2"]), "xl/worksheets/sheet1.xml", lambda part: part + b" " * 200_000)

    assert len(bomb) < 20_000
    assert why(bomb) == Why.TOO_LARGE


def test_entities_are_refused():
    def change(part):
        return b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + part

    assert why(changed(workbook(["A", "B"], ["1", "2"]), "xl/worksheets/sheet1.xml", change)) == Why.BROKEN


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_broken_part_is_told(part):
    assert why(changed(workbook(["A", "B"], ["1", "2"]), part, lambda old: old[: len(old) // 2])) == Why.BROKEN


def test_another_archive_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("jotain.txt", "x")

    assert why(file.getvalue()) == Why.OTHER_KIND


def test_a_wide_sheet_is_told():
    assert why(workbook(["a", "b"], ["x"] * (limits.MOST_COLUMNS + 1))) == Why.TOO_MANY_COLUMNS


# -- columns --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_heading_that_is_known_leads_to_a_column(kind):
    import tomllib

    from seutu.newcomers.clients.spreadsheets.columns import TABLE

    table = tomllib.loads(TABLE.read_text())

    assert set(table[kind]) == {column.field for column in COLUMNS[kind]}


@pytest.mark.parametrize("kind", COLUMNS)
def test_no_heading_stands_for_two_columns(kind):
    import tomllib

    from seutu.newcomers.clients.spreadsheets.columns import TABLE
    from seutu.newcomers.clients.spreadsheets.folded import folded

    table = tomllib.loads(TABLE.read_text())
    fields: dict[str, set[str]] = {}
    for field, words in table[kind].items():
        for word in words:
            fields.setdefault(folded(word), set()).add(field)

    assert {word: sorted(found) for word, found in fields.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            ["Sukunimi", "ETUNIMET", "Synt. aika", "Äidin-kieli"],
            ["family_name", "given_names", "birth_date", "mother_tongue"],
        ),
        (
            ["Efternamn", "Förnamn", "Födelsetid", "Modersmål"],
            ["family_name", "given_names", "birth_date", "mother_tongue"],
        ),
        (["Last name", "First name", "Date of birth", "Other"], ["family_name", "given_names", "birth_date", ""]),
    ],
)
def test_headings_are_known_in_three_languages(headings, expected):
    assert guessed("clients", headings, [None] * len(headings)) == expected

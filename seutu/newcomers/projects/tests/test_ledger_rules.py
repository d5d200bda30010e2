"""What the rows of a ledger say."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.projects.rules.ledger import Column, Known, Reason, judged, meaning_of, place_of_headings

COLUMNS = {0: Column.DAY, 1: Column.ACCOUNT, 2: Column.AMOUNT, 3: Column.VOUCHER, 4: Column.TEXT}
DEBIT_CREDIT = {0: Column.DAY, 1: Column.ACCOUNT, 2: Column.DEBIT, 3: Column.CREDIT}


def known(rows=None):
    kinds = {"4300": 1, "Palkkakulut": 2, "9999": None}
    return Known(starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31), kinds=kinds, rows=rows or {})


def reasons(*rows, columns=COLUMNS, of=None):
    bookings, left = judged(list(enumerate(rows, start=2)), columns, of or known())
    return bookings, [each.reason for each in left]


@pytest.mark.parametrize("day", ["31.3.2026", "31.03.26", "2026-03-31", "20260331", "31/3/2026", "2026-03-31 00:00"])
def test_a_day_is_read_as_ledgers_write_it(day):
    bookings, left = reasons((day, "4300", "10,00", "T1", "Vuokra"))

    assert left == []
    assert bookings[0].booked_on == dt.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("", "", "1 234,56", "", "Yhteensä"), Reason.TOTAL),
        (("Välisumma", "", "1 234,56", "", ""), Reason.TOTAL),
        (("1.3.2026", "4300", "0,00", "", ""), Reason.ZERO),
        (("1.3.2026", "9999", "5,00", "", ""), Reason.NOT_A_COST),
        (("1.3.2026", "4300", "=SUM(C2:C9)", "", ""), Reason.FORMULA),
        (("=TODAY()", "4300", "5,00", "", ""), Reason.FORMULA),
        (("", "4300", "5,00", "", "Vuokra"), Reason.NO_DAY),
        (("31.2.2026", "4300", "5,00", "", ""), Reason.BAD_DAY),
        (("maaliskuu", "4300", "5,00", "", ""), Reason.BAD_DAY),
        (("1.3.2025", "4300", "5,00", "", ""), Reason.OUTSIDE),
        (("1.3.2026", "4300", "", "", ""), Reason.NO_AMOUNT),
        (("1.3.2026", "4300", "1.234", "", ""), Reason.BAD_AMOUNT),
        (("1.3.2026", "", "5,00", "", ""), Reason.NO_ACCOUNT),
        (("1.3.2026", "1234", "5,00", "", ""), Reason.NO_KIND),
    ],
)
def test_a_row_that_is_left_out_says_why(row, reason):
    bookings, left = reasons(row)

    assert bookings == []
    assert left == [reason]


def test_an_account_may_be_the_name_of_a_kind():
    bookings, _left = reasons(("1.3.2026", "Palkkakulut", "-5,00", "", ""))

    assert (bookings[0].kind_id, bookings[0].amount_cents) == (2, -500)


def test_a_cost_is_debit_less_credit():
    rows = (("1.3.2026", "4300", "100,00", ""), ("2.3.2026", "4300", "", "25,50"))

    bookings, _left = reasons(*rows, columns=DEBIT_CREDIT)

    assert [each.amount_cents for each in bookings] == [10_000, -2550]


def test_two_rows_alike_are_two_costs_and_of_those_known_before_as_many_are_left_out():
    row = ("1.3.2026", "4300", "5,00", "T1", "Bussilippu")
    first, _left = reasons(row, row)

    again, left = reasons(row, row, row, of=known({first[0].row_key: 2}))

    assert [each.repeat for each in first] == [1, 2]
    assert [each.repeat for each in again] == [3]
    assert left == [Reason.KNOWN, Reason.KNOWN]


def test_an_explanation_with_a_personal_identity_code_is_not_kept():
    bookings, _left = reasons(("1.3.2026", "4300", "5,00", "T1", "Matka 131052-308T"))

    assert bookings[0].description == ""


def test_headings_are_found_below_a_title():
    table = [["Kuuselan kaupunki", "", ""], ["Tulostettu 1.4.2026", "", ""], ["Pvm", "Tili", "Summa"]]

    assert place_of_headings(table) == 2


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Kirjaus-pvm", Column.DAY),
        ("SUMMA (EUR)", Column.AMOUNT),
        ("Tili nro", Column.ACCOUNT),
        ("Konto", Column.ACCOUNT),
        ("Tosite nro.", Column.VOUCHER),
        ("Belopp", Column.AMOUNT),
        ("Kustannuspaikka", None),
    ],
)
def test_a_heading_is_known_in_its_many_forms(heading, column):
    assert meaning_of(heading) == column

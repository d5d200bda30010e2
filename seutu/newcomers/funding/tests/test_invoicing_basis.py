"""The basis of a bill as spreadsheet, text and document: the same computation in each."""

from __future__ import annotations

import csv
import io
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.newcomers.funding.actions import billing, pools, years
from seutu.newcomers.funding.models import ApartKind, Instalment, SplitKind, StateBase
from seutu.newcomers.funding.presentation.amounts import exact_euros, percentage, plain_number
from seutu.newcomers.funding.presentation.computation import formula, rule_words
from seutu.newcomers.funding.publications.documents import as_document
from seutu.newcomers.funding.publications.spreadsheets import as_csv, as_xlsx
from seutu.newcomers.funding.publications.tables import invoicing_basis
from seutu.newcomers.funding.queries.years import budget_of, year_rule
from seutu.newcomers.funding.rules.splitting import Cost
from seutu.newcomers.funding.rules.weights import weighed
from seutu.newcomers.funding.tests.factories import SplitRuleFactory
from seutu.shared.documents.rendering import render_pdf
from seutu.shared.documents.tests.opened import assert_accessible, text_of

HARD = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def _in_finnish():
    with translation.override("fi"):
        yield


@pytest.fixture
def settlement(year, coordinator) -> Instalment:
    billing.bill_advance(year, amount=80_000_02, by=coordinator)
    years.set_costs(year, budget=budget_of(year), actual=Cost(300_000_00), by=coordinator)
    return billing.settle(year, by=coordinator)


def sheet_of(content: bytes) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def row_of(rows, name: str) -> list[object]:
    """The last row that begins with this name: the bill."""
    return [cell for cell in next(row for row in reversed(rows) if row and row[0] == name) if cell is not None]


def test_a_workbook_has_real_numbers_that_add_up(settlement):
    rows = sheet_of(as_xlsx(invoicing_basis(settlement)))

    _name, so_far, before, bill = row_of(rows, "Mäntylä")
    assert (so_far, before, bill) == (10_689.66, 9_501.92, 1_187.74)
    assert round(so_far - before - bill, 2) == 0
    assert any(row[0] == "Valtion osuus" and row[1] == 210_000 for row in rows)


def test_a_bill_of_one_municipality_shows_the_whole_computation(settlement):
    share = settlement.shares.get(organization__municipality_code="902")

    basis = invoicing_basis(settlement, share)

    assert [row.name for row in basis.divisions[0].rows] == ["Kuusela", "Mäntylä"]
    assert [name for name, *_amounts in basis.bills] == ["Mäntylä"]
    assert basis.divisions[0].rows[1].formula == f"90{HARD}000,00{HARD}€ × 310 ÷ 2{HARD}610"
    assert basis.divisions[0].rows[1].exact == f"10{HARD}689,655172"
    assert basis.divisions[0].rows[1].cent == "+1"
    assert basis.file_name == "laskutusperuste-2021-2-mantyla"


def test_the_text_is_what_spreadsheet_programs_here_read(settlement):
    content = as_csv(invoicing_basis(settlement)).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert row_of(rows, "Mäntylä") == ["Mäntylä", "10689,66", "9501,92", "1187,74"]


def test_a_name_is_no_formula(settlement, pool, coordinator):
    pools.rename_pool(pool, '=HYPERLINK("https://example.org")', by=coordinator)
    settlement = Instalment.objects.get(pk=settlement.pk)

    for rows in (
        sheet_of(as_xlsx(invoicing_basis(settlement))),
        list(csv.reader(io.StringIO(as_csv(invoicing_basis(settlement)).decode("utf-8-sig")), delimiter=";")),
    ):
        cells = [cell for row in rows for cell in row if isinstance(cell, str)]
        assert any("HYPERLINK" in cell for cell in cells)
        assert not any(cell.startswith("=") for cell in cells)


def test_a_credit_keeps_its_minus_as_a_number(settlement, year, coordinator):
    credit = billing.correct(year, Cost(299_000_00), by=coordinator)

    rows = list(csv.reader(io.StringIO(as_csv(invoicing_basis(credit)).decode("utf-8-sig")), delimiter=";"))

    assert row_of(rows, "Kuusela")[-1] == "-264,36"
    assert isinstance(row_of(sheet_of(as_xlsx(invoicing_basis(credit))), "Kuusela")[-1], float)


@pytest.mark.slow  # makes a document
def test_the_document_is_accessible_and_says_the_same(settlement, tmp_path):
    document = as_document(invoicing_basis(settlement))

    content = render_pdf(document)

    assert_accessible(content, tmp_path)
    assert "10 689,66 €" in text_of(content)
    assert document.language == "fi"
    assert document.changed_at == settlement.created_at


def test_days_and_parts_of_a_mixed_rule_stand_in_the_formula(year, pool, coordinator):
    mixed = SplitRuleFactory(pool=pool, kind=SplitKind.MIXED, mix={"equal": "40", "headcount": "60"})
    years.choose_ground(year, rule=mixed, basis=year.basis, by=coordinator)
    year.refresh_from_db()
    rule = year_rule(year)

    parts = weighed(rule.shared, rule.participants)[0].parts

    assert formula(parts, 100_00).replace(HARD, " ") == "100,00 € × (60 % × 2 300 ÷ 2 610 + 40 % × 1 ÷ 2)"


def test_a_rule_is_told_in_sentences(pool):
    rule = SplitRuleFactory(
        pool=pool,
        state_percent="66.5",
        state_of=StateBase.ELIGIBLE,
        kind=SplitKind.MIXED,
        mix={"equal": "40", "use": "60"},
        apart=ApartKind.LEAD,
    )
    rule.refresh_from_db()

    assert [words.replace(HARD, " ") for words in rule_words(rule)] == [
        "Valtio maksaa 66,5 % avustuskelpoisista kustannuksista.",
        "Valtion osuuden sentin murto-osa jätetään pois (”enintään … prosenttia”).",
        "Kunnat maksavat loput 40 % yhtä suurina osuuksina, 60 % käytön mukaan.",
        "Muut kuin avustuskelpoiset kustannukset jaetaan erikseen: päätoteuttaja maksaa ne yksin.",
    ]


def test_exact_amounts_are_cut_and_not_rounded():
    assert exact_euros(Fraction(199_999_999, 10**6)) == "1,999999"
    assert exact_euros(Fraction(-1, 3)) == "\N{MINUS SIGN}0,003333"
    assert (plain_number(Fraction("33.3333")), percentage(Fraction(70))) == ("33,3333", f"70{HARD}%")


@pytest.mark.slow  # makes a document
@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
def test_each_file_is_sent_under_its_name(kind, settlement, coordinator):
    address = reverse("funding:invoicing_file", args=[settlement.pk, kind])

    answer = signed_in(coordinator).get(address)

    assert answer.status_code == 200
    assert f"laskutusperuste-2021-2.{kind}" in answer.headers["Content-Disposition"]


def test_another_kind_of_file_and_another_instalments_share_are_not_there(settlement, year, coordinator):
    other = year.instalments.get(number=1).shares.first()
    browser = signed_in(coordinator)

    assert browser.get(reverse("funding:invoicing_file", args=[settlement.pk, "exe"])).status_code == 404
    address = reverse("funding:invoicing_file_of_share", args=[settlement.pk, other.pk, "csv"])
    assert browser.get(address).status_code == 404

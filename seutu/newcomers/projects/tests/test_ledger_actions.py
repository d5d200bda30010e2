"""Bringing ledgers in: read, told, brought in once, undone."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.clients.spreadsheets.sheet import NotReadable, Why
from seutu.newcomers.projects.actions import ledger as actions
from seutu.newcomers.projects.models import ActualCost, LedgerImport
from seutu.newcomers.projects.queries.ledger import columns_guessed, tried
from seutu.newcomers.projects.rules.ledger import Reason
from seutu.newcomers.projects.tests.factories import CostKindFactory
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db

HEADINGS = "Pvm;Tili;Selite;Tosite;Summa\n"
LEDGER = HEADINGS + (
    "31.1.2026;4300;Toimiston vuokra, Mäkelänkatu;T1;1 250,00\n"
    "15.2.2026;5000;Palkat helmikuu;T2;12.345,67\n"
    "28.2.2026;4300;Oikaisu;T3;-250,00\n"
    ";;Yhteensä;;13 345,67\n"
)


@pytest.fixture
def rent(project):
    return CostKindFactory(project=project, name_fi="Toimitilat")


@pytest.fixture
def wages(project):
    return CostKindFactory(project=project, name_fi="Palkkakulut")


def read(project, by, text=LEDGER, encoding="cp1252", name="kirjanpito.csv"):
    brought = actions.read_ledger(project, text.encode(encoding), file_name=name, by=by)
    actions.choose_columns(brought, columns_guessed(brought), by=by)
    brought.refresh_from_db()
    return brought


@pytest.fixture
def brought(project, coordinator, rent, wages):
    found = read(project, coordinator)
    actions.sort_accounts(project, {"4300": rent, "5000": wages}, by=coordinator)
    return found


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_a_ledger_is_read_in_the_encodings_of_accounting_programs(project, coordinator, encoding):
    found = read(project, coordinator, encoding=encoding)

    assert found.table["headings"] == ["Pvm", "Tili", "Selite", "Tosite", "Summa"]
    assert found.table["rows"][0][2] == "Toimiston vuokra, Mäkelänkatu"
    assert not ActualCost.objects.exists()


def test_the_dry_run_tells_what_would_come_and_what_not(project, coordinator, rent):
    found = read(project, coordinator)
    actions.sort_accounts(project, {"4300": rent}, by=coordinator)

    trial = tried(found)

    assert [(each.number, each.amount_cents) for each in trial.bookings] == [(2, 125_000), (4, -25_000)]
    assert [(each.number, each.reason) for each in trial.left] == [(3, Reason.NO_KIND), (5, Reason.TOTAL)]
    assert not ActualCost.objects.exists()


def test_what_is_understood_is_brought_in_and_the_rest_is_told(brought, project, coordinator, rent, wages):
    assert actions.bring_in(brought, by=coordinator) == 3

    brought.refresh_from_db()
    assert list(project.actualcosts.values_list("booked_on", "kind", "amount_cents", "voucher")) == [
        (dt.date(2026, 1, 31), rent.pk, 125_000, "T1"),
        (dt.date(2026, 2, 15), wages.pk, 1_234_567, "T2"),
        (dt.date(2026, 2, 28), rent.pk, -25_000, "T3"),
    ]
    assert (brought.state, brought.table, brought.left_out) == ("done", {}, [[5, "total", ""]])
    entry = Entry.objects.get(verb="ledger.brought_in")
    assert (entry.actor, entry.organization_id) == (coordinator.audit_id, project.lead_id)


def test_the_same_file_is_refused(brought, project, coordinator):
    actions.bring_in(brought, by=coordinator)

    with pytest.raises(actions.SameFile) as refusal:
        actions.read_ledger(project, LEDGER.encode("cp1252"), file_name="uusi nimi.csv", by=coordinator)

    assert refusal.value.brought == brought


def test_the_same_file_read_twice_before_is_brought_in_once(brought, project, coordinator):
    again = read(project, coordinator)
    actions.bring_in(brought, by=coordinator)

    with pytest.raises(actions.SameFile):
        actions.bring_in(again, by=coordinator)

    assert project.actualcosts.count() == 3


def test_rows_of_a_longer_file_are_known_one_by_one(brought, project, coordinator):
    actions.bring_in(brought, by=coordinator)
    longer = read(project, coordinator, LEDGER + "3.3.2026;4300;Vuokra;T9;1 250,00\n")

    assert actions.bring_in(longer, by=coordinator) == 1

    longer.refresh_from_db()
    assert longer.known_count == 3
    assert project.actualcosts.count() == 4


def test_an_import_is_undone_as_a_whole_and_can_be_brought_in_again(brought, project, coordinator):
    actions.bring_in(brought, by=coordinator)

    assert actions.undo(brought, by=coordinator) == 3

    assert not project.actualcosts.exists()
    again = read(project, coordinator)
    assert actions.bring_in(again, by=coordinator) == 3


def test_undoing_leaves_the_costs_of_other_files(brought, project, coordinator):
    actions.bring_in(brought, by=coordinator)
    other = read(project, coordinator, HEADINGS + "3.3.2026;4300;Vuokra;T9;1 250,00\n")
    actions.bring_in(other, by=coordinator)

    actions.undo(brought, by=coordinator)

    assert [cost.voucher for cost in project.actualcosts.all()] == ["T9"]


def test_what_is_over_is_not_begun_again(brought, coordinator):
    actions.bring_in(brought, by=coordinator)

    with pytest.raises(actions.NotInThisState):
        actions.bring_in(brought, by=coordinator)
    with pytest.raises(actions.NotInThisState):
        actions.give_up(brought, by=coordinator)
    actions.undo(brought, by=coordinator)
    with pytest.raises(actions.NotInThisState):
        actions.undo(brought, by=coordinator)


def test_a_file_of_which_nothing_is_understood_is_not_brought_in(project, coordinator):
    found = read(project, coordinator)

    with pytest.raises(actions.NothingToBring):
        actions.bring_in(found, by=coordinator)

    found.refresh_from_db()
    assert found.state == LedgerImport.State.READ


def test_columns_and_accounts_are_kept_for_the_next_file(brought, project, coordinator):
    project.refresh_from_db()
    assert project.ledger_columns == {
        "Pvm": "day",
        "Tili": "account",
        "Selite": "text",
        "Tosite": "voucher",
        "Summa": "amount",
    }

    following = read(project, coordinator, HEADINGS + "3.3.2026;4300;Vuokra;T9;1 250,00\n")

    assert len(tried(following).bookings) == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Why.EMPTY),
        (b"Pvm;Tili;Summa\n", Why.EMPTY),
        (b"%PDF-1.7 ...", Why.OTHER_KIND),
        (bytes(range(256)) * 40, Why.ENCODING),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, Why.OTHER_KIND),
        (b"\xd0\xcf\x11\xe0 old", Why.OLD_EXCEL),
        ("Pvm;Selite\n1.1.2026;ä\n".encode() + b"1.1.2026;\xe4\n", Why.ENCODING),
    ],
    ids=["nothing", "headings only", "pdf", "binary", "picture", "old excel", "mixed"],
)
def test_a_file_that_is_no_ledger_says_why(project, coordinator, content, why):
    with pytest.raises(NotReadable) as refusal:
        actions.read_ledger(project, content, file_name="x", by=coordinator)

    assert refusal.value.why == why
    assert not LedgerImport.objects.exists()


def test_files_that_nobody_brought_in_are_let_go_of(brought, project, coordinator, monkeypatch):
    actions.bring_in(brought, by=coordinator)
    read(project, coordinator, HEADINGS + "3.3.2026;4300;Vuokra;T9;1 250,00\n")
    later = clock.now() + dt.timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert actions.forget_old_files(by=System("clock")) == 1

    assert list(LedgerImport.objects.all()) == [brought]

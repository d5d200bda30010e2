from __future__ import annotations

import datetime as dt
import io

import pytest
import time_machine
from django.core.management import CommandError, call_command

from seutu.newcomers.clients.models import Client, RegisterImport, scoped
from seutu.newcomers.clients.rules.imports import KEPT_FOR
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
ROWS = "Sukunimi;Syntymäaika\nKeksitty;1.2.1990\nSepitetty;31.2.1990\n"


def ran(path, unit, user, *options):
    out = io.StringIO()
    given = [str(path), "--kind=clients", f"--unit={unit.name_fi}", f"--by={user.email}", *options]
    try:
        call_command("import_register", *given, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def spreadsheet(tmp_path):
    path = tmp_path / "asiakkaat.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_a_trial_tells_the_problems_without_the_cells_and_writes_nothing(spreadsheet, unit, coordinator):
    code, told = ran(spreadsheet, unit, coordinator, "--dry-run")

    assert code == 1
    assert "Rivi 3" in told
    assert "Sepitetty" not in told
    assert not scoped(Client.objects.all()).exists()
    assert not RegisterImport.objects.exists()


def test_the_rows_that_are_right_are_brought_in(spreadsheet, unit, coordinator):
    ran(spreadsheet, unit, coordinator)

    assert scoped(Client.objects.all()).get().shown_name == "Keksitty"
    assert RegisterImport.objects.get().state == RegisterImport.State.DONE


def test_who_may_not_brings_nothing_in(spreadsheet, unit, counsellor, clerk):
    for user in (counsellor, clerk):
        with pytest.raises(CommandError):
            ran(spreadsheet, unit, user)


@pytest.mark.parametrize(("age", "said"), [(KEPT_FOR + dt.timedelta(hours=1), "1"), (dt.timedelta(days=1), "0")])
def test_the_clock_lets_go_of_old_imports_only(unit, coordinator, age, said):
    made = RegisterImport.objects.create(kind="clients", unit=unit, imported_by=coordinator, rows=[["Keksitty"]])
    out = io.StringIO()

    with time_machine.travel(clock.now() + age, tick=False):
        call_command("purge_register_imports", stdout=out)

    assert out.getvalue().split()[0] == said
    kept = RegisterImport.objects.filter(pk=made.pk, rows__isnull=False).exists()
    assert kept == (said == "0")

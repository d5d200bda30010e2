from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from seutu.newcomers.clients.models import Client, RegisterImport, scoped

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


def test_the_clock_lets_go_of_old_imports(unit, coordinator):
    call_command("purge_register_imports", stdout=io.StringIO())

"""What `seutu doctor` says of the journal of who was forgotten."""

from __future__ import annotations

import os

import pytest

from seutu.newcomers.clients import erasure_journal
from seutu.newcomers.clients.erasure_checks import findings
from seutu.newcomers.clients.erasure_journal import Erasure
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.shared.core import clock
from seutu.shared.core.registry import doctor_checks

pytestmark = pytest.mark.django_db
LINE = Erasure(client_id=1, reference="7K3F2222", at="2026-11-28T00:00:00Z", why="retention")


@pytest.fixture(autouse=True)
def journal(tmp_path, settings):
    settings.DATA_DIR = tmp_path / "data"
    settings.JOURNAL_DIR = tmp_path / "data.journal"
    settings.DATA_DIR.mkdir()
    return settings.JOURNAL_DIR


def levels() -> list[str]:
    return [each.level for each in findings()]


def test_doctor_asks_it():
    assert "clients.erasure_journal" in {each.key for each in doctor_checks.entries()}


def test_a_new_installation_has_no_journal_and_that_is_well(journal):
    assert levels() == ["ok"]
    assert not journal.exists()


def test_a_journal_with_lines_is_well(journal):
    erasure_journal.append(LINE)

    assert levels() == ["ok"]
    assert str(journal) in findings()[0].message


def test_a_lost_journal_is_a_problem(unit):
    ClientFactory(unit=unit, anonymised_at=clock.now(), shown_name="", keyworker=None)

    assert levels() == ["problem"]


@pytest.mark.parametrize("place", ["data/journal", "data", "."])
def test_a_journal_beside_which_the_data_is_copied_is_a_problem(settings, tmp_path, place):
    settings.JOURNAL_DIR = tmp_path / place

    assert levels() == ["problem"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_problem(journal):
    journal.mkdir()
    journal.chmod(0o500)

    assert levels() == ["problem"]


def test_a_file_where_the_folder_should_be_is_a_problem(journal):
    journal.write_text("")

    assert levels() == ["problem"]


def test_lines_that_cannot_be_read_are_a_warning(journal):
    erasure_journal.append(LINE)
    with (journal / erasure_journal.FILE).open("ab") as file:
        file.write(b'{"torn')

    assert levels() == ["warning"]

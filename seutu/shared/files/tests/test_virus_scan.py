from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import translation
from pytest_socket import enable_socket, socket_allow_hosts

from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.core.registry import doctor_checks
from seutu.shared.files import actions, checks, client_clamav, queries
from seutu.shared.files.client_clamav import ScannerTrouble
from seutu.shared.files.models import StoredFile
from seutu.shared.files.responses import file_response
from seutu.shared.files.tests.clamd import TEST_WORD, Clamd, listening
from seutu.shared.files.tests.factories import StoredFileFactory
from seutu.shared.tasks.models import WaitingTask
from seutu.shared.tasks.worker import Worker


@pytest.fixture(autouse=True)
def _sockets_of_this_machine(_only_this_machine):
    enable_socket()
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest.fixture(params=["unix", "tcp"])
def clamd(request, settings):
    """A scanner that is set, over each way to reach it. The path of a socket must be short."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "clamd" if request.param == "unix" else None
        with listening(place) as (daemon, settings.CLAMAV):
            yield daemon


@pytest.fixture
def no_scanner(settings):
    settings.CLAMAV = ""


def scan(data: bytes) -> str:
    return client_clamav.scan(io.BytesIO(data), client_clamav.address())


def test_a_scanner_says_what_it_found(clamd: Clamd):
    assert scan(b"puhdas" * 50_000) == ""
    assert scan(b"x" * 100 + TEST_WORD) == "Eicar-Test-Signature"
    assert clamd.scanned[0] == b"puhdas" * 50_000
    client_clamav.ping(client_clamav.address())


def test_a_file_that_is_too_large_for_the_scanner_is_trouble_with_a_name(clamd: Clamd):
    clamd.most = 100

    with pytest.raises(ScannerTrouble, match="StreamMaxLength"):
        scan(b"x" * 3_000_000)


@pytest.mark.parametrize("answer", [b"stream: Broken ERROR", b"UNKNOWN COMMAND", b"", b"x" * 100_000])
def test_an_answer_that_is_neither_yes_nor_no_is_trouble(clamd: Clamd, answer):
    clamd.answer = answer or b"\0"

    with pytest.raises(ScannerTrouble):
        scan(b"x")
    with pytest.raises(ScannerTrouble):
        client_clamav.ping(client_clamav.address())


def test_a_scanner_that_says_nothing_is_trouble(clamd: Clamd, monkeypatch):
    monkeypatch.setattr(client_clamav, "SECONDS_TO_ANSWER", 0.05)
    clamd.silent.set()

    with pytest.raises(ScannerTrouble):
        scan(b"x")


@pytest.mark.parametrize(
    "address", ["unix:/nowhere/clamd", "tcp:127.0.0.1:1", "tcp:127.0.0.1", "unix:", "clamd", "tcp::1"]
)
def test_a_scanner_that_is_not_there_is_trouble(address):
    with pytest.raises(ScannerTrouble):
        client_clamav.ping(address)


@pytest.mark.django_db
def test_a_new_file_is_scanned_by_a_worker(clamd: Clamd):
    clean, infected = StoredFileFactory(), StoredFileFactory(data=TEST_WORD)
    assert {clean.scan, infected.scan} == {"unscanned"}

    Worker().run_until_idle()

    clean.refresh_from_db()
    infected.refresh_from_db()
    assert (clean.scan, infected.scan) == ("clean", "infected")
    assert clean.scanned_at is not None
    assert infected.is_infected
    assert not clean.is_infected
    assert queries.infected() == [infected]
    assert Entry.objects.get(verb="file.infected").target_id == str(infected.pk)


@pytest.mark.django_db
def test_the_same_content_under_another_name_is_known_at_once(clamd: Clamd):
    first, second = StoredFileFactory(data=TEST_WORD, name="a"), StoredFileFactory(data=TEST_WORD, name="b")
    assert WaitingTask.objects.count() == 1
    Worker().run_until_idle()

    third = StoredFileFactory(data=TEST_WORD, name="c")

    assert set(StoredFile.objects.values_list("scan", flat=True)) == {"infected"}
    assert queries.infected() == [first, second, third]


@pytest.mark.django_db
def test_an_infected_file_is_given_to_nobody(no_scanner):
    stored = StoredFileFactory(data=b"%PDF-1.4 x", name="a.pdf")
    assert file_response(stored, name="a.pdf", as_download=True).status_code == 200

    stored.scan, stored.scanned_at = "infected", clock.now()
    with translation.override("en"):
        response = file_response(stored, name="a.pdf", as_download=True)

    assert response.status_code == 410
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "harmful" in response.content.decode()
    assert b"%PDF" not in response.content


@pytest.mark.django_db
def test_without_a_scanner_nothing_waits(no_scanner):
    stored = StoredFileFactory()

    assert stored.scan == "unscanned"
    assert WaitingTask.objects.count() == 0


@pytest.mark.django_db
def test_a_scanner_that_is_away_leaves_the_file_waiting(settings):
    settings.CLAMAV = "unix:/nowhere/clamd"
    stored = StoredFileFactory()

    Worker().run_one()

    stored.refresh_from_db()
    assert stored.scan == "unscanned"
    assert "ScannerTrouble" in WaitingTask.objects.unfinished().get().last_error


@pytest.mark.django_db
def test_a_scanner_that_was_taken_away_leaves_nothing_waiting(settings):
    settings.CLAMAV = "unix:/nowhere/clamd"
    StoredFileFactory()
    settings.CLAMAV = ""

    assert Worker().run_until_idle() == 1
    assert not WaitingTask.objects.unfinished().exists()


@pytest.mark.django_db
def test_files_from_before_the_scanner_are_scanned_when_it_is_asked_to(settings, capsys):
    settings.CLAMAV = ""
    StoredFileFactory(data=b"x", name="a"), StoredFileFactory(data=b"x", name="b"), StoredFileFactory()
    with pytest.raises(CommandError):
        call_command("scan_files")

    with listening() as (_daemon, address):
        settings.CLAMAV = address
        call_command("scan_files")
        Worker().run_until_idle()

    assert capsys.readouterr().out == "2 files wait for the scanner.\n"
    assert set(StoredFile.objects.values_list("scan", flat=True)) == {"clean"}


@pytest.mark.django_db
def test_doctor_tells_of_the_scanner_and_of_what_it_found(settings):
    assert "virus_scanner" in [check.key for check in doctor_checks.entries()]
    with listening() as (_daemon, settings.CLAMAV), translation.override("en"):
        StoredFileFactory(data=TEST_WORD)
        waiting = checks._scanner()
        Worker().run_until_idle()
        found = checks._scanner()

    assert [finding.level for finding in waiting] == ["ok", "warning"]
    assert "1 file has not been scanned" in waiting[1].message
    assert [finding.level for finding in found] == ["ok", "warning"]
    assert queries.infected()[0].sha256[:12] in found[1].message


@pytest.mark.django_db
def test_doctor_tells_that_the_scanner_is_away_or_not_set(settings):
    settings.CLAMAV = "unix:/nowhere/clamd"
    assert [finding.level for finding in checks._scanner()] == ["problem"]
    settings.CLAMAV = ""
    assert [finding.level for finding in checks._scanner()] == ["ok"]


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"scan": "maybe"}, {"scan": "clean", "scanned_at": None}])
def test_the_database_refuses_a_scan_that_contradicts_itself(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.create(sha256="0" * 64, size=1, kind="text/plain", name="a", **fields)


@pytest.mark.django_db(transaction=True)
def test_a_sealed_file_is_scanned_as_what_it_holds(clamd: Clamd):
    stored = actions.store_sealed(b"x" * 100 + TEST_WORD, name="a.txt", by=System("tests"))

    assert actions.scan_file.call(stored.sha256) == "infected"
    assert clamd.scanned == [b"x" * 100 + TEST_WORD]
    stored.refresh_from_db()
    assert file_response(stored, name="a", as_download=True).status_code == 410

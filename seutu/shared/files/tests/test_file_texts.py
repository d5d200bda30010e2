from __future__ import annotations

import os
import signal
import threading
import time

import pytest
from django.db import IntegrityError, transaction
from django_tasks.base import TaskResultStatus

from seutu.shared.core import clock
from seutu.shared.files import actions, queries
from seutu.shared.files.extraction import process
from seutu.shared.files.models import FileText, TextReason, TextState
from seutu.shared.files.tests import papers
from seutu.shared.files.tests.factories import StoredFileFactory
from seutu.shared.tasks.models import State, WaitingTask
from seutu.shared.tasks.worker import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HANG = ["/bin/sleep", "60"]


@pytest.fixture
def hanging(monkeypatch):
    """Readers that hang. The program is another; how it is started, waited for and ended is ours."""
    start = process.subprocess.Popen
    started = []

    def hang(_command, **kwargs):
        started.append(start(HANG, **kwargs))
        return started[-1]

    monkeypatch.setattr(process.subprocess, "Popen", hang)
    return started


def test_nobody_has_asked_for_the_text_of_a_new_file():
    stored = StoredFileFactory()

    assert queries.text_of(stored) is None
    assert not queries.has_personal_identity_code(stored)


def test_a_text_that_was_asked_for_waits_until_a_worker_reads_it():
    stored = StoredFileFactory(data=papers.pdf("Sivu", "Toinen"), name="a.pdf")

    assert actions.ask_for_text(stored).state == "waiting"
    assert Worker().run_until_idle() == 1

    text = queries.text_of(stored)
    assert (text.state, text.reason, text.text, text.pages) == ("read", "", "Sivu\nToinen", [0, 5])
    assert text.read_at is not None


def test_asking_twice_waits_once_and_asking_for_what_was_read_waits_not_at_all():
    first = StoredFileFactory(data=b"teksti", name="a.txt")
    second = StoredFileFactory(data=b"teksti", name="b.txt")
    actions.ask_for_text(first)
    actions.ask_for_text(second)
    assert WaitingTask.objects.count() == 1
    Worker().run_until_idle()

    actions.ask_for_text(second)

    assert WaitingTask.objects.unfinished().count() == 0
    assert queries.text_of(second) == queries.text_of(first)


def test_a_text_can_be_read_at_once_and_is_not_read_again(hanging, monkeypatch):
    monkeypatch.undo()
    stored = StoredFileFactory(data="Päätös".encode())

    text = actions.read_text_now(stored)

    assert (text.state, text.text) == ("read", "Päätös")
    assert actions.read_text_now(stored) == text
    assert WaitingTask.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "state", "reason"),
    [
        (papers.pdf("Salainen", password="avain"), "unreadable", "password"),
        (papers.pdf("Sivu")[:60], "unreadable", "broken"),
        (papers.pdf("", ""), "empty", ""),
        (bytes(1000), "unreadable", "kind"),
    ],
)
def test_what_cannot_be_read_says_why_and_is_not_tried_again(data, state, reason):
    stored = StoredFileFactory(data=data)

    text = actions.read_text_now(stored)

    assert (text.state, text.reason, text.text) == (state, reason, "")
    assert not text.may_pass
    assert WaitingTask.objects.count() == 0


def test_an_identity_code_in_a_file_is_known():
    stored = StoredFileFactory(data=papers.word(papers.paragraph(f"Hakija {papers.CODE}")))
    clean = StoredFileFactory(data=papers.word(papers.paragraph("Hakija on ilmoittanut tunnuksensa.")))

    actions.read_text_now(stored)
    actions.read_text_now(clean)

    assert queries.has_personal_identity_code(stored)
    assert not queries.has_personal_identity_code(clean)


@pytest.mark.processes
def test_a_file_that_is_read_too_slowly_is_left_to_a_worker(hanging, monkeypatch):
    stored = StoredFileFactory()

    text = actions.read_text_now(stored, seconds=0.5)

    assert (text.state, text.reason) == ("unreadable", "timeout")
    assert WaitingTask.objects.unfinished().count() == 1
    assert hanging[0].returncode == -signal.SIGKILL

    monkeypatch.undo()
    Worker().run_until_idle()
    assert queries.text_of(stored).state == "read"


@pytest.mark.processes
def test_a_reader_that_is_killed_leaves_a_reason_and_the_worker_tries_again(hanging, monkeypatch):
    stored = StoredFileFactory()
    actions.ask_for_text(stored)
    killer = threading.Thread(target=lambda: kill_first(hanging))
    killer.start()

    Worker().run_one()
    killer.join()

    text = queries.text_of(stored)
    assert (text.state, text.reason) == ("unreadable", "died")
    row = WaitingTask.objects.get()
    assert (row.state, row.attempts) == (State.WAITING, 1)

    monkeypatch.undo()
    WaitingTask.objects.update(run_after=clock.now())
    Worker().run_one()
    assert queries.text_of(stored).state == "read"


def kill_first(started):
    while not started:
        time.sleep(0.01)
    os.kill(started[0].pid, signal.SIGKILL)


@pytest.mark.processes
def test_a_file_that_always_takes_too_long_ends_clearly_after_its_tries(hanging, monkeypatch):
    monkeypatch.setattr(actions, "SECONDS_IN_TASK", 0.2)
    stored = StoredFileFactory()
    actions.ask_for_text(stored)

    for _number in range(actions.MOST_TRIES):
        WaitingTask.objects.update(run_after=clock.now())
        Worker().run_one()

    assert WaitingTask.objects.get().state == State.DONE
    assert actions.read_text.get_result(str(WaitingTask.objects.get().pk)).status == TaskResultStatus.SUCCESSFUL
    assert queries.text_of(stored).reason == "timeout"
    assert len(hanging) == actions.MOST_TRIES


def test_a_content_that_is_gone_is_missing(folder):
    stored = StoredFileFactory()
    next(folder.rglob(stored.sha256)).unlink()

    assert actions.read_text_now(stored).reason == "missing"


def test_a_reading_that_failed_does_not_replace_one_that_did_not(folder):
    stored = StoredFileFactory(data=b"teksti")
    actions.read_text_now(stored)
    next(folder.rglob(stored.sha256)).unlink()

    actions._read(stored, 5)

    assert queries.text_of(stored).text == "teksti"


def test_work_for_a_file_whose_row_was_rolled_back_ends():
    actions.read_text.enqueue("0" * 64)
    assert Worker().run_until_idle() == 1
    assert WaitingTask.objects.get().state == State.DONE


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "guessed"},
        {"state": "unreadable", "reason": "", "read_at": clock.now()},
        {"state": "read", "reason": "password", "read_at": clock.now()},
        {"state": "refused", "reason": "bored", "read_at": clock.now()},
        {"state": "read", "read_at": None},
    ],
)
def test_the_database_refuses_a_text_that_contradicts_itself(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        FileText.objects.create(sha256="0" * 64, **fields)


def test_the_database_refuses_a_second_text_of_a_content():
    FileText.objects.create(sha256="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        FileText.objects.create(sha256="0" * 64)


def test_every_reason_of_a_reader_has_words():
    from seutu.shared.files.extraction import outcome

    names = ["PASSWORD", "BROKEN", "KIND", "TIMEOUT", "DIED", *["EXPANDS", "TOO_LONG", "ENTITIES", "MEMORY"]]
    assert {getattr(outcome, name) for name in names} | {"missing"} == set(TextReason.values)
    assert str(FileText(sha256="ab" * 32, state=TextState.READ)) == "abababababab (read)"

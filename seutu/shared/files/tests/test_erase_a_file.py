"""Erasing a file: its row, its text and its content go, unless somebody else still has them."""

from __future__ import annotations

import pytest

from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.files import removal
from seutu.shared.files import store as stores
from seutu.shared.files.actions import ask_for_text, erase, store
from seutu.shared.files.models import FileText, StoredFile
from seutu.shared.tasks.models import State, WaitingTask
from seutu.shared.tasks.worker import Worker

pytestmark = pytest.mark.django_db

BY = System("tests")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.DATA_DIR, settings.FILES_DIR = tmp_path, tmp_path / "files"


def test_the_row_the_text_and_the_content_go(django_capture_on_commit_callbacks):
    stored = store(b"Salakari\n", name="salakari.txt", by=BY)
    ask_for_text(stored)

    with django_capture_on_commit_callbacks(execute=True):
        assert erase(stored, by=BY)

    assert not StoredFile.objects.exists()
    assert not FileText.objects.exists()
    assert stores.current().size(stored.sha256) is None
    assert Entry.objects.filter(verb="file.erased").exists()


def test_a_content_that_has_another_name_stays(django_capture_on_commit_callbacks):
    stored, other = (store(b"Kartta\n", name=name, by=BY) for name in ("a.txt", "b.txt"))
    ask_for_text(stored)

    with django_capture_on_commit_callbacks(execute=True):
        assert erase(stored, by=BY)

    assert list(StoredFile.objects.all()) == [other]
    assert FileText.objects.exists()
    assert stores.current().size(other.sha256) == other.size


def test_a_content_that_comes_anew_before_the_end_stays(django_capture_on_commit_callbacks):
    stored = store(b"Kartta\n", name="a.txt", by=BY)

    with django_capture_on_commit_callbacks(execute=True):
        erase(stored, by=BY)
        again = store(b"Kartta\n", name="a.txt", by=BY)

    assert stores.current().size(again.sha256) == again.size


def test_a_content_that_is_gone_already_may_be_removed_again():
    stores.current().remove("0" * 64)


def test_while_files_are_copied_the_content_stays_and_goes_afterwards(django_capture_on_commit_callbacks):
    stored = store(b"Kartta\n", name="a.txt", by=BY)

    with removal.paused(), django_capture_on_commit_callbacks(execute=True):
        assert erase(stored, by=BY)
    assert stores.current().size(stored.sha256) == stored.size
    Worker(poll_seconds=0.01).run_until_idle()

    assert stores.current().size(stored.sha256) is None
    assert set(WaitingTask.objects.values_list("state", flat=True)) == {State.DONE}


def test_a_content_that_is_still_copied_waits_for_another_try(django_capture_on_commit_callbacks):
    stored = store(b"Kartta\n", name="a.txt", by=BY)

    with removal.paused():
        with django_capture_on_commit_callbacks(execute=True):
            erase(stored, by=BY)
        Worker(poll_seconds=0.01).run_until_idle()

    assert stores.current().size(stored.sha256) == stored.size
    task = WaitingTask.objects.get()
    assert (task.state, "BeingCopied" in task.last_error) == (State.WAITING, True)


def test_a_copy_that_ended_keeps_nothing_back():
    with pytest.raises(ValueError, match="killed"), removal.paused():
        raise ValueError("killed")

    with removal.paused():
        pass

"""What happens to files when the machine is in trouble: no room, a killed process, two at the same moment."""

from __future__ import annotations

import errno
import hashlib
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction

from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.files import actions, store
from seutu.shared.files.models import StoredFile
from seutu.shared.files.tests import samples
from seutu.shared.files.tests.factories import StoredFileFactory

ROOT = Path(__file__).resolve().parents[4]

# Stores the first half of a content, says so, and waits to be killed.
HALF = """
import sys, time
from pathlib import Path
from seutu.shared.files.store import LocalStore

def chunks():
    yield b"the beginning" * 20_000
    print("half", flush=True)
    time.sleep(60)
    yield b"the end"

LocalStore(Path(sys.argv[1])).add(chunks(), limit=10**9)
"""


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def half_written(folder) -> Path:
    """The file that a process was writing when it was killed."""
    process = subprocess.Popen([sys.executable, "-c", HALF, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "half\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    (left,) = files_in(folder)
    return left


@pytest.mark.slow
@pytest.mark.processes
def test_what_a_killed_process_left_half_written_is_served_to_nobody(half_written):
    written = hashlib.sha256(half_written.read_bytes()).hexdigest()

    for name in (half_written.name, half_written.stem, written):
        assert store.current().size(name) is None
        with pytest.raises(store.FileMissing):
            store.current().open(name)
    assert half_written.stat().st_mode & 0o077 == 0


@pytest.mark.slow
@pytest.mark.processes
def test_after_a_killed_process_the_same_content_can_be_stored(half_written):
    data = b"the beginning" * 20_000 + b"the end"

    content = store.current().add([data], limit=10**9)

    with store.current().open(content.sha256) as file:
        assert file.read() == data


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.django_db
def test_a_disk_that_is_full_when_the_content_is_flushed_leaves_neither_row_nor_file(folder, monkeypatch, number):
    def full(descriptor: int) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(store.DiskFull):
        actions.store(samples.TEXT, name="a.txt", by=System("test"))
    monkeypatch.undo()

    assert not StoredFile.objects.exists()
    assert not Entry.objects.filter(verb="file.stored").exists()
    assert not files_in(django_settings.FILES_DIR)


@pytest.mark.django_db
def test_what_fitted_before_the_disk_was_full_stays(folder, monkeypatch):
    before = StoredFileFactory()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(store.DiskFull):
        StoredFileFactory()
    monkeypatch.undo()

    assert list(StoredFile.objects.all()) == [before]
    assert [path.name for path in files_in(folder)] == [before.sha256]


@pytest.mark.django_db
def test_a_row_that_was_undone_is_made_when_the_content_comes_again(folder):
    with transaction.atomic():
        actions.store(samples.PDF, name="a.pdf", by=System("test"))
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()

    stored = actions.store(samples.PDF, name="a.pdf", by=System("test"))

    assert [path.name for path in files_in(folder)] == [stored.sha256]


@pytest.mark.slow
@pytest.mark.skipif("sqlite" in django_settings.DATABASES["default"]["ENGINE"], reason="SQLite in memory cannot wait")
@pytest.mark.django_db(transaction=True)
def test_the_same_file_stored_by_many_at_the_same_second_is_one_row_and_one_content(folder):
    people, start = 4, threading.Barrier(4)

    def store_it() -> int:
        try:
            start.wait(5)
            return actions.store(samples.PDF * 1000, name="liite.pdf", by=System("test")).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        rows = [future.result(5) for future in [pool.submit(store_it) for _number in range(people)]]

    assert len(set(rows)) == 1
    assert StoredFile.objects.count() == 1
    assert len(files_in(folder)) == 1
    assert Entry.objects.filter(verb="file.stored").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (samples.PDF, "muistio.txt", "application/pdf"),
        (samples.HTML, "muistio.pdf", "text/html"),
        (samples.SVG, "kartta.png", "image/svg+xml"),
        ("Päätös: hyväksyttiin".encode("windows-1252"), "muistio.doc", "text/plain"),
        (samples.archive("[Content_Types].xml", "word/document.xml"), "muistio.zip", None),
    ],
)
def test_a_name_never_says_what_a_file_is(folder, data, name, kind):
    kind = kind or "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    assert actions.store(data, name=name, by=System("test")).kind == kind


@pytest.mark.django_db
def test_a_file_under_two_names_is_two_rows_over_one_content(folder):
    first = StoredFileFactory(data=samples.PDF, name="a.pdf")
    second = StoredFileFactory(data=samples.PDF, name="b.pdf")
    again = StoredFileFactory(data=samples.PDF, name="a.pdf")

    assert first == again != second
    assert [path.name for path in files_in(folder)] == [first.sha256]

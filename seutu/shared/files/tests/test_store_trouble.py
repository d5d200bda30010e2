"""What happens when a store of S3 does not answer, or not as it should: words, no half content, nothing lost."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import translation
from pytest_socket import enable_socket, socket_allow_hosts

from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.core.registry import health_checks
from seutu.shared.files import actions, checks, store
from seutu.shared.files.extraction.process import read_file
from seutu.shared.files.models import StoredFile, TextState
from seutu.shared.files.store import DiskFull, FileMissing, StoreUnavailable
from seutu.shared.files.store_trouble import StoreTroubleMiddleware
from seutu.shared.files.tests import s3_server, samples
from seutu.shared.files.tests.factories import StoredFileFactory
from seutu.shared.files.tests.faulty_store import Faults, faulty_store
from seutu.shared.tasks.models import WaitingTask

ROOT = Path(__file__).resolve().parents[4]
DATA = b"minutes of a meeting" * 5000
DIGEST = hashlib.sha256(DATA).hexdigest()
BY = System("test")
LATER = dt.timedelta(seconds=-5)

# Sends the first half of a content to the store, says so, and waits to be killed.
HALF = """
import sys, time
from pathlib import Path
from seutu.shared.files.client_s3 import S3Store

def chunks():
    yield b"the beginning" * 20_000
    print("half", flush=True)
    time.sleep(60)

bucket, prefix, endpoint, region, key, secret, folder = sys.argv[1:]
S3Store(bucket=bucket, prefix=prefix, endpoint=endpoint, region=region, access_key=key, secret_key=secret,
        folder=Path(folder)).add(chunks(), limit=10**9)
"""


@pytest.fixture
def faults(_sockets) -> Faults:
    return Faults()


@pytest.fixture
def faulty(faults, tmp_path):
    with faulty_store(faults, tmp_path) as made:
        yield made


@pytest.fixture
def _sockets() -> None:
    enable_socket()
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest.fixture
def _silent(settings, tmp_path, _sockets) -> None:
    """The installation's store is at a port where nobody listens."""
    settings.DATA_DIR = tmp_path
    settings.FILE_STORE = {"bucket": "b12", "prefix": "", "endpoint": "http://127.0.0.1:9", **s3_server.KEYS}


# -- a store that does it wrong ---------------------------------------------------------------


def test_an_upload_of_which_less_was_kept_is_refused_and_taken_away(faulty, faults):
    faults.keeps = 1000

    with pytest.raises(StoreUnavailable, match="did not keep"):
        faulty.add([DATA], limit=10**6)

    assert faults.held == {}


def test_a_content_that_breaks_off_is_read_on_from_there(faulty, faults):
    faulty.add([DATA], limit=10**6)
    faults.breaks_off_after = [70_000, 5]

    with faulty.open(DIGEST) as file:
        assert hashlib.sha256(file.read()).hexdigest() == DIGEST


def test_a_content_that_breaks_off_again_and_again_is_not_taken_for_the_whole(faulty, faults):
    faulty.add([DATA], limit=10**6)
    faults.breaks_off_after = [10, 0, 0, 0, 0, 0]

    with faulty.open(DIGEST) as file, pytest.raises(StoreUnavailable, match="breaks off"):
        file.read()


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (403, "AccessDenied", "no right"),
        (404, "NoSuchBucket", "bucket does not exist"),
        (403, "InvalidAccessKeyId", "access key is not known"),
        (403, "SignatureDoesNotMatch", "secret key is wrong"),
        (418, "SomethingElse", "SomethingElse"),
    ],
)
def test_a_refusal_says_what_is_wrong(faulty, faults, status, code, words):
    faults.refuses_with = (status, code)

    with pytest.raises(StoreUnavailable, match=words):
        faulty.add([DATA], limit=10**6)
    assert words in faulty.problem()
    assert words in faulty.problem_of_writing()


def test_a_store_without_room_is_full(faulty, faults):
    faults.refuses_with = (403, "QuotaExceeded")

    with pytest.raises(DiskFull):
        faulty.add([DATA], limit=10**6)


def test_a_short_trouble_of_the_store_passes_unnoticed(faulty, faults):
    faults.refuses_with, faults.refuses_times = (503, "SlowDown"), 1

    assert faulty.add([DATA], limit=10**6).sha256 == DIGEST
    assert faults.asked == ["PUT", "PUT", "HEAD"]


def test_without_its_bucket_nothing_is_said_to_be_missing(s3):
    s3.bucket = "no-such-bucket"

    for ask in (s3.size, s3.open):
        with pytest.raises(StoreUnavailable, match="bucket"):
            ask(DIGEST)


# -- a store that is silent -------------------------------------------------------------------


@pytest.mark.usefixtures("_silent")
@pytest.mark.django_db
def test_what_cannot_be_stored_leaves_neither_row_nor_trace():
    with pytest.raises(StoreUnavailable):
        actions.store(samples.PDF, name="a.pdf", by=BY)

    assert not StoredFile.objects.exists()
    assert not Entry.objects.filter(verb="file.stored").exists()


@pytest.mark.parametrize(("language", "words"), [("fi", "Tiedostoihin"), ("sv", "filer"), ("en", "Files cannot")])
def test_a_page_whose_files_cannot_be_reached_says_so_and_when_to_come_back(language, words):
    middleware = StoreTroubleMiddleware(lambda request: None)

    with translation.override(language):
        answer = middleware.process_exception(RequestFactory().get("/"), StoreUnavailable("it cannot be reached"))

    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "30", "no-store")
    assert words in answer.content.decode()
    assert f'lang="{language}"' in answer.content.decode()


def test_other_errors_of_a_page_stay_what_they_are():
    assert StoreTroubleMiddleware(lambda request: None).process_exception(None, ValueError()) is None


@pytest.mark.usefixtures("_silent")
@pytest.mark.django_db
def test_health_and_doctor_say_that_the_store_is_silent():
    (finding,) = checks._findings()

    assert health_checks.entry("files").run() == "it cannot be reached"
    assert (finding.level, "SEUTU_FILE_STORE" in finding.advice) == ("problem", True)


@pytest.mark.django_db(transaction=True)
def test_what_is_erased_while_the_store_is_silent_goes_when_it_is_back(s3, settings):
    stored, where = StoredFileFactory(data=samples.PDF), settings.FILE_STORE
    settings.FILE_STORE = {**where, "endpoint": "http://127.0.0.1:9"}
    assert actions.erase(stored, by=BY)
    settings.FILE_STORE = where
    assert s3.size(stored.sha256) is not None

    task = WaitingTask.objects.get()
    assert task.name.endswith("remove_content")
    assert actions.remove_content.func(stored.sha256) == "removed"

    assert s3.size(stored.sha256) is None


# -- what belongs to nobody -------------------------------------------------------------------


@pytest.fixture(params=["folder", "s3"])
def _either_store(request) -> None:
    if request.param == "s3":
        request.getfixturevalue("s3")


@pytest.mark.usefixtures("_either_store")
@pytest.mark.django_db
def test_a_content_whose_work_was_killed_before_its_row_is_swept_after_a_day(monkeypatch):
    kept, nobodys = StoredFileFactory(data=samples.PDF), store.current().add([DATA], limit=10**6)
    assert (checks._nobodys(), actions.sweep(by=BY).contents) == ([], 0)

    monkeypatch.setattr(checks, "A_DAY", LATER)  # a day that is over already
    assert [finding.level for finding in checks._nobodys()] == ["warning"]
    assert actions.sweep(by=BY, older_than=LATER, is_trial=True).contents == 1
    assert store.current().size(nobodys.sha256) == len(DATA)

    assert actions.sweep(by=BY, older_than=LATER).contents == 1
    assert [content.sha256 for content in store.current().contents()] == [kept.sha256]
    assert Entry.objects.get(verb="files.swept").details == {"count": 1}


@pytest.mark.django_db
def test_the_command_deletes_nothing_unless_it_is_told_to(folder):
    nobodys = store.current().add([DATA], limit=10**6)
    path = next(folder.rglob(nobodys.sha256))
    os.utime(path, times=(time.time() - 90_000,) * 2)
    told = StringIO()

    call_command("sweep_files", stdout=told)
    assert path.exists()
    call_command("sweep_files", "--delete", stdout=told)

    assert not path.exists()
    assert told.getvalue().splitlines() == [
        "1 contents belong to no record. Nothing was deleted.",
        "1 contents and 0 unfinished files were deleted.",
    ]


@pytest.mark.django_db
def test_a_content_that_comes_again_is_not_swept_under_its_new_name(folder):
    old = store.current().add([DATA], limit=10**6)
    os.utime(next(folder.rglob(old.sha256)), times=(time.time() - 90_000,) * 2)

    store.current().add([DATA], limit=10**6)

    assert actions.sweep(by=BY).contents == 0


@pytest.mark.usefixtures("_either_store")
@pytest.mark.django_db
def test_the_text_of_a_file_is_read_from_either_store():
    stored = StoredFileFactory(data=samples.TEXT, name="muistio.txt")

    with store.current().open(stored.sha256) as file:
        assert read_file(file, stored.kind, seconds=20).state == TextState.READ


@pytest.mark.slow
@pytest.mark.processes
def test_of_a_process_killed_in_the_middle_nothing_is_in_the_store(s3, settings, tmp_path):
    command = [sys.executable, "-c", HALF, *settings.FILE_STORE.values(), str(tmp_path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "half\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()

    assert list(s3.contents()) == []
    assert not [path for path in tmp_path.iterdir() if path.is_file()]
    with pytest.raises(FileMissing):
        s3.open(DIGEST)

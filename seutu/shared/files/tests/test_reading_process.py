"""The process that reads a file: what it may use, how long it may take, and what is left when it is killed."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from seutu.shared.files.extraction.outcome import Outcome
from seutu.shared.files.extraction.process import read_file, run
from seutu.shared.files.tests import papers

pytestmark = [pytest.mark.slow, pytest.mark.processes]
GIGABYTE = 1024 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[4]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(data: bytes, kind: str, seconds: float = 20) -> Outcome:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return read_file(file, kind, seconds=seconds)


def run_python(program: str, seconds: float = 10) -> Outcome:
    with tempfile.TemporaryFile() as file:
        return run([sys.executable, "-c", program], file, seconds)


def bomb(size: int) -> bytes:
    """A Word document that grows to ``size`` bytes: one packed piece over and over, so that it is made at once."""
    start, piece = f"<w:document {papers.W}><w:t>".encode(), b" " * (1024 * 1024)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    packed += (packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)) * (size // len(piece)) + packer.flush()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("[Content_Types].xml", papers.CONTENT_TYPES)
        file.writestr("word/document.xml", packed)
        entry = file.infolist()[-1]
        entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, len(start) + size
    return buffer.getvalue()


def test_a_file_is_read_from_its_beginning_wherever_it_was_left():
    assert read("Päätös".encode(), "text/plain") == Outcome("read", "", "Päätös")


def test_a_pdf_is_read_within_the_limits():
    assert read(papers.pdf("Sivu", "Toinen"), "application/pdf").text == "Sivu\nToinen"


def test_a_small_document_that_grows_to_gigabytes_is_refused():
    data = bomb(2 * GIGABYTE)

    seen = read(data, WORD)

    assert len(data) < 3_000_000
    assert seen == Outcome("refused", "expands")


def test_fifty_megabytes_of_text_are_refused_with_a_reason():
    assert read("Pöytäkirja\n".encode() * 4_200_000, "text/plain") == Outcome("refused", "too_long")


def test_a_long_text_that_is_not_too_long_comes_whole():
    text = 'Pöytäkirja \\ "§"\n' * 500_000

    assert read(text.encode(), "text/plain").text == text.strip()


def test_a_file_of_nuls_is_of_no_kind_that_can_be_read():
    assert read(bytes(1_000_000), "application/octet-stream") == Outcome("unreadable", "kind")


def test_a_reader_that_hangs_is_ended_with_what_it_started(tmp_path):
    note = tmp_path / "child"
    # A shell is there at once, also on a busy machine.
    program = 'sleep 600 & echo $! > "$0"; sleep 600'

    with tempfile.TemporaryFile() as file:
        seen = run(["/bin/sh", "-c", program, str(note)], file, 2)

    assert seen == Outcome("unreadable", "timeout")
    assert has_ended(int(note.read_text()))


def has_ended(pid: int) -> bool:
    for _try in range(50):
        state = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout
        if not state.strip() or state.startswith("Z"):
            return True
        time.sleep(0.05)
    return False


def test_a_reader_that_was_killed_is_told_from_a_file_that_is_broken():
    assert run_python(f"import os; os.kill(os.getpid(), {signal.SIGKILL})") == Outcome("unreadable", "died")
    assert run_python("raise ValueError") == Outcome("unreadable", "broken")


def test_a_reader_that_cannot_be_started_is_one_that_was_lost():
    with tempfile.TemporaryFile() as file:
        assert run(["/nowhere/python"], file, 5) == Outcome("unreadable", "died")


def test_a_reader_that_stops_in_the_middle_of_its_answer_has_read_nothing():
    assert run_python('print(\'{"state": "read", \')').state == "unreadable"
    assert run_python("print('[]')").state == "unreadable"


def test_a_reader_that_writes_without_end_is_ended():
    assert run_python("import os\nwhile True: os.write(1, b'x' * 65536)") == Outcome("refused", "too_long")


def test_a_reader_has_limits_of_its_own_and_none_of_our_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("SEUTU_SECRET_KEY", "a secret of the house")
    program = f"""
import json, os, resource
from seutu.shared.files.extraction.limits import MEMORY, set_limits
set_limits(7)
told = [resource.getrlimit(limit)[0] for limit in (resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)]
try:
    os.write(os.open({str(tmp_path / "written")!r}, os.O_CREAT | os.O_WRONLY), b"x")
    told.append("wrote")
except OSError:
    told.append("could not write")
try:
    bytes(2 * MEMORY)
except MemoryError:
    told.append("no memory")
told.append("SEUTU_SECRET_KEY" in os.environ)
print(json.dumps(dict(state="read", reason="", text=json.dumps(told), pages=[])))
"""
    text = run_python(program).text

    memory = '"no memory", ' if sys.platform == "linux" else ""
    assert text == f'[7, 0, 0, "could not write", {memory}false]'


def test_a_reader_knows_neither_django_nor_the_network():
    program = (
        "import sys, seutu.shared.files.extraction.__main__, seutu.shared.files.extraction.pdf; print(*sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    loaded = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, cwd="/"
    ).stdout.split()

    assert not {"django", "nh3", "socket", "ssl", "mammoth", "puremagic"} & set(loaded)

"""Starting the process of a reader, waiting no longer than it may take, and ending it with all it started."""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from seutu.shared.files.extraction.outcome import (
    BROKEN,
    DIED,
    LONGEST_TEXT,
    TIMEOUT,
    TOO_LONG,
    NotRead,
    Outcome,
    from_json,
    not_read,
)

# No sign takes more bytes than four, in UTF-8 or as an escape of JSON.
MOST_OUTPUT = LONGEST_TEXT * 4 + 1024 * 1024
_ROOT = Path(__file__).resolve().parents[4]
_CHUNK = 256 * 1024


def read_file(file: BinaryIO, kind: str, *, seconds: float) -> Outcome:
    """The text of an open file, within ``seconds``; what happened instead, when it has none."""
    command = [sys.executable, "-m", "seutu.shared.files.extraction", kind, str(int(seconds) + 1)]
    with _with_descriptor(file) as given:
        # Not file.seek: that may move in a buffer of ours, which the other process does not have.
        os.lseek(given.fileno(), 0, os.SEEK_SET)
        return run(command, given, seconds)


@contextmanager
def _with_descriptor(file: BinaryIO) -> Iterator[BinaryIO]:
    """The file itself, or, of one that comes over the network, a nameless copy that another process can read."""
    try:
        file.fileno()
    except OSError:
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as copy:
            file.seek(0)
            shutil.copyfileobj(file, copy, _CHUNK)
            copy.flush()
            yield copy
    else:
        yield file


def run(command: Sequence[str], file: BinaryIO, seconds: float) -> Outcome:
    """Run the reader ``command`` over ``file`` and take its outcome."""
    try:
        process = _start(command, file)
    except OSError:
        return not_read(DIED)
    try:
        return from_json(_output(process, time.monotonic() + seconds))
    except NotRead as refusal:
        return not_read(refusal.reason)
    except ValueError:
        return not_read(_reason(process))
    finally:
        _end(process)


def _start(command: Sequence[str], file: BinaryIO) -> subprocess.Popen[bytes]:
    # A session of its own: what the reader may have started is killed with it. Its environment has no secret of ours.
    return subprocess.Popen(  # noqa: S603 (our own module, and a kind that we sniffed)
        command,
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
        start_new_session=True,
    )


def _output(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    """All that the process writes until it closes its output.

    :raises NotRead: it takes too long, or writes too much.
    """
    assert process.stdout is not None  # noqa: S101 (it was opened as a pipe)
    pieces: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise NotRead(TIMEOUT)
            piece = os.read(process.stdout.fileno(), _CHUNK)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
            size += len(piece)
            if size > MOST_OUTPUT:
                raise NotRead(TOO_LONG)


def _reason(process: subprocess.Popen[bytes]) -> str:
    """Why a process ended without an outcome."""
    try:
        code = process.wait(1)
    except subprocess.TimeoutExpired:
        return DIED
    if code == -signal.SIGXCPU:
        return TIMEOUT
    # An error of Python, which the content caused, and would again; a signal may have come from outside.
    return BROKEN if code > 0 else DIED


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass  # it has ended, and nobody is left in its group
    process.wait()
    if process.stdout is not None:
        process.stdout.close()

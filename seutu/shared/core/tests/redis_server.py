"""Debian's redis-server for tests, at a socket of its own: it can be stopped and started again."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

IS_CI = os.environ.get("CI", "").lower() == "true"
PROGRAMS = ("redis-server", "valkey-server")


def program() -> str:
    """The server's program; a test that needs it is skipped without it, and fails where every change is judged."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found:
        return found
    words = "there is no redis-server: apt install redis-server"
    if IS_CI:
        pytest.fail(words)
    pytest.skip(words)


class Server:
    def __init__(self, program: str) -> None:
        # Short: a path of a socket has at most a hundred letters.
        self.folder = tempfile.mkdtemp(prefix="seutu-redis-")
        self.path = Path(self.folder) / "s"
        self.address = f"unix://{self.path}?db=0"
        self.program = program
        self.start()

    def start(self) -> None:
        where = ["--port", "0", "--unixsocket", str(self.path), "--dir", self.folder]
        command = [self.program, *where, "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while not self.path.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("redis-server does not start")
            time.sleep(0.02)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.path.unlink(missing_ok=True)

    def end(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

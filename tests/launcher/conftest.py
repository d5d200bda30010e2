"""Starts the launcher as people do, in a folder that goes away."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from tests import migrated_tables

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300.0  # other tests may keep the machine busy
UPGRADING = 600.0


@pytest.fixture(autouse=True)
def _only_this_machine() -> None:
    """Take the place of the fixture of the same name above: these tests take a port and ask a server of their own."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


def environment(**more: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SEUTU_", "DJANGO_"))}
    return own | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **more}


def seutu(*arguments: object, patience: float = PATIENCE, **more: str) -> subprocess.CompletedProcess[str]:
    """The command line, carried out to its end."""
    command = [sys.executable, "-m", "seutu.cli", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment(**more), capture_output=True, text=True, timeout=patience, check=False
    )


def started(*arguments: object, **more: str) -> subprocess.Popen[str]:
    """The command line, begun; what it says comes in one stream."""
    command = [sys.executable, "-m", "seutu.cli", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(**more), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield int(holder.getsockname()[1])


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with all its tables: making them takes a start most of its time."""
    if migrated_tables.path().exists():
        return migrated_tables.path()
    folder = tmp_path_factory.mktemp("migrated") / "data"
    made = seutu("manage", "migrate", "--data", folder)
    assert made.returncode == 0, made.stderr
    # All of it is in the one file that is copied.
    assert not (folder / "seutu.sqlite3-wal").exists()
    return folder / "seutu.sqlite3"


@pytest.fixture
def tables_are_made(_migrated: Path, tmp_path: Path) -> None:
    """A data folder that holds a copy of that database and nothing else: for tests that are not of the first start."""
    shutil.copyfile(_migrated, tmp_path / "seutu.sqlite3")


Serve = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def serving(serve: Serve, free_port: int) -> Callable[[Path], int]:
    """Start `seutu serve` on a data folder, and give its port."""

    def start(data: Path) -> int:
        serve(data)
        return free_port

    return start


@pytest.fixture
def serve(tmp_path: Path, free_port: int) -> Iterator[Serve]:
    """Start `seutu serve` and wait until it says that it is ready."""
    running: list[subprocess.Popen[str]] = []

    def start(data: Path = tmp_path) -> subprocess.Popen[str]:
        process = started("--data", data, "serve", "--port", free_port)
        running.append(process)
        said = []
        for line in process.stdout or ():
            said.append(line)
            if "Seutu is ready" in line:
                return process
        raise AssertionError("".join(said))

    yield start
    for process in running:
        process.send_signal(signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/terveys/elossa", timeout=5) as answer:
            return bool(answer.read() == b"ok\n")
    except OSError:
        return False


def soon(condition: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Whether ``condition`` comes true within ``seconds``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def children_of(process: subprocess.Popen[str]) -> list[int]:
    """The processes that ``process`` started, and those that they started."""
    lines = subprocess.run(["ps", "-Ao", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.splitlines()
    parents = {int(pid): int(parent) for pid, parent in (line.split() for line in lines)}
    family = {process.pid}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return sorted(family - {process.pid})


def is_gone(pid: int) -> bool:
    said = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return not said.strip() or said.strip().startswith("Z")

"""A backup while the site is written to, the data folder lost, and brought back: as it happens to an operator."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from seutu.launcher.keeping import manifest, turns
from tests.launcher.conftest import ROOT, environment, seutu, soon
from tests.launcher.kept_records import TAKEN_DOWN, WRITTEN

pytestmark = pytest.mark.processes


@pytest.fixture
def data(tables_are_made: None, tmp_path: Path) -> Path:
    folder = tmp_path / "installation"
    folder.mkdir()
    (tmp_path / "seutu.sqlite3").rename(folder / "seutu.sqlite3")
    done(folder, "manage", "shell", "-v0", "-c", WRITTEN)
    return folder


def done(data: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    result = seutu("--data", data, *arguments)
    assert result.returncode == 0, result.stderr
    return result


def states(data: Path) -> dict[str, str]:
    with closing(sqlite3.connect(data / "seutu.sqlite3")) as opened:
        return dict(opened.execute("SELECT title, state FROM decisions_officerdecision").fetchall())


class Writer(threading.Thread):
    """Writes without a pause, in pairs: of a copy that is of one instant, both are there or neither."""

    def __init__(self, data: Path) -> None:
        super().__init__(daemon=True)
        self.data, self.ended, self.written = data, threading.Event(), 0

    def run(self) -> None:
        with closing(sqlite3.connect(self.data / "seutu.sqlite3", timeout=20, isolation_level=None)) as opened:
            opened.execute("PRAGMA journal_mode = WAL")
            opened.execute("CREATE TABLE one (n)")
            opened.execute("CREATE TABLE other (n)")
            while not self.ended.is_set():
                opened.execute("BEGIN IMMEDIATE")
                opened.execute("INSERT INTO one VALUES (1)")
                opened.execute("INSERT INTO other VALUES (1)")
                opened.execute("COMMIT")
                self.written += 1


def test_what_was_lost_comes_back_and_what_was_taken_down_stays_down(data: Path, tmp_path: Path) -> None:
    backups, keys = tmp_path / "backups", tmp_path / "keys"
    writer = Writer(data)
    writer.start()
    assert soon(lambda: writer.written > 10)

    made = done(data, "backup", backups, "--keys-to", keys)
    writer.ended.set()
    writer.join()
    backup = Path(made.stdout.splitlines()[0])
    done(data, "manage", "shell", "-v0", "-c", TAKEN_DOWN)
    shutil.rmtree(data)
    shutil.rmtree(f"{data}.keys")
    without_keys = seutu("--data", data, "restore", backup)
    restored = done(data, "restore", backup, "--keys-from", next(keys.glob("seutu-keys-*")))

    assert without_keys.returncode == 2
    assert "--keys-from" in without_keys.stderr
    assert "1 records were taken down again" in restored.stderr
    assert states(data) == {"Jää": "published", "Lähtee": "withdrawn"}
    with closing(sqlite3.connect(data / "seutu.sqlite3")) as opened:
        pairs = [opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("one", "other")]
    assert pairs[0] == pairs[1]
    assert 10 <= pairs[0] <= writer.written
    assert [path.read_bytes() for path in (data / "files").rglob("*") if path.is_file()] == [b"Kartta\n"]
    assert turns.read_mark(data, turns.RESTORE) is None
    assert done(data, "manage", "check").returncode == 0


def test_a_backup_that_was_killed_leaves_nothing_that_looks_whole(data: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    command = [sys.executable, "-m", "seutu.cli", "--data", str(data), "backup", str(backups)]
    (stored,) = [path for path in (data / "files").rglob("*") if path.is_file()]
    content = stored.read_bytes()
    # A pipe that nobody writes to: the backup waits in the middle, however quick the machine is.
    stored.unlink()
    os.mkfifo(stored)

    with subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.DEVNULL) as process:
        assert soon(lambda: any(backups.glob(".unfinished-*")), seconds=60)
        process.kill()
    stored.unlink()
    stored.write_bytes(content)
    left = manifest.backups_in(backups)
    again = done(data, "backup", backups)

    assert left == []
    assert manifest.backups_in(backups) == [Path(again.stdout.splitlines()[0])]
    assert not list(backups.glob(".unfinished-*"))


def test_an_installation_that_is_there_is_moved_aside_only_when_asked(data: Path, tmp_path: Path) -> None:
    backup = Path(done(data, "backup", tmp_path / "backups").stdout.splitlines()[0])

    refused = seutu("--data", data, "restore", backup)
    done(data, "restore", backup, "--replace")

    assert refused.returncode == 2
    assert "--replace" in refused.stderr
    (aside,) = data.glob("before-restore-*")
    assert (aside / "seutu.sqlite3").exists()
    assert states(data) == states(aside)


def test_a_restore_that_was_killed_keeps_the_site_closed_until_it_is_run_again(data: Path, tmp_path: Path) -> None:
    backup = Path(done(data, "backup", tmp_path / "backups").stdout.splitlines()[0])
    shutil.rmtree(data)
    command = [sys.executable, "-m", "seutu.cli", "--data", str(data), "restore", str(backup)]

    with subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.DEVNULL) as process:
        assert soon((data / turns.RESTORE).exists, seconds=60)
        process.kill()
    closed = seutu("--data", data, "worker")
    done(data, "restore", backup)

    assert closed.returncode == 2
    assert f"seutu restore {backup}" in closed.stderr
    assert states(data) == {"Jää": "published", "Lähtee": "published"}

"""Real workers in processes of their own, on a database that they share with the test."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection

ROOT = Path(__file__).resolve().parents[4]
# Workers of the product ask for what is done daily as well; these tests are about their own work.
OWN_WORK = "(SELECT * FROM tasks_waitingtask WHERE unique_key NOT LIKE 'tasks.daily:%') own_work"
PATIENCE_SECONDS = 120.0  # a busy machine needs many seconds to start a worker


class Workers:
    """Starts workers, and reads and writes what they see.

    On PostgreSQL they work on the test's own database. The test's SQLite is in memory, where no other process can see
    it, so ``start`` first copies it to a file.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self._file = folder / "seutu.sqlite3"

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """A worker that looks for work often."""
        self._share_database()
        command = [sys.executable, "manage.py", "run_worker", "--poll-seconds=0.05", *arguments]
        own = {"DJANGO_SETTINGS_MODULE": "seutu.settings", "SEUTU_DATA_DIR": str(self.folder)}
        environment = os.environ | own | {"SEUTU_DATABASE": _address()}
        with (self.folder / "worker.log").open("a") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a statement where the workers will see it."""
        if connection.vendor != "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall() if cursor.description else []
        with sqlite3.connect(self._file, timeout=5, isolation_level=None) as shared:
            rows = shared.execute(sql).fetchall()
        shared.close()
        return rows

    def states(self) -> list[str]:
        return [state for (state,) in self.ask(f"SELECT state FROM {OWN_WORK} ORDER BY id")]

    def count_beating(self) -> int:
        return int(self.ask("SELECT count(*) FROM tasks_workerheartbeat")[0][0])

    def end(self) -> None:
        """Let no process outlive the test, and show what they said when it failed."""
        for process in self.processes:
            process.kill()
            process.wait()
        sys.stderr.write((self.folder / "worker.log").read_text())

    def _share_database(self) -> None:
        if connection.vendor == "sqlite" and not self._file.exists():
            connection.ensure_connection()
            with sqlite3.connect(self._file) as file:
                connection.connection.backup(file)
            file.close()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for other processes, but not for ever."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.02)


def _address() -> str:
    if connection.vendor == "sqlite":
        return ""
    it = connection.settings_dict
    who = f"{quote(it['USER'])}:{quote(it['PASSWORD'])}" if it["PASSWORD"] else quote(it["USER"])
    port = f":{it['PORT']}" if it["PORT"] else ""
    options = {name: value for name, value in it["OPTIONS"].items() if isinstance(value, str)}
    return f"postgres://{who}@{it['HOST']}{port}/{it['NAME']}?{urlencode(options)}"

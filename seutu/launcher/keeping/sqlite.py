"""SQLite, copied with its backup API."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from seutu.launcher.installation import Refusal, about_disk
from seutu.launcher.keeping import databases
from seutu.launcher.keeping.databases import Snapshot
from seutu.launcher.keeping.manifest import chunks_of
from seutu.launcher.keeping.progress import Progress
from seutu.launcher.keeping.turns import flush_folder

PAGES = 1000
PATIENCE = 30.0
BESIDE = ("-wal", "-shm", "-journal")


class SqliteDatabase:
    """The database file in the data folder."""

    kind, file = "sqlite", "database.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def size(self) -> int:
        return sum(path.stat().st_size for path in (self.path, self._beside("-wal")) if path.exists())

    def check(self) -> None:
        if not self.path.exists():
            raise Refusal(f"There is no database yet: {self.path} does not exist.")

    def copy(self, target: Path, progress: Progress) -> Snapshot:
        try:
            with closing(sqlite3.connect(target, isolation_level=None)) as copy:
                self._copy(copy, progress)
                _tidy(copy)
                said = str(copy.execute("PRAGMA integrity_check(1)").fetchone()[0])
                if said != "ok":
                    raise Refusal(f"The copy of the database is damaged, and so is {self.path}: {said}")
                snapshot = _snapshot_of(copy)
            with target.open("rb") as file:
                os.fsync(file.fileno())
        except sqlite3.Error as error:
            raise Refusal(_about(error, self.path, target)) from error
        return snapshot

    def _copy(self, copy: sqlite3.Connection, progress: Progress) -> None:
        def advance(_status: int, remaining: int, total: int) -> None:
            progress.total = total * page
            progress.reach((total - remaining) * page)

        with closing(sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)) as source:
            page = int(source.execute("PRAGMA page_size").fetchone()[0])
            # One reading from beginning to end. Without it, every write of others would begin the copy anew.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(copy, pages=PAGES, progress=advance, sleep=0)

    def fault(self, copy: Path) -> str:
        try:
            with closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as opened:
                said = str(opened.execute("PRAGMA integrity_check(1)").fetchone()[0])
        except sqlite3.Error as error:
            return f"the database in it cannot be read: {error}"
        return "" if said == "ok" else f"the database in it is damaged: {said}"

    def is_empty(self) -> bool:
        return not self.path.exists()

    def put(self, copy: Path) -> None:
        from django.db import connection  # it needs the settings

        connection.close()
        unfinished = self.path.with_name(f".{self.path.name}.part")
        try:
            with unfinished.open("wb") as file:
                for chunk in chunks_of(copy):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            for end in BESIDE:
                # Of the former database: SQLite would take them for the new one's.
                self._beside(end).unlink(missing_ok=True)
            unfinished.replace(self.path)
            flush_folder(self.path.parent)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise Refusal(about_disk(error, self.path)) from error

    def put_back(self, copy: Path) -> None:
        self.put(copy)

    def _beside(self, end: str) -> Path:
        return self.path.with_name(self.path.name + end)


def _tidy(copy: sqlite3.Connection) -> None:
    """Make the copy one file, without the sessions of anybody."""
    copy.execute("PRAGMA journal_mode = DELETE")
    copy.execute("PRAGMA secure_delete = ON")
    if _has_table(copy, databases.SESSIONS_TABLE):
        copy.execute(f"DELETE FROM {databases.SESSIONS_TABLE}")  # noqa: S608 a name of ours


def _snapshot_of(copy: sqlite3.Connection) -> Snapshot:
    migrations, contents = [], []
    if _has_table(copy, databases.MIGRATIONS_TABLE):
        migrations = copy.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
    if _has_table(copy, databases.FILES_TABLE):
        contents = copy.execute("SELECT DISTINCT sha256 FROM files_storedfile ORDER BY sha256").fetchall()
    return Snapshot([list(row) for row in migrations], [sha256 for (sha256,) in contents], sqlite3.sqlite_version)


def _has_table(copy: sqlite3.Connection, name: str) -> bool:
    return bool(copy.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [name]).fetchone())


def _about(error: sqlite3.Error, source: Path, target: Path) -> str:
    if "full" in str(error):
        return f"The disk is full: {target} cannot be written. Make room, then run the same command again."
    return f"The database {source} could not be copied to {target}: {error}."

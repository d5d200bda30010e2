"""PostgreSQL, copied with pg_dump and put back with pg_restore."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo

from seutu.launcher.installation import Refusal
from seutu.launcher.keeping import databases
from seutu.launcher.keeping.databases import Snapshot
from seutu.launcher.keeping.progress import Progress

LOOK_EVERY = 0.1
OWNER = "SEUTU_DATABASE_OWNER"
PACKAGE = "Install PostgreSQL's own programs (on Debian and Ubuntu: apt install postgresql-client)."
SHUT = """
    SELECT count(*) FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND row_security_active(oid)
"""
THINGS = """
    SELECT count(*) FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
"""
# The schema itself stays, with the rights that were given in it and by default.
EMPTY = """
DO $$ DECLARE each record; BEGIN
    FOR each IN SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
    LOOP EXECUTE 'DROP TABLE IF EXISTS ' || each.name || ' CASCADE'; END LOOP;
    FOR each IN SELECT oid::regprocedure AS name FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace AND proowner = current_user::regrole
    LOOP EXECUTE 'DROP FUNCTION IF EXISTS ' || each.name || ' CASCADE'; END LOOP;
END $$
"""


class PostgresDatabase:
    """The database that the settings name, as the role that owns its tables."""

    kind, file = "postgresql", "database.dump"

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def size(self) -> int:
        # A dump has no indexes, and is compressed.
        return int(self._one("SELECT pg_database_size(current_database())")) // 2

    def check(self) -> None:
        server = int(self._one("SHOW server_version_num")) // 10000
        program = _version_of("pg_dump")
        if program < server:
            raise Refusal(
                f"pg_dump is of PostgreSQL {program} and the server of {server}: an older one cannot copy a newer. "
                f"Install postgresql-client-{server}, and let its pg_dump stand first in PATH."
            )
        if self._one(SHUT):
            role = self._one("SELECT current_user")
            raise Refusal(
                f"The role {role} may not copy everything: row-level security would leave out the clients. Name the "
                f"role that owns the tables: {OWNER}=postgres://OWNER:PASSWORD@HOST/NAME"
            )

    def copy(self, target: Path, progress: Progress) -> Snapshot:
        try:
            with self.connection.cursor() as cursor:
                # What pg_dump sees is what this transaction sees: the contents that it names are those of the dump.
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
                chosen = ["--format=custom", f"--file={target}", f"--exclude-table-data={databases.SESSIONS_TABLE}"]
                chosen.append(f"--snapshot={self._one('SELECT pg_export_snapshot()')}")
                self._run("pg_dump", *chosen, look=lambda: progress.reach(_size_of(target)))
                snapshot = self._snapshot()
                cursor.execute("COMMIT")
        except DatabaseError as error:
            raise Refusal(_about(error)) from error
        finally:
            self.connection.close()
        with target.open("rb") as file:
            os.fsync(file.fileno())
        if fault := self.fault(target):
            raise Refusal(f"The copy cannot be used: {fault}")
        return snapshot

    def _snapshot(self) -> Snapshot:
        tables = self.connection.introspection.table_names()
        migrations, contents = [], []
        with self.connection.cursor() as cursor:
            if databases.MIGRATIONS_TABLE in tables:
                cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
                migrations = cursor.fetchall()
            if databases.FILES_TABLE in tables:
                cursor.execute("SELECT DISTINCT sha256 FROM files_storedfile ORDER BY sha256")
                contents = cursor.fetchall()
        server = str(self._one("SHOW server_version"))
        return Snapshot([list(row) for row in migrations], [sha256 for (sha256,) in contents], server)

    def fault(self, copy: Path) -> str:
        try:
            self._run("pg_restore", "--list", str(copy), is_connected=False)
        except Refusal as refusal:
            return str(refusal)
        return ""

    def is_empty(self) -> bool:
        return not self._one(THINGS)

    def put(self, copy: Path) -> None:
        # The rights of others come from the new database's own defaults: the roles may have other names here.
        self._restore(copy, "--no-owner", "--no-privileges")

    def put_back(self, copy: Path) -> None:
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(EMPTY)
        except DatabaseError as error:
            raise Refusal(_about(error)) from error
        self._restore(copy, "--no-owner")

    def _restore(self, copy: Path, *how: str) -> None:
        self.connection.close()
        self._run("pg_restore", "--exit-on-error", "--single-transaction", *how, str(copy))
        with self.connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _one(self, question: str) -> Any:
        try:
            with self.connection.cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchone()[0]
        except DatabaseError as error:
            raise Refusal(_about(error)) from error

    def _run(
        self, program: str, *arguments: str, is_connected: bool = True, look: Callable[[], None] = lambda: None
    ) -> None:
        given = self.connection.get_connection_params() if is_connected else {}
        # Without those that mean something to Python alone; the password must not stand where everybody can read it.
        names = given.keys() - {"password", "client_encoding"}
        address = {name: str(given[name]) for name in names if isinstance(given[name], str | int)}
        own = [f"--dbname={make_conninfo(**address)}", "--no-password"] if is_connected else []
        try:
            process = subprocess.Popen(
                [program, *own, *arguments],
                env={**os.environ, "LC_ALL": "C", "PGPASSWORD": str(given.get("password") or "")},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
            )
        except FileNotFoundError as error:
            raise Refusal(f"{program} is not here. {PACKAGE}") from error
        _wait(process, program, look)


def _wait(process: subprocess.Popen[str], program: str, look: Callable[[], None]) -> None:
    try:
        while True:
            try:
                _, said = process.communicate(timeout=LOOK_EVERY)
                break
            except subprocess.TimeoutExpired:
                look()
    except BaseException:
        process.kill()
        process.wait()
        raise
    if process.returncode:
        raise Refusal(_about_program(program, said))


def _about_program(program: str, said: str) -> str:
    if "No space left" in said:
        return "The disk is full. Make room, then run the same command again."
    if "unsupported version" in said:
        return f"{program} is older than the one that made the backup. Install the same version or a newer one."
    lines = [line for line in said.splitlines() if line.strip()] or ["it said nothing"]
    reason = next((line for line in lines if "error" in line.lower()), lines[0])
    return f"{program} failed: {reason.strip()}"


def _version_of(program: str) -> int:
    if shutil.which(program) is None:
        raise Refusal(f"{program} is not here. {PACKAGE}")
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+", said)
    return int(found.group()) if found else 0


def _size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _about(error: DatabaseError) -> str:
    from seutu.launcher.preparing import about_database  # it needs the settings

    return about_database(error)

"""PostgreSQL copied with pg_dump, put into an empty database with pg_restore, and put back over a changed one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from seutu.launcher.installation import Refusal
from seutu.launcher.keeping.postgres import PostgresDatabase
from seutu.launcher.keeping.progress import Progress
from seutu.newcomers.clients.tests.app_role import as_app_role, make_role
from seutu.shared.audit.actor import System
from seutu.shared.files.actions import store

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("programs"),
]

OTHER = "seutu_restored"


@pytest.fixture
def other() -> Iterator[BaseDatabaseWrapper]:
    """Another database, which is empty."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {OTHER}")
        cursor.execute(f"CREATE DATABASE {OTHER}")
    opened = ConnectionHandler({"default": {**connection.settings_dict, "NAME": OTHER}})["default"]
    yield opened
    opened.close()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {OTHER}")


def rows(opened: BaseDatabaseWrapper, question: str) -> int:
    with opened.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])


def execute(opened: BaseDatabaseWrapper, *statements: str) -> None:
    with opened.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_a_copy_goes_into_an_empty_database_and_back_over_a_changed_one(
    other: BaseDatabaseWrapper, tmp_path: Path, settings
) -> None:
    settings.FILES_DIR = tmp_path / "files"
    stored = store(b"Kartta\n", name="a.txt", by=System("tests"))
    execute(connection, "INSERT INTO django_session VALUES ('open-now', '', now())")
    database, copy = PostgresDatabase(connection), tmp_path / "database.dump"
    database.check()

    snapshot = database.copy(copy, Progress("database"))
    target = PostgresDatabase(other)
    assert target.is_empty()
    target.put(copy)

    assert snapshot.contents == [stored.sha256]
    assert len(snapshot.migrations) == rows(other, "SELECT count(*) FROM django_migrations") > 50
    assert rows(other, "SELECT count(*) FROM files_storedfile") == 1
    assert rows(other, "SELECT count(*) FROM django_session") == 0
    assert not target.is_empty()

    # As a migration that failed half-way leaves it: a table more, a row and a table less.
    execute(other, "CREATE TABLE half_made (n int)", "DELETE FROM files_storedfile", "DROP TABLE django_session")
    target.put_back(copy)
    assert rows(other, "SELECT count(*) FROM files_storedfile") == 1
    assert rows(other, "SELECT count(*) FROM django_session") == 0
    assert rows(other, "SELECT count(*) FROM pg_class WHERE relname = 'half_made'") == 0
    # Row-level security and the triggers of the trail stand there too.
    assert rows(other, "SELECT count(*) FROM pg_policies") == rows(connection, "SELECT count(*) FROM pg_policies") > 0
    triggers = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"
    assert rows(other, triggers) == rows(connection, triggers) > 0


def test_a_copy_cannot_be_put_upon_what_is_there(other: BaseDatabaseWrapper, tmp_path: Path) -> None:
    PostgresDatabase(connection).copy(tmp_path / "copy", Progress("database"))
    execute(other, "CREATE TABLE audit_entry (n int)")

    with pytest.raises(Refusal, match="pg_restore failed"):
        PostgresDatabase(other).put(tmp_path / "copy")

    assert rows(other, "SELECT count(*) FROM pg_class WHERE relname LIKE 'files_%'") == 0


def test_a_role_that_does_not_see_the_clients_takes_no_copy() -> None:
    make_role()

    with as_app_role(), pytest.raises(Refusal, match="SEUTU_DATABASE_OWNER"):
        PostgresDatabase(connection).check()


def test_a_pg_dump_that_is_too_old_or_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal, match="pg_dump is not here"):
        PostgresDatabase(connection).check()

    (tmp_path / "pg_dump").write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n")
    (tmp_path / "pg_dump").chmod(0o755)
    assert shutil.which("pg_dump")
    with pytest.raises(Refusal, match=r"pg_dump is of PostgreSQL 9 and the server of \d+"):
        PostgresDatabase(connection).check()


def test_what_is_no_dump_is_told(tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(b"not a dump")

    assert "pg_restore failed" in PostgresDatabase(connection).fault(tmp_path / "copy")

"""The commands that keep data, carried out on PostgreSQL as an operator does: one installation, from its tables on."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from seutu.launcher.keeping import turns
from tests.launcher.conftest import UPGRADING, seutu, started
from tests.launcher.kept_records import TAKEN_DOWN, WRITTEN

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL"),
    pytest.mark.usefixtures("programs"),
]

NAME = "seutu_commands"
LAST, BEFORE_LAST, LAST_TABLE = "0004_prepared_items", "0003_draft_of_each_opening", "desk_prepareditem"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


class Database:
    """A database of its own on the server of the tests."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.address = server.replace("/postgres?", f"/{NAME}?")

    def make_anew(self) -> None:
        with psycopg.connect(self.server, autocommit=True) as opened:
            opened.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            opened.execute(f"CREATE DATABASE {NAME}")

    def remove(self) -> None:
        with psycopg.connect(self.server, autocommit=True) as opened:
            opened.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.address, autocommit=True) as opened:
            cursor = opened.execute(statement)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture
def database() -> Iterator[Database]:
    made = Database(os.environ["SEUTU_TEST_POSTGRES"])
    made.make_anew()
    yield made
    made.remove()


def states(database: Database) -> dict[object, object]:
    return dict(database.ask("SELECT title, state FROM decisions_officerdecision"))


def test_an_installation_is_made_copied_lost_brought_back_and_upgraded(database: Database, tmp_path: Path) -> None:
    data, backups, keys = tmp_path / "data", tmp_path / "backups", tmp_path / "keys"
    given = {"SEUTU_DATABASE": database.address, "PATH": os.environ["PATH"]}

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return seutu("--data", data, *arguments, patience=UPGRADING, **given)

    def done(*arguments: object) -> subprocess.CompletedProcess[str]:
        result = run(*arguments)
        assert result.returncode == 0, result.stderr
        return result

    _two_migrate_at_once(data, given)
    done("manage", "shell", "-v0", "-c", WRITTEN)
    backup = Path(done("backup", backups, "--keys-to", keys).stdout.splitlines()[0])
    done("verify", backup)
    done("manage", "shell", "-v0", "-c", TAKEN_DOWN)

    shutil.rmtree(data)
    shutil.rmtree(f"{data}.keys")
    full = run("restore", backup, "--keys-from", next(keys.glob("seutu-keys-*")))
    database.make_anew()
    restored = done("restore", backup, "--keys-from", next(keys.glob("seutu-keys-*")))
    assert full.returncode == 2
    assert "Traceback" not in full.stderr
    assert "1 records were taken down again" in restored.stderr
    assert states(database) == {"Jää": "published", "Lähtee": "withdrawn"}
    assert [path.read_bytes() for path in (data / "files").rglob("*") if path.is_file()] == [b"Kartta\n"]

    _upgrade_fails_and_succeeds(database, run, data, tmp_path)
    assert states(database) == {"Jää": "published", "Lähtee": "withdrawn"}


def _two_migrate_at_once(data: Path, given: dict[str, str]) -> None:
    both = [started("--data", data, "manage", "migrate", "-v0", **given) for _each in range(2)]
    said = [each.communicate(timeout=UPGRADING)[0] for each in both]

    assert [each.returncode for each in both] == [0, 0], said


def _upgrade_fails_and_succeeds(database: Database, run: Run, data: Path, tmp_path: Path) -> None:
    rolled_back = run("manage", "migrate", "-v0", "desk", BEFORE_LAST)
    assert rolled_back.returncode == 0, rolled_back.stderr
    # In the way of the table that the migration makes.
    database.ask(f"CREATE TABLE {LAST_TABLE} (told text)")
    database.ask(f"INSERT INTO {LAST_TABLE} VALUES ('stays')")

    failed = run("upgrade", tmp_path / "before")
    assert failed.returncode == 1, failed.stderr
    assert "The database is as it was" in failed.stderr
    assert database.ask(f"SELECT told FROM {LAST_TABLE}") == [("stays",)]
    assert database.ask(f"SELECT count(*) FROM django_migrations WHERE app = 'desk' AND name = '{LAST}'") == [(0,)]

    database.ask(f"DROP TABLE {LAST_TABLE}")
    upgraded = run("upgrade", tmp_path / "before")
    assert upgraded.returncode == 0, upgraded.stderr
    assert database.ask(f"SELECT count(*) FROM {LAST_TABLE}") == [(0,)]
    assert turns.read_mark(data, turns.UPGRADE) is None

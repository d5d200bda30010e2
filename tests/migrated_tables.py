"""The tables of SQLite as the migrations leave them, kept between runs: making them anew takes half a minute.

They lie in ``.cache/tables``, in a file named for what the migrations are made of: whoever changes one, or brings in
another release of what we depend on, gets new tables. PostgreSQL always migrates.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core import management
from django.db import connections

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".cache" / "tables"
# What the migrations run besides themselves.
SOURCES = ("migrations/*.py", "*triggers.py", "row_guards.py", "fields.py", "row_policies.py")


def path() -> Path:
    """Where the tables of today's migrations lie, or would."""
    return FOLDER / f"{_fingerprint()}.sqlite3"


@contextmanager
def kept() -> Iterator[None]:
    """Within it, Django's first migration of a test database begins where the last run with the same ones ended."""
    call_command = management.call_command
    template = path()

    def begin_where_the_last_run_ended(name: str, *args: Any, **options: Any) -> Any:
        management.call_command = call_command
        connection = connections[options.get("database", "default")]
        if name != "migrate" or connection.vendor != "sqlite":
            return call_command(name, *args, **options)
        connection.ensure_connection()
        if template.exists():
            with closing(sqlite3.connect(template)) as source:
                source.backup(connection.connection)
        outcome = call_command(name, *args, **options)
        if not template.exists():
            _keep(connection.connection, template)
        return outcome

    management.call_command = begin_where_the_last_run_ended  # Django looks it up when it makes the database
    try:
        yield
    finally:
        management.call_command = call_command


def _keep(connection: sqlite3.Connection, template: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in sorted(FOLDER.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-3]:
        old.unlink(missing_ok=True)
    half = template.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(half)) as target:
        connection.backup(target)
    half.replace(template)


def _fingerprint() -> str:
    digest = hashlib.sha256(os.environ.get("SEUTU_SITE", "all").encode())
    paths = [path for pattern in SOURCES for path in (ROOT / "seutu").rglob(pattern)]
    for path in [*sorted(paths), ROOT / "uv.lock", ROOT / "seutu" / "settings.py"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]

"""The triggers that keep frozen reports as they are, for each kind of database.

Trap: SQLite drops a table's triggers when Django remakes the table for a changed column. A migration that alters one of
`TABLES` must therefore end with ``RunPython(install)``; `seutu doctor` and a test notice when one was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("reports_frozenreport", "reports_frozenreportorganization")
FUNCTION = "reports_frozen_never_changes"
EVENTS = {"UPDATE": "never_changes", "DELETE": "stays"}
_WORDS = "a frozen report never changes"


def _names() -> Iterator[tuple[str, str, str]]:
    for table in TABLES:
        for event, ending in EVENTS.items():
            yield f"{table}_{ending}", table, event


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on; those that are there already are made anew."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, table, event in _names():
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
                )
            return
        cursor.execute(
            f"CREATE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for name, table, event in _names():
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()"
            )


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: for undoing a migration, and for emptying a test database."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(f"DROP FUNCTION IF EXISTS {FUNCTION} CASCADE")
            return
        for name, _table, _event in _names():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def are_on(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database guards frozen reports now."""
    wanted = {name for name, _table, _event in _names()}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        return wanted <= {name for (name,) in cursor.fetchall()}

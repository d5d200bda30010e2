"""The triggers that keep published versions as they are, for each kind of database.

Trap: SQLite drops a table's triggers when Django remakes the table for a changed column. A migration that alters
``FormVersion`` must therefore end with ``RunPython(install)``; a test notices when one was forgotten.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "eforms_formversion"
NAMES = ("eforms_version_never_changes", "eforms_version_stays")
_WORDS = "a published version of a form never changes"

_SQLITE = (
    f"CREATE TRIGGER {NAMES[0]} BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END",
    f"CREATE TRIGGER {NAMES[1]} BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END",
)
_POSTGRESQL = (
    f"""
    CREATE FUNCTION {NAMES[0]}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    f"CREATE TRIGGER {NAMES[0]} BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAMES[0]}()",
    f"CREATE TRIGGER {NAMES[1]} BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAMES[0]}()",
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on; those that are there already are made anew."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: for undoing a migration, and for emptying a test database."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute(f"DROP FUNCTION IF EXISTS {NAMES[0]} CASCADE")
            return
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")

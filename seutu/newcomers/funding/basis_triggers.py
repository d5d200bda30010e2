"""The triggers that keep an approved basis as it is, for each kind of database.

Trap: SQLite drops a table's triggers when Django remakes the table for a changed column. A migration that alters
``Basis`` must therefore end with ``RunPython(install)``; a test notices when one was forgotten.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "funding_basis"
NAMES = ("funding_basis_never_changes", "funding_basis_stays", "funding_basis_is_not_replaced")
_WORDS = "an approved basis never changes"
_APPROVED = "OLD.approved_at IS NOT NULL"

_SQLITE = (
    f"CREATE TRIGGER {NAMES[0]} BEFORE UPDATE ON {TABLE} WHEN {_APPROVED} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END",
    f"CREATE TRIGGER {NAMES[1]} BEFORE DELETE ON {TABLE} WHEN {_APPROVED} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END",
    # INSERT OR REPLACE takes the old row away without asking the other two.
    f"""
    CREATE TRIGGER {NAMES[2]} BEFORE INSERT ON {TABLE}
    WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id AND approved_at IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END
    """,
)
_POSTGRESQL = (
    f"""
    CREATE FUNCTION {NAMES[0]}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    f"""
    CREATE TRIGGER {NAMES[0]} BEFORE UPDATE ON {TABLE}
    FOR EACH ROW WHEN ({_APPROVED}) EXECUTE FUNCTION {NAMES[0]}()
    """,
    f"""
    CREATE TRIGGER {NAMES[1]} BEFORE DELETE ON {TABLE}
    FOR EACH ROW WHEN ({_APPROVED}) EXECUTE FUNCTION {NAMES[0]}()
    """,
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

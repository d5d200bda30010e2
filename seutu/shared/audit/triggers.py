"""The triggers that keep the trail append-only, for each kind of database.

Trap: SQLite drops a table's triggers when Django remakes the table for a changed column. A migration that alters
``Entry`` must therefore end with ``RunPython(install)``; `seutu doctor` and a test notice when one was forgotten.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

NAMES = {
    "sqlite": ("audit_entry_never_changes", "audit_entry_is_not_replaced", "audit_entry_stays"),
    "postgresql": ("audit_entry_never_changes", "audit_entry_is_not_truncated", "audit_entry_stays"),
}
FUNCTIONS = ("audit_entry_never_changes", "audit_entry_stays")

_SQLITE = (
    """
    CREATE TRIGGER audit_entry_never_changes BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'an audit entry never changes'); END
    """,
    # INSERT OR REPLACE takes the old row away without asking the other two.
    """
    CREATE TRIGGER audit_entry_is_not_replaced BEFORE INSERT ON audit_entry
    WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'an audit entry never changes'); END
    """,
    # The day of UTC begins after Helsinki's, so an entry never goes too early.
    """
    CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
    WHEN OLD.keep_until >= date('now') OR NOT EXISTS (SELECT 1 FROM audit_purgepermit)
    BEGIN SELECT RAISE(ABORT, 'an audit entry stays until its day and goes by purge_audit only'); END
    """,
)

_POSTGRESQL = (
    """
    CREATE FUNCTION audit_entry_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'an audit entry never changes' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    """
    CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND OLD.keep_until < (now() AT TIME ZONE 'Europe/Helsinki')::date
         AND EXISTS (SELECT 1 FROM audit_purgepermit) THEN
        RETURN OLD;
      END IF;
      RAISE EXCEPTION 'an audit entry stays until its day and goes by purge_audit only'
        USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER audit_entry_never_changes BEFORE UPDATE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_never_changes()
    """,
    """
    CREATE TRIGGER audit_entry_stays BEFORE DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_stays()
    """,
    """
    CREATE TRIGGER audit_entry_is_not_truncated BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays()
    """,
)

_INSTALLED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'audit_entry'::regclass AND tgenabled <> 'D'",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on; those that are there already are made anew."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off: for undoing a migration, and for emptying a test database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in NAMES["sqlite"]:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for name in FUNCTIONS:
            cursor.execute(f"DROP FUNCTION IF EXISTS {name} CASCADE")


def are_on(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database guards the trail now."""
    with connection.cursor() as cursor:
        cursor.execute(_INSTALLED[connection.vendor])
        installed = {name for (name,) in cursor.fetchall()}
    return installed >= set(NAMES[connection.vendor])

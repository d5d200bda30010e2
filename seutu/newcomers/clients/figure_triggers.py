"""The triggers that note which months have changed since their figures were gathered, for each kind of database.

They stand in the database so that no way of writing can forget them: forms, imports, erasures and repairs by hand.

Trap: SQLite drops a table's triggers when Django remakes the table for a changed column. A migration that alters one of
these tables, or the table of clients, must end with ``RunPython(install)``; a test notices when one was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

from seutu.newcomers.clients.row_functions import SCHEMA

NOTES = "clients_changedmonth"
# Days by which work is counted.
WORK = ("clients_contact", "clients_groupsession", "clients_otherwork")
TOPICS = "clients_contact_topics"
CLIENTS = "clients_client"
# By these it is decided whether somebody's contacts are broken down.
FLAGS = ("is_protected", "processing_restricted")
FUNCTION = "clients_note_changed_month"
_EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on; those that are there already are made anew."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            statements = [*_sqlite()]
        else:
            cursor.execute("SELECT quote_ident(current_schema())")
            (schema,) = cursor.fetchone()
            statements = [each.replace(SCHEMA, schema) for each in _postgresql()]
        for statement in statements:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, _table, _event in _names():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for suffix in ("of_work", "of_topics", "of_client"):
            cursor.execute(f"DROP FUNCTION IF EXISTS {FUNCTION}_{suffix}() CASCADE")


def names_on(vendor: str) -> set[str]:
    """The names of all triggers in a database of this kind."""
    if vendor == "sqlite":
        return {name for name, _table, _event in _names()}
    return {f"{table}_notes" for table in (*WORK, TOPICS, CLIENTS)}


def _names() -> Iterator[tuple[str, str, str]]:
    """Name, table and event of every trigger."""
    for table in (*WORK, TOPICS):
        for event in _EVENTS:
            yield f"{table}_notes_{event.lower()}", table, event
    yield f"{CLIENTS}_notes_update", CLIENTS, "UPDATE"


def _sqlite() -> Iterator[str]:
    for name, table, event in _names():
        if table == CLIENTS:
            changed = " OR ".join(f"OLD.{flag} IS NOT NEW.{flag}" for flag in FLAGS)
            yield (
                f"CREATE TRIGGER {name} AFTER UPDATE OF {', '.join(FLAGS)} ON {table} WHEN {changed} BEGIN "
                f"INSERT INTO {NOTES} (month) SELECT DISTINCT SUBSTR(occurred_on, 1, 7) || '-01' FROM clients_contact "
                "WHERE client_id = NEW.id; END"
            )
            continue
        notes = "".join(f"INSERT INTO {NOTES} (month) {_month(table, row)}; " for row in _EVENTS[event])
        yield f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {notes} END"


def _month(table: str, row: str) -> str:
    if table == TOPICS:
        return f"SELECT SUBSTR(occurred_on, 1, 7) || '-01' FROM clients_contact WHERE id = {row}.contact_id"
    return f"VALUES (SUBSTR({row}.occurred_on, 1, 7) || '-01')"


def _postgresql() -> Iterator[str]:
    """The functions run as the owner of the tables: whoever writes need not see all that their writing touches."""
    note = f"INSERT INTO {NOTES} (month) SELECT DISTINCT date_trunc('month', occurred_on)::date FROM"
    bodies = {
        "of_work": f"{note} (SELECT OLD.occurred_on UNION ALL SELECT NEW.occurred_on) AS days "
        "WHERE occurred_on IS NOT NULL",
        "of_topics": f"{note} clients_contact WHERE id IN (OLD.contact_id, NEW.contact_id)",
        "of_client": f"{note} clients_contact WHERE client_id = NEW.id",
    }
    for suffix, body in bodies.items():
        yield (
            f"CREATE FUNCTION {FUNCTION}_{suffix}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
            f"SET search_path TO {SCHEMA}, pg_temp AS $$ BEGIN {body}; RETURN NULL; END $$"
        )
    for table in (*WORK, TOPICS):
        suffix = "of_topics" if table == TOPICS else "of_work"
        yield (
            f"CREATE TRIGGER {table}_notes AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {FUNCTION}_{suffix}()"
        )
    changed = " OR ".join(f"OLD.{flag} IS DISTINCT FROM NEW.{flag}" for flag in FLAGS)
    yield (
        f"CREATE TRIGGER {CLIENTS}_notes AFTER UPDATE OF {', '.join(FLAGS)} ON {CLIENTS} FOR EACH ROW WHEN ({changed}) "
        f"EXECUTE FUNCTION {FUNCTION}_of_client()"
    )

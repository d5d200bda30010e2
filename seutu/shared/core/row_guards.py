"""Rows that the database lets nobody change or take away, whoever asks: triggers for each kind of database.

Trap: SQLite drops a table's triggers when Django remakes the table for a changed column. A migration that alters a
guarded table must therefore end with ``RunPython`` of `RowGuard.install`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class RowGuard:
    """What guards the rows of ``tables``; ``words`` are the database's refusal.

    With a ``condition`` in SQL, only rows of which it holds, such as ``approved_at IS NOT NULL``; its columns are named
    first. New rows are let in.
    """

    tables: tuple[str, ...]
    words: str
    condition: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the triggers that every database has."""
        return tuple(name for table in self.tables for name in (f"{table}_never_changes", f"{table}_stays"))

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Put the triggers on; those that are there already are made anew."""
        self.remove(connection)
        with connection.cursor() as cursor:
            for statement in self._sqlite() if connection.vendor == "sqlite" else self._postgresql():
                cursor.execute(statement)

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        """Take the triggers off: for undoing a migration, and for emptying a test database."""
        with connection.cursor() as cursor:
            if connection.vendor != "sqlite":
                cursor.execute(f"DROP FUNCTION IF EXISTS {self._function} CASCADE")
                return
            for name in sorted(self.names_on("sqlite")):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")

    def names_on(self, vendor: str) -> set[str]:
        """The names of all triggers in a database of this kind."""
        of_sqlite = {f"{table}_is_not_replaced" for table in self.tables} if vendor == "sqlite" else set()
        return {*self.names, *of_sqlite}

    def is_on(self, connection: BaseDatabaseWrapper) -> bool:
        """Whether the database guards the rows now."""
        return self.names_on(connection.vendor) <= triggers_on(connection)

    @property
    def _function(self) -> str:
        return f"{self.tables[0]}_is_guarded"

    def _sqlite(self) -> Iterator[str]:
        refusal = f"BEGIN SELECT RAISE(ABORT, '{self.words}'); END"
        old, also = (f"WHEN OLD.{self.condition} ", f" AND {self.condition}") if self.condition else ("", "")
        for table in self.tables:
            yield f"CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table} {old}{refusal}"
            yield f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} {old}{refusal}"
            # INSERT OR REPLACE takes the old row away without asking the other two.
            there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id{also})"
            yield f"CREATE TRIGGER {table}_is_not_replaced BEFORE INSERT ON {table} WHEN {there} {refusal}"

    def _postgresql(self) -> Iterator[str]:
        yield (
            f"CREATE FUNCTION {self._function}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{self.words}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        old = f" WHEN (OLD.{self.condition})" if self.condition else ""
        for table in self.tables:
            for name, event in ((f"{table}_never_changes", "UPDATE"), (f"{table}_stays", "DELETE")):
                yield (
                    f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
                    f"FOR EACH ROW{old} EXECUTE FUNCTION {self._function}()"
                )


def triggers_on(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of all triggers that are on in the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal")
        return {name for (name,) in cursor.fetchall()}

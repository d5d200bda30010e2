"""Rows by the million into the tables of a generated register, past Django: COPY, or many rows in one statement.

What the generator does not say of a column is the default of its field. Indexes are taken away before and made anew
after, so that they are as good as those of a register that was copied; the database checks no keys meanwhile, and notes
no months as changed: none has been gathered yet.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

BATCH = 50_000


@contextlib.contextmanager
def loading(models: Sequence[Any]) -> Iterator[None]:
    """Take the tables of ``models`` for `write`."""
    from django.db import connection

    from seutu.newcomers.clients import figure_triggers

    tables = [model._meta.db_table for model in models]
    figure_triggers.remove(connection)
    prepare, finish = {
        "sqlite": (["PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF"], ["PRAGMA foreign_keys = ON"]),
        "postgresql": (
            ["SET session_replication_role = replica", "SET maintenance_work_mem = '512MB'"],
            ["RESET session_replication_role", "RESET maintenance_work_mem"],
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        indexes = _indexes(cursor, tables)
        for statement in [*prepare, *(f'DROP INDEX "{name}"' for name in indexes)]:
            cursor.execute(statement)
        yield
        for statement in [*indexes.values(), *finish]:
            cursor.execute(statement)
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous = FULL")
        for table in tables if connection.vendor == "postgresql" else []:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    figure_triggers.install(connection)


def _indexes(cursor: Any, tables: Sequence[str]) -> dict[str, str]:
    """By name, what makes the indexes that stand for no constraint."""
    from django.db import connection

    if connection.vendor == "sqlite":
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s"
    else:
        asked = """
            SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            WHERE i.indrelid = %s::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid)
        """
    found: dict[str, str] = {}
    for table in tables:
        cursor.execute(asked, [table])
        found |= dict(cursor.fetchall())
    return found


def write(model: Any, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Write rows whose values are as the database keeps them: days as text, truth as 0 and 1, sealed bytes."""
    from django.db import connection

    others = {
        field.column: field.get_db_prep_save(_default(field), connection)
        for field in model._meta.concrete_fields
        if field.column not in columns and not field.primary_key
    }
    table = model._meta.db_table
    if connection.vendor == "sqlite":
        _insert(connection.connection, table, columns, others, rows)
    else:
        _copy(connection.connection, table, columns, others, rows)


def _default(field: Any) -> Any:
    from django.utils import timezone

    is_clock = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    value = timezone.now() if is_clock else field.get_default()
    return str(value) if isinstance(value, str) else value


def _insert(
    raw: Any, table: str, columns: Sequence[str], others: dict[str, Any], rows: Iterable[tuple[Any, ...]]
) -> None:
    quoted = [raw.execute("SELECT quote(?)", [value]).fetchone()[0] for value in others.values()]
    values = ", ".join([*("?" for _column in columns), *quoted])
    raw.executemany(f"INSERT INTO {table} ({', '.join([*columns, *others])}) VALUES ({values})", rows)


def _copy(
    raw: Any, table: str, columns: Sequence[str], others: dict[str, Any], rows: Iterable[tuple[Any, ...]]
) -> None:
    ending = "".join(f"\t{_cell(value)}" for value in others.values()) + "\n"
    text = io.StringIO()
    for row in rows:
        text.write("\t".join(map(_cell, row)) + ending)
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join([*columns, *others])}) FROM STDIN") as copy:
        copy.write(text.getvalue())


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    return f"\\\\x{value.hex()}" if isinstance(value, bytes) else str(value)


@cache
def noon(day: dt.date) -> Any:
    """Noon of a day as the database keeps instants."""
    from django.db import connection

    return connection.ops.adapt_datetimefield_value(dt.datetime.combine(day, dt.time(12), dt.UTC))


class Sealer:
    """Seals values of one encrypted field."""

    def __init__(self, model: Any, name: str) -> None:
        self._field = model._meta.get_field(name)

    def __call__(self, value: str) -> bytes:
        return bytes(self._field.sealed(value))

"""What `seutu doctor` asks about the database's tables: what the program needs of them, and whether references lead
somewhere.

Migrations say what was run once. A repair by hand, or a copy that was only partly put back, is told by nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seutu.shared.core.registry import Finding

SHOWN = 5
# Django's own introspection reads the statement of every table, which takes seconds on SQLite.
COLUMNS = {
    "sqlite": "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'",
    "postgresql": "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = current_schema()",
}
NAMES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'table')",
    "postgresql": "SELECT relname, '' FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
    "UNION SELECT conname, '' FROM pg_constraint WHERE connamespace = current_schema()::regnamespace",
}
# Tables with the columns that have an index of their own.
INDEXED = {
    "sqlite": "SELECT t.name, MIN(c.name) FROM sqlite_master t JOIN pragma_index_list(t.name) i "
    "JOIN pragma_index_info(i.name) c WHERE t.type = 'table' GROUP BY t.name, i.name HAVING COUNT(*) = 1",
    "postgresql": "SELECT t.relname, a.attname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid "
    "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0] "
    "WHERE i.indnkeyatts = 1 AND t.relnamespace = current_schema()::regnamespace",
}
CONSTRAINT = re.compile(r'CONSTRAINT "([^"]+)"')


@dataclass(frozen=True)
class _Schema:
    """What the database has: columns and columns with an index by table, and the names of indexes and constraints."""

    columns: set[tuple[str, str]]
    names: set[str]
    indexed: set[tuple[str, str]]


def tables_and_indexes() -> list[Finding]:
    """Whether each table, column, index and constraint that the models declare is there."""
    has = _schema()
    if not any(table == MigrationRecorder.Migration._meta.db_table for table, _column in has.columns):
        return []  # the check of migrations tells of a database that is empty
    lacking = [each for model in _models() for each in _lacking(model, has)]
    if not lacking:
        return [Finding("ok", _("all that the program needs is there"))]
    words = ngettext(
        "Missing from the database: %(names)s.", "Missing from the database, %(count)d: %(names)s.", len(lacking)
    )
    names = ", ".join(lacking[:SHOWN]) + (" …" if len(lacking) > SHOWN else "")
    advice = _("Restore the database from a backup, or ask those who keep Seutu.")
    return [Finding("problem", words % {"count": len(lacking), "names": names}, advice)]


def _schema() -> _Schema:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS[connection.vendor])
        columns = set(cursor.fetchall())
        cursor.execute(NAMES[connection.vendor])
        named = cursor.fetchall()
        cursor.execute(INDEXED[connection.vendor])
        indexed = set(cursor.fetchall())
    names = {name for name, _sql in named}.union(*(CONSTRAINT.findall(sql or "") for _name, sql in named))
    return _Schema(columns, names, indexed)


def _models() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield model


def _lacking(model: type[models.Model], has: _Schema) -> Iterator[str]:
    """What the database lacks of a model, as the database names it; of a table that is not there, its name alone."""
    table, fields = model._meta.db_table, model._meta.local_concrete_fields
    there = {column for owner, column in has.columns if owner == table}
    if not there:
        yield table
        return
    yield from (f"{table}.{each.column}" for each in fields if each.column not in there)
    named = (each.name for each in (*model._meta.indexes, *model._meta.constraints))
    yield from (name for name in named if name not in has.names)
    wanted = [
        each.column for each in fields if (each.unique or getattr(each, "db_index", False)) and not each.primary_key
    ]
    yield from (f"{table}.{column}" for column in wanted if column in there and (table, column) not in has.indexed)


def references() -> list[Finding]:
    """Whether each reference leads to a record; PostgreSQL sees to it by itself."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        broken = sorted({str(row[0]) for row in cursor.fetchmany(1000)})
    if not broken:
        return [Finding("ok", _("each leads to a record"))]
    words = _("Records refer to others that are not there, in %(tables)s.") % {"tables": ", ".join(broken)}
    return [Finding("problem", words, _("Restore the database from a backup, or ask those who keep Seutu."))]

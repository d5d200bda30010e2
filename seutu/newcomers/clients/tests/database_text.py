"""Everything that stands in the database, opened: each value of each table, as text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection

from seutu.newcomers.clients.personal_data import readable


def whole_database() -> Iterator[tuple[str, str]]:
    """Each value of each row of our models as (place, text), what is encrypted in the clear; and the raw tables."""
    yield from _opened()
    yield from _raw()


def _opened() -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        for row in readable(model._base_manager.all() if not _is_scoped(model) else model._default_manager.all()):
            for field in model._meta.concrete_fields:
                yield f"{model._meta.label}.{field.name}", _text(getattr(row, field.attname))


def _is_scoped(model: Any) -> bool:
    from seutu.newcomers.clients.models import ScopedManager

    return isinstance(model._default_manager, ScopedManager)


def _raw() -> Iterator[tuple[str, str]]:
    """Tables of no model of ours too (an index, a queue): what stands in the columns themselves."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    yield table, _text(value)


def _text(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else str(value)

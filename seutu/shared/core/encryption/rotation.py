"""All sealed values under the first key, and all blind indexes under the index key, while the site runs.

Rows are read in batches by their keys, and each is written only where its sealed values are still those that were
read: a save in between is never lost. Nothing remembers how far it came. What is done is under the first key, so a run
that was killed is begun again and passes over it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from seutu.shared.core.encryption.blind_indexes import BlindIndexField
from seutu.shared.core.encryption.fields import EncryptedField
from seutu.shared.core.encryption.sealing import (
    LONGEST_HEADER,
    CannotOpen,
    Damaged,
    KeyMissing,
    first_key_id,
    key_id_of,
    seal,
    unseal,
)

BATCH = 500
DAMAGED = "?"  # stands for the key of a value that names none

Model = type[models.Model]


@dataclass
class Rotated:
    """What a run did to one table. ``overtaken`` rows were saved meanwhile, ``unreadable`` values were left alone."""

    rows: int = 0
    values: int = 0
    indexes: int = 0
    overtaken: int = 0
    unreadable: int = 0


@dataclass(frozen=True)
class SealedTable:
    """The table of a model, with its columns that matter here."""

    model: Model
    fields: Sequence[EncryptedField[Any, Any]]
    indexes: Sequence[BlindIndexField]

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def name(self) -> str:
        """As SQL writes it."""
        return connection.ops.quote_name(self.model._meta.db_table)

    @property
    def key(self) -> str:
        """Its primary key, as SQL writes it."""
        return _column(self.model._meta.pk)


def sealed_tables(among: Iterable[Model] | None = None) -> list[SealedTable]:
    """Every table that has encrypted fields."""
    found = []
    for model in apps.get_models(include_auto_created=True) if among is None else among:
        own = () if model._meta.proxy else model._meta.local_concrete_fields
        fields = [each for each in own if isinstance(each, EncryptedField)]
        indexes = [each for each in own if isinstance(each, BlindIndexField)]
        if fields:
            found.append(SealedTable(model, fields, indexes))
    return found


def values_by_key(table: SealedTable) -> Counter[str]:
    """How many values of a table are sealed under which key."""
    counted: Counter[str] = Counter()
    for each in table.fields:
        column = _column(each)
        sql = f"SELECT substr({column}, 1, {LONGEST_HEADER}) FROM {table.name} WHERE {column} IS NOT NULL"  # noqa: S608
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql)
            for (header,) in cursor:
                counted[_key_id_or_damaged(bytes(header))] += 1
    return counted


def unreadable_in_sample(table: SealedTable, size: int) -> int:
    """How many of some sealed values of a table have their key and cannot be opened all the same."""
    found = 0
    for each in table.fields:
        column = _column(each)
        sql = f"SELECT {column} FROM {table.name} WHERE {column} IS NOT NULL ORDER BY {table.key} LIMIT {size}"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql)
            found += sum(_is_damaged(bytes(sealed), each.place) for (sealed,) in cursor.fetchall())
    return found


def indexes_of_another_key(table: SealedTable, size: int) -> int:
    """How many blind indexes of some rows of a table are not what the index key makes of their values."""
    found = 0
    for index in table.indexes:
        source = next(each for each in table.fields if each.name == index.source)
        columns = f"{_column(source)}, {_column(index)}"
        where = f"WHERE {_column(source)} IS NOT NULL ORDER BY {table.key} LIMIT {size}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {table.name} {where}")  # noqa: S608
            found += sum(_is_of_another_key(bytes(sealed), has, source, index) for sealed, has in cursor.fetchall())
    return found


def _is_of_another_key(
    sealed: bytes, has: str | None, source: EncryptedField[Any, Any], index: BlindIndexField
) -> bool:
    try:
        return has != index.index_of(source.from_bytes(unseal(sealed, source.place)))
    except CannotOpen:
        return False


def _is_damaged(sealed: bytes, place: str) -> bool:
    try:
        unseal(sealed, place)
    except KeyMissing:
        return False
    except Damaged:
        return True
    return False


def _key_id_or_damaged(sealed: bytes) -> str:
    try:
        return key_id_of(sealed)
    except Damaged:
        return DAMAGED


def rotate(table: SealedTable, *, batch: int = BATCH, tell: Callable[[Rotated], None] = lambda done: None) -> Rotated:
    """Seal anew what is under another key than the first, and make its blind indexes anew.

    :raises KeyMissing: there is no key.
    :raises IndexKeyMissing: the table has blind indexes, and there is no index key.
    """
    first_key_id()
    done = Rotated()
    for rows in _batches(table, batch):
        changes = [change for change in (_changed(table, row, done) for row in rows) if change.new]
        # One commit for a batch. It is short: everything has been sealed before it begins.
        with transaction.atomic():
            for change in changes:
                _write(table, change, done)
        done.rows += len(rows)
        tell(done)
    return done


@dataclass
class _Change:
    """New content for columns of a row, and the sealed values that it was made of; columns as SQL writes them."""

    key: Any
    new: dict[str, bytes | str | None] = field(default_factory=dict)
    made_of: dict[str, bytes | None] = field(default_factory=dict)
    values: int = 0


def _batches(table: SealedTable, size: int) -> Iterator[list[Sequence[Any]]]:
    columns = ", ".join([table.key, *map(_column, (*table.fields, *table.indexes))])
    last: list[Any] = []
    while True:
        where = f"WHERE {table.key} > %s" if last else ""
        sql = f"SELECT {columns} FROM {table.name} {where} ORDER BY {table.key} LIMIT {size}"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, last)
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = [rows[-1][0]]


def _changed(table: SealedTable, row: Sequence[Any], done: Rotated) -> _Change:
    change = _Change(row[0])
    sealed_values = [None if stored is None else bytes(stored) for stored in row[1 : 1 + len(table.fields)]]
    present = dict(zip(table.indexes, row[1 + len(table.fields) :], strict=True))
    for each, sealed in zip(table.fields, sealed_values, strict=True):
        try:
            if sealed is not None and key_id_of(sealed) != first_key_id():
                change.new[_column(each)] = seal(unseal(sealed, each.place), each.place)
                change.made_of[_column(each)] = sealed
                change.values += 1
            for index in (index for index in table.indexes if index.source == each.name):
                wanted = index.index_of(None if sealed is None else each.from_bytes(unseal(sealed, each.place)))
                if wanted != present[index]:
                    change.new[_column(index)] = wanted
                    change.made_of[_column(each)] = sealed
        except CannotOpen:
            done.unreadable += 1
    return change


def _write(table: SealedTable, change: _Change, done: Rotated) -> None:
    new = ", ".join(f"{column} = %s" for column in change.new)
    as_read = [f"{column} IS NULL" if value is None else f"{column} = %s" for column, value in change.made_of.items()]
    sql = f"UPDATE {table.name} SET {new} WHERE {' AND '.join([f'{table.key} = %s', *as_read])}"  # noqa: S608
    values = [*change.new.values(), change.key, *(value for value in change.made_of.values() if value is not None)]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        if not cursor.rowcount:
            done.overtaken += 1
            return
    done.values += change.values
    done.indexes += len(change.new) - change.values


def keys_not_needed(counted: Counter[str]) -> list[str]:
    """The ids of keys that seal nothing any more and are not the first."""
    return [key_id for key_id in list(settings.FIELD_KEYS)[1:] if not counted[key_id]]


def _column(of: models.Field[Any, Any]) -> str:
    return connection.ops.quote_name(str(of.column))

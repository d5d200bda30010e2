"""A guarded row is neither changed, taken away nor replaced, as long as its guard is on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from seutu.shared.core.row_guards import RowGuard

pytestmark = pytest.mark.django_db

ALWAYS = RowGuard(("guarded_rows",), "it never changes")
ONCE_DONE = RowGuard(("guarded_rows",), "it never changes once it is done", condition="done IS NOT NULL")


@pytest.fixture
def table() -> Iterator[None]:
    run("CREATE TABLE guarded_rows (id integer PRIMARY KEY, word text, done text)")
    run("INSERT INTO guarded_rows VALUES (1, 'open', NULL), (2, 'done', 'yes')")
    yield
    ALWAYS.remove(connection)
    run("DROP TABLE guarded_rows")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def is_refused(statement: str) -> bool:
    try:
        with transaction.atomic():
            run(statement)
            transaction.set_rollback(True)
    except DatabaseError as refusal:
        return "never changes" in str(refusal)
    return False


CHANGE, REMOVE = "UPDATE guarded_rows SET word = 'x' WHERE id = {}", "DELETE FROM guarded_rows WHERE id = {}"
REPLACE = "INSERT OR REPLACE INTO guarded_rows VALUES ({}, 'x', 'x')"


@pytest.mark.parametrize(("guard", "guarded"), [(ALWAYS, {1, 2}), (ONCE_DONE, {2})])
def test_only_rows_of_which_the_condition_holds_are_guarded(table, guard, guarded):
    guard.install(connection)
    statements = [CHANGE, REMOVE] + ([REPLACE] if connection.vendor == "sqlite" else [])

    for statement in statements:
        assert {row for row in (1, 2) if is_refused(statement.format(row))} == guarded
    assert not is_refused("INSERT INTO guarded_rows VALUES (3, 'new', 'yes')")


def test_a_guard_is_put_on_twice_and_taken_off(table):
    ALWAYS.install(connection)
    ALWAYS.install(connection)
    assert ALWAYS.is_on(connection)

    ALWAYS.remove(connection)

    assert not ALWAYS.is_on(connection)
    assert not is_refused(CHANGE.format(1))

"""The database as the service sees it in a real installation: by a role that owns no table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

ROLE = "seutu_test_app"

_MADE = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}') THEN
    CREATE ROLE {ROLE} NOSUPERUSER NOBYPASSRLS;
  END IF;
END $$
"""
_GRANTS = (
    f"GRANT USAGE ON SCHEMA public TO {ROLE}",
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {ROLE}",
    f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE}",
)


def make_role() -> None:
    """Make the role, or give it what it may do in this database."""
    with connection.cursor() as cursor:
        for statement in (_MADE, *_GRANTS):
            cursor.execute(statement)


@contextmanager
def as_app_role() -> Iterator[None]:
    """Ask as the role, in a transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield
        cursor.execute("RESET ROLE")


@contextmanager
def behind_the_wall() -> Iterator[None]:
    """Do what no request does, such as the work of a task, as the role; on SQLite there is no wall."""
    if connection.vendor != "postgresql":
        yield
        return
    make_role()
    with as_app_role():
        yield

"""The product as a real installation runs it: on PostgreSQL, by a role before which the second wall stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from seutu.newcomers.clients.tests.app_role import as_app_role, make_role
from seutu.newcomers.clients.tests.signed_in import WorkersBrowser


def walled_browser() -> WorkersBrowser:
    """A browser in which signing in passes the second factor; the wall is put before every one by conftest."""
    return WorkersBrowser()


@contextmanager
def behind_the_wall() -> Iterator[None]:
    """For work of the clock."""
    if connection.vendor != "postgresql":
        yield
        return
    make_role()
    with as_app_role():
        yield

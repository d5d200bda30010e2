"""The product as a real installation runs it: on PostgreSQL, by a role before which the second wall stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from seutu.newcomers.clients.tests.app_role import as_app_role, make_role
from seutu.newcomers.clients.tests.behind_the_wall import WalledBrowser
from seutu.newcomers.clients.tests.signed_in import WorkersBrowser


class WalledWorkersBrowser(WalledBrowser, WorkersBrowser):
    """A browser in which signing in passes the second factor, and whose requests meet the second wall."""


def walled_browser() -> WalledWorkersBrowser:
    if connection.vendor == "postgresql":
        make_role()
    return WalledWorkersBrowser()


@contextmanager
def behind_the_wall() -> Iterator[None]:
    """For work of the clock."""
    if connection.vendor != "postgresql":
        yield
        return
    make_role()
    with as_app_role():
        yield

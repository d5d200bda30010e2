"""Rows that stand for all tests of a file: made once, in a transaction that is rolled back after the last test.

Each test still runs in a transaction of its own inside, so what one changes no other sees. For rows that take longer
to make than the tests take to look at them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker


@contextmanager
def standing(blocker: DjangoDbBlocker, files: Path | None = None) -> Iterator[None]:
    """For a fixture of a module or a session: the database is open; ``files`` and an index have their own folder."""
    folders = {"FILES_DIR": files, "SEARCH_DIR": files / "search"} if files else {}
    with blocker.unblock(), override_settings(**folders), transaction.atomic():
        cache.clear()
        try:
            yield
        finally:
            cache.clear()
            transaction.set_rollback(True)

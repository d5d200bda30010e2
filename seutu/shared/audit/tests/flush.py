"""Emptying a test database although the trail refuses to go.

Django empties the tables after each transactional test, which the triggers forbid. The project's `conftest.py` wraps
that emptying, and only that, in ``lifted_triggers``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from seutu.shared.audit import triggers


@contextmanager
def lifted_triggers() -> Iterator[None]:
    """Take the triggers off for the length of the block."""
    triggers.remove(connection)
    try:
        yield
    finally:
        triggers.install(connection)

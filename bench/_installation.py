"""An empty installation in a passing folder, in this process, for measuring."""

from __future__ import annotations

import base64
import contextlib
import io
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def installation(kept: str = "") -> Iterator[Path]:
    """Set Django up on a database with all tables, an empty one in a folder that goes when the block ends.

    In ``kept``, a folder that stays, there may be one already.
    """
    with contextlib.nullcontext(kept) if kept else tempfile.TemporaryDirectory(prefix="seutu-bench-") as folder:
        os.environ |= {
            "SEUTU_DATA_DIR": folder,
            "SEUTU_SECRET_KEY": "measured-" * 8,
            "SEUTU_FIELD_KEYS": f"bench:{_key(1)}",
            "SEUTU_INDEX_KEY": _key(2),
            "SEUTU_HOSTS": "localhost",
            "DJANGO_SETTINGS_MODULE": "seutu.settings",
        }
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core import management
        from django.db import connection

        from tests.migrated_tables import kept as kept_tables

        # The tables of the last run or test with the same migrations: making them anew takes half a minute each time.
        with kept_tables():
            management.call_command("migrate", verbosity=0)
        connection.close()  # the next connection sets the database up as an installation does
        management.call_command("collectstatic", interactive=False, verbosity=0)
        _write_log_lines_nowhere()
        try:
            yield Path(folder)
        finally:
            from django.db import connections

            connections.close_all()


def _key(number: int) -> str:
    return base64.b64encode(bytes([number]) * 32).decode()


class Nowhere(io.TextIOBase):
    """Takes what is written to it, and keeps nothing."""

    def write(self, text: str) -> int:
        return len(text)


def _write_log_lines_nowhere() -> None:
    """The lines of the log are made, which takes its time, and not shown."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(Nowhere())

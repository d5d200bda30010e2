"""granian, as Seutu wants it."""

from __future__ import annotations

import os

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from seutu.launcher.slow_connections import THREADS_NAME

PROCESSES = 2
HEADERS_WITHIN_MS = 10_000  # also ends idle connections that are kept alive
WORKERS_END_WITHIN = 3


def serve(host: str, port: int, *, processes: int, threads: int) -> None:
    """Serve until SIGTERM."""
    os.environ[THREADS_NAME] = str(threads)
    _load_what_all_processes_share()
    Server(
        "seutu.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=processes,
        blocking_threads=threads,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN_MS),
        workers_kill_timeout=WORKERS_END_WITHIN,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    ).serve()


def _load_what_all_processes_share() -> None:
    """Read the code and the addresses once, here: granian forks its processes where the system can.

    They start at once then, one that was killed is replaced at once, and they share the memory. No connection, file or
    thread may be opened by this.
    """
    from django.urls import get_resolver

    import seutu.wsgi  # noqa: F401 (it reads the settings)

    _ = get_resolver().url_patterns

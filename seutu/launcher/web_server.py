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

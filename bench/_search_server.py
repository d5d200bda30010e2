"""The web server of the product with the generated documents registered: `python _search_server.py PORT`."""

from __future__ import annotations

import os
import sys

import _corpus

PROCESSES, THREADS = 2, 8


def _application() -> object:
    from seutu.wsgi import application as product

    _corpus.register(int(os.environ[_corpus.COUNT]))
    return product


def main() -> None:
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    from seutu.launcher.slow_connections import THREADS_NAME

    os.environ[THREADS_NAME] = str(THREADS)
    Server(
        "_search_server:application", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.WSGI,
        http=HTTPModes.http1, websockets=False, workers=PROCESSES, blocking_threads=THREADS,
        log_level=LogLevels.error,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main()
else:
    application = _application()

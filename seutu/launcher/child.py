"""What a child process does: serve the web, or run the worker. Started by `seutu.launcher.children` only."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import threading
import time
from pathlib import Path

from seutu.launcher.keeping.turns import taking_part

PATIENCE = 4.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="seutu.launcher.child")
    what = parser.add_subparsers(dest="what", required=True)
    web = what.add_parser("web")
    web.add_argument("--host", required=True)
    web.add_argument("--port", type=int, required=True)
    web.add_argument("--processes", type=int, required=True)
    web.add_argument("--threads", type=int, required=True)
    web.add_argument("--alone", action="store_true")
    what.add_parser("worker")
    chosen = parser.parse_args()
    threading.Thread(target=_end_with_launcher, daemon=True).start()
    # A child may outlive its launcher by some seconds: for so long it is still at work in the data folder.
    with contextlib.nullcontext() if vars(chosen).get("alone") else taking_part(Path(os.environ["SEUTU_DATA_DIR"])):
        _work(chosen)


def _work(chosen: argparse.Namespace) -> None:
    if chosen.what == "web":
        from seutu.launcher import web_server  # the worker has no use for it

        web_server.serve(chosen.host, chosen.port, processes=chosen.processes, threads=chosen.threads)
    else:
        from django.core.management import execute_from_command_line  # the web server's parent has no use

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seutu.settings")
        execute_from_command_line(["seutu", "run_worker"])


def _end_with_launcher() -> None:
    # The launcher never writes here. The end of the file means that it is gone, whatever ended it.
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    main()

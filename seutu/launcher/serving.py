"""`seutu serve`: the web server, and the worker beside it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from seutu.launcher import installation, ready
from seutu.launcher.children import Child, Children, StopAsked, stop_signals_raise
from seutu.launcher.slow_connections import FREE_THREADS, THREADS
from seutu.launcher.web_server import PROCESSES


def serve(arguments: list[str], data_dir: Path) -> int:
    """Serve until told to stop; ends with 1 when a child ends by itself, so that a supervisor starts anew."""
    chosen = _parser().parse_args(arguments)
    ready.check_port(chosen.host, chosen.port)
    installation.start_django()
    from seutu.launcher import preparing  # it needs the settings

    preparing.compile_translations()
    preparing.collect_static_files(tell)
    preparing.migrate_if_new(tell)
    try:
        with stop_signals_raise(), Children() as children:
            start_web(children, chosen.host, chosen.port, processes=chosen.processes, threads=chosen.threads)
            if not chosen.without_worker:
                children.start("worker", "worker")
                ready.wait_until_ready(address_of(chosen.host, chosen.port), children)
                tell(f"Seutu is ready: {address_of(chosen.host, chosen.port)} (data folder {data_dir})")
            child = children.watch()
            tell(f"The {child.name} ended with code {child.process.returncode}.")
            return 1
    except StopAsked:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="seutu serve", description="Serve the pages, and do the waiting work.")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)")
    parser.add_argument("--port", type=port_number, default=8000, help="the port to listen at (8000)")
    parser.add_argument("--processes", type=_at_least(1), default=PROCESSES, help=f"web processes ({PROCESSES})")
    parser.add_argument(
        "--threads", type=_at_least(FREE_THREADS + 1), default=THREADS, help=f"threads of each process ({THREADS})"
    )
    parser.add_argument("--without-worker", action="store_true", help="the worker runs elsewhere: seutu worker")
    return parser


def start_web(
    children: Children, host: str, port: int, *, processes: int, threads: int, is_alone: bool = False
) -> Child:
    """Start the web server as a child; ``is_alone``: on behalf of somebody who has the whole installation."""
    how = ["--host", host, "--port", str(port), "--processes", str(processes), "--threads", str(threads)]
    return children.start("web server", "web", *how, *(["--alone"] if is_alone else []))


def address_of(host: str, port: int) -> str:
    """The address at which this machine reaches a server that listens at ``host``."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{reachable}:{port}"


def port_number(text: str) -> int:
    """A port, for argparse."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port: give a number from 1 to 65535")
    return int(text)


class _at_least:  # noqa: N801 reads as a type in add_argument
    def __init__(self, least: int) -> None:
        self.least = least

    def __call__(self, text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < self.least:
            raise argparse.ArgumentTypeError(f"give a number of at least {self.least}")
        return int(text)


def tell(words: str) -> None:
    """Say something to the person at the terminal; standard output is for what a command was asked for."""
    print(words, file=sys.stderr, flush=True)

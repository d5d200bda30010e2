"""`seutu demo`: the demo region in the browser, with one command."""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import shutil
import signal
import sys
import time
import webbrowser
from collections.abc import Iterator
from pathlib import Path

from seutu.launcher import field_keys, installation, ready
from seutu.launcher.children import Children, StopAsked, stop_signals_raise
from seutu.launcher.installation import Refusal
from seutu.launcher.keeping import turns
from seutu.launcher.keeping.turns import taking_part
from seutu.launcher.serving import port_number, start_web, tell
from seutu.launcher.slow_connections import THREADS
from seutu.launcher.web_server import PROCESSES

HOST = "127.0.0.1"
LOCK = "demo.lock"
ACCOUNT_LINE = "  {email:<34} {password:<16} {name}"


def main(arguments: list[str], data_dir: Path) -> int:
    """Serve the demo region, kept in ``data_dir``, until told to stop.

    :raises Refusal: it cannot begin.
    """
    chosen = _parser(data_dir).parse_args(arguments)
    try:
        with stop_signals_raise():
            return _run(chosen, data_dir)
    except StopAsked:
        tell("Stopped.")
        return 0


def _parser(data_dir: Path) -> argparse.ArgumentParser:
    description = f"Show the demo region in the browser. It is kept in {data_dir}; --data DIR names another folder."
    parser = argparse.ArgumentParser(prog="seutu demo", description=description)
    parser.add_argument("--port", type=port_number, default=8000, help="the port to serve at (8000)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    return parser


def _run(chosen: argparse.Namespace, data_dir: Path) -> int:
    started = time.monotonic()
    address = f"http://{HOST}:{chosen.port}"
    ready.check_port(HOST, chosen.port)
    data_dir = installation.open_data_dir(data_dir)
    with _only_one_at_a_time(data_dir):
        with _nothing_half_made(data_dir), taking_part(data_dir):
            _set_up(data_dir, address)
        with taking_part(data_dir), Children(log_dir=data_dir) as children:
            start_web(children, HOST, chosen.port, processes=PROCESSES, threads=THREADS)
            children.start("worker", "worker")
            ready.wait_until_ready(address, children)
            _welcome(address, time.monotonic() - started, data_dir)
            if not chosen.no_browser:
                _open_browser(address)
            child = children.watch()
            tell(f"The {child.name} ended with code {child.process.returncode}.\n{child.last_words()}".strip())
            return 1


@contextlib.contextmanager
def _only_one_at_a_time(data_dir: Path) -> Iterator[None]:
    with (data_dir / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refusal(f"Another demo runs in {data_dir}. Stop it, or choose another folder with --data.") from error
        yield


@contextlib.contextmanager
def _nothing_half_made(data_dir: Path) -> Iterator[None]:
    """Take away what a first start has made, when it does not come to its end."""
    is_first = {path.name for path in data_dir.iterdir()} <= {LOCK, turns.RUNNING}
    try:
        yield
    except BaseException:
        if is_first:
            for path in data_dir.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _set_up(data_dir: Path, address: str) -> None:
    os.environ["SEUTU_DEMO"] = "1"
    os.environ.setdefault("SEUTU_REGION_NAME", "Joensuun seutu")
    installation.keep_secret_key(data_dir)
    field_keys.keep(data_dir)
    installation.start_django()
    from seutu.launcher import preparing  # it needs the settings

    preparing.compile_translations()
    preparing.collect_static_files(tell)
    preparing.refuse_newer()
    preparing.migrate(tell)
    _fill_if_empty(data_dir, address)


def _fill_if_empty(data_dir: Path, address: str) -> None:
    from django.core.management import call_command  # it needs the settings
    from django.db import DatabaseError

    from seutu.launcher import preparing  # it needs the settings
    from seutu.shared.organizations.models import Organization  # it needs the apps

    if Organization.objects.exists():
        return
    tell("Filling the demo region …")
    with open(os.devnull, "w", encoding="utf-8") if not sys.stderr.isatty() else _OneLine() as progress:
        try:
            call_command("fill_demo", stdout=progress, site=address)
        except DatabaseError as error:
            raise Refusal(preparing.about_database(error)) from error
        except OSError as error:
            raise Refusal(installation.about_disk(error, data_dir)) from error


class _OneLine:
    """Shows on a terminal the last line written to it."""

    def __enter__(self) -> _OneLine:
        return self

    def __exit__(self, *error: object) -> None:
        self.write("")
        sys.stderr.write("\r")

    def write(self, text: str) -> None:
        sys.stderr.write("\r  " + text.strip()[:70].ljust(72))
        sys.stderr.flush()


def _welcome(address: str, seconds: float, data_dir: Path) -> None:
    from seutu.home.demo.region import PASSWORD, demo_accounts, is_filled  # it needs the apps

    print(f"Seutu is ready: {address}", flush=True)
    if is_filled():
        print(f"Sign in at {address}/tyo/ with one of these (invented people, a password that everybody knows):")
        for account in demo_accounts():
            print(ACCOUNT_LINE.format(email=account.email, password=PASSWORD, name=account.name))
        print(f"Where a code is asked as well, {address}/demo/ shows it.")
    print(f"Started in {seconds:.1f} s. Everything is kept in {data_dir}. Ctrl-C stops it.", flush=True)


def _open_browser(address: str) -> None:
    """Open a browser where there is a screen; its own complaints are not ours to show."""
    has_screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not has_screen:
        return
    if os.fork() == 0:
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDWR), 2)
        webbrowser.open(address)
        os._exit(0)

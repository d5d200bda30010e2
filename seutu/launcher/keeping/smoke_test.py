"""Do the pages answer? Asked on a free port of this machine, before anybody else can ask."""

from __future__ import annotations

import json
import socket
import tempfile
import time
import urllib.error
from pathlib import Path

from seutu.launcher import ready
from seutu.launcher.children import Children
from seutu.launcher.installation import Refusal
from seutu.launcher.serving import start_web
from seutu.launcher.slow_connections import THREADS

HOST = "127.0.0.1"
# No worker runs during an upgrade: what it does could not be taken back.
NOT_ASKED = frozenset({"worker"})
WORK = "/tyo/"
# Giving up puts the database back, so a slow machine is given more time than at a start.
PATIENCE = 180.0


def run() -> None:
    """Start the pages and ask the first ones, the newest record, and whether all is well.

    :raises Refusal: one does not answer as it should.
    """
    port = _free_port()
    with tempfile.TemporaryDirectory() as log_dir, Children(log_dir=Path(log_dir)) as children:
        start_web(children, HOST, port, processes=1, threads=THREADS, is_alone=True)
        address = f"http://{HOST}:{port}"
        for path in ("/terveys/elossa", *_paths()):
            _ask(f"{address}{path}", path, children)
        reasons = _health(address)
        if reasons:
            raise Refusal(f"the pages are not well: {'; '.join(reasons)}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _paths() -> list[str]:
    """The front page, the way in for workers, and the newest record that everybody may see."""
    from django.apps import apps  # they are ready only now

    found = ["/", WORK]
    if apps.is_installed("seutu.publishing.decisions"):
        from seutu.publishing.decisions.queries import latest_items
        from seutu.publishing.decisions.rules import Reader

        found += [item.url for item in latest_items(Reader(), limit=1)]
    return found


def _ask(address: str, path: str, children: Children) -> None:
    """Ask until there is an answer: the first page of a process takes long, and a busy machine takes longer."""
    deadline = time.monotonic() + PATIENCE
    while True:
        child = children.ended()
        if child is not None:
            raise Refusal(f"the web server ended. {child.last_words()}".strip())
        try:
            ready.ask(address)
        except urllib.error.HTTPError as error:
            raise Refusal(f"the page {path} answers {error.code}") from error
        except OSError as error:
            if time.monotonic() > deadline:
                raise Refusal(f"the page {path} does not answer ({error})") from error
            time.sleep(0.1)
        else:
            return


def _health(address: str) -> list[str]:
    try:
        ready.ask(f"{address}/terveys/valmis")
    except urllib.error.HTTPError as error:
        checks = json.load(error)["checks"]
        return [f"{key}: {said}" for key, said in checks.items() if said != "ok" and key not in NOT_ASKED]
    except OSError as error:
        return [f"they do not answer ({error})"]
    return []

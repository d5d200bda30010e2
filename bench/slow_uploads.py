"""Do pages answer while others send one byte a second? bin/bench slow-uploads [--uploads N] [--address URL]

Without an address it starts a demo of its own in a passing folder. It only ever talks to this machine, opens at most
200 uploads, and ends by itself; the exit code is 1 when a page took longer than --limit.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from _figures import Figure, add_option, telling

ROOT = Path(__file__).resolve().parents[1]
BODY_LENGTH = 100_000
MOST_UPLOADS = 200
COOKIE = f"seutu_csrf={'a' * 32}"
BEGINNINGS = ("/", "/sv/", "/en/", "/saavutettavuusseloste/", "/tyo/kirjaudu/", "/terveys/elossa", "/terveys/valmis")


def main() -> int:
    chosen = _parser().parse_args()
    with contextlib.ExitStack() as stack:
        address = chosen.address or stack.enter_context(demo(chosen.port))
        host, port = on_this_machine(address)
        paths = page_types(host, port)
        before = {path: fetch(host, port, path) for path in paths}
        with SlowUploads(host, port, chosen.path, chosen.uploads) as uploads:
            time.sleep(2)
            during = [{path: fetch(host, port, path) for path in paths} for _ in range(chosen.rounds)]
            still_sending = uploads.count_open()
    with telling(chosen.json) as tell:
        tell(*report(before, during, uploads=chosen.uploads, still_sending=still_sending, limit=chosen.limit))
    return tell.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench slow-uploads", description=__doc__.splitlines()[0])
    parser.add_argument("--address", help="of a running server on this machine; else a demo is started")
    parser.add_argument("--port", type=int, default=8109, help="for the demo that is started (8109)")
    parser.add_argument("--path", default="/tyo/kirjaudu/", help="where the uploads go (the sign-in page)")
    parser.add_argument("--uploads", type=int, choices=range(1, MOST_UPLOADS + 1), default=6, metavar="N", help="(6)")
    parser.add_argument("--rounds", type=int, choices=range(1, 21), default=3, metavar="N", help="of measuring (3)")
    parser.add_argument("--limit", type=float, default=1.0, help="seconds that a page may take (1)")
    add_option(parser)
    return parser


@contextlib.contextmanager
def demo(port: int) -> Iterator[str]:
    """A demo in a passing folder."""
    with tempfile.TemporaryDirectory(prefix="seutu-bench-") as folder:
        command = [sys.executable, "-m", "seutu.cli", "demo", "--port", str(port), "--data", folder, "--no-browser"]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            line = process.stdout.readline() if process.stdout else ""
            if "is ready" not in line:
                sys.exit("The demo did not start.")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def on_this_machine(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    if parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
        sys.exit(f"{address} is not on this machine, and this measurement is for nothing else.")
    return parts.hostname, parts.port or 80


def page_types(host: str, port: int) -> list[str]:
    """One address of each public page type: the beginnings, and the first of each kind that links lead to."""
    found: dict[str, str] = {}
    queue = list(BEGINNINGS)
    while queue and len(found) < 40:
        path = queue.pop(0)
        kind = kind_of(path)
        if kind in found:
            continue
        status, _seconds, body = fetch(host, port, path)
        if status == 200:
            found[kind] = path
            queue += [link for link in re.findall(r'href="(/[^"#?]*)"', body) if not link.startswith("/static/")]
    return sorted(found.values())


def kind_of(path: str) -> str:
    """The shape of an address: `/<kunta>/kokoukset/10000000001/3/` for every town, meeting and item."""
    if path in BEGINNINGS:
        return path
    shape = re.sub(r"\d[\d.-]*", "n", path)
    shape = re.sub(r"^/(sv/|en/)?(joensuu|liperi|kontiolahti|ilomantsi|outokumpu)/", r"/<kunta>/", shape)
    shape = re.sub(r"^/(sv|en)/", "/", shape)
    return re.sub(r"(toimielimet)/[^/]+/", r"\1/<slug>/", shape)


def fetch(host: str, port: int, path: str) -> tuple[int, float, str]:
    """Status, seconds and text of a page, over a connection of its own."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        # A query that nobody has asked before goes past the page cache: it is the threads that are measured.
        connection.request("GET", f"{path}?mittaus={time.time_ns()}", headers={"Connection": "close"})
        answer = connection.getresponse()
        return answer.status, time.perf_counter() - started, answer.read().decode("utf-8", "replace")
    except OSError:
        return 0, time.perf_counter() - started, ""
    finally:
        connection.close()


class SlowUploads:
    """Uploads that send a byte a second until told to stop."""

    def __init__(self, host: str, port: int, path: str, count: int) -> None:
        self.place, self.path = (host, port), path
        self.over = threading.Event()
        self.open = [False] * count
        self.threads = [threading.Thread(target=self._send, args=(place,), daemon=True) for place in range(count)]

    def __enter__(self) -> SlowUploads:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(5)

    def count_open(self) -> int:
        return sum(self.open)

    def _send(self, place: int) -> None:
        head = f"POST {self.path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {BODY_LENGTH}\r\n"
        # Without the cookie the form would be refused unread, and nobody would wait for the body.
        head += f"Content-Type: application/x-www-form-urlencoded\r\nCookie: {COOKIE}\r\n\r\n"
        with contextlib.suppress(OSError), socket.create_connection(self.place, timeout=10) as connection:
            connection.sendall(head.encode())
            self.open[place] = True
            connection.settimeout(1)
            while not self.over.is_set():
                connection.sendall(b"a")
                # An answer before the body has ended is a refusal; silence for a second is what a slow sender gets.
                with contextlib.suppress(TimeoutError):
                    connection.recv(1000)
                    break
        self.open[place] = False


def report(
    before: dict[str, tuple[int, float, str]],
    during: list[dict[str, tuple[int, float, str]]],
    *,
    uploads: int,
    still_sending: int,
    limit: float,
) -> list[Figure]:
    """Print the table of pages; give what it comes to."""
    print(f"{'page':<60} {'status':>6} {'alone ms':>9} {'worst ms':>9}")
    worst, failed = 0.0, 0
    for path, (_status, seconds, _body) in before.items():
        slowest = max(one[path][1] for one in during)
        statuses = {one[path][0] for one in during}
        failed += statuses != {200}
        worst = max(worst, slowest)
        print(f"{path:<60} {'/'.join(map(str, sorted(statuses))):>6} {seconds * 1000:9.0f} {slowest * 1000:9.0f}")
    beside = f"{uploads} uploads at one byte a second"
    return [
        Figure("page types asked for, times", f"{len(before)}, {len(during)}"),
        Figure(f"of {beside}, still sending at the end, refused", f"{still_sending}, {uploads - still_sending}"),
        Figure.at_most(f"slowest page beside {beside}", worst * 1000, limit * 1000, "ms", digits=0),
        Figure(f"pages that did not come beside {beside}", str(failed), goal="none", met=not failed),
    ]


if __name__ == "__main__":
    sys.exit(main())

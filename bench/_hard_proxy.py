"""Many slow connections, straight to Seutu and behind the proxy that `deploy/` puts in front of it."""

from __future__ import annotations

import argparse
import contextlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import _real_installation as real
from _figures import Figure
from _told import line, wait_until
from slow_uploads import SlowUploads, fetch, page_types

UPLOADS = 100
ROUNDS = 5
MOST_TIMES_AS_SLOW = 5.0
TEMPLATE = Path(__file__).resolve().parents[1] / "deploy" / "nginx.conf"


def slow_connections(chosen: argparse.Namespace) -> Iterator[Figure]:
    """A hundred bodies of one byte a second, and how long the other pages take meanwhile."""
    with real.made(None, chosen.port, tables=chosen.tables) as place, real.Services(place):
        wait_until(lambda: fetch("127.0.0.1", chosen.port, "/terveys/valmis")[0] == 200)
        yield from _while_slow("straight to Seutu", "127.0.0.1", chosen.port)
        if not shutil.which("nginx"):
            yield line("slow connections behind the proxy", "not tried", "needs nginx")
            return
        with proxy(chosen.port + 1, chosen.port):
            yield from _while_slow("behind the proxy", "127.0.0.1", chosen.port + 1)


def _while_slow(where: str, host: str, port: int) -> Iterator[Figure]:
    paths = page_types(host, port)
    quiet = _times(host, port, paths)
    with SlowUploads(host, port, "/tyo/kirjaudu/", UPLOADS) as uploads:
        time.sleep(3)
        busy = _times(host, port, paths)
        still = uploads.count_open()
    ratio = statistics.median(busy) / statistics.median(quiet)
    missing = sum(seconds == float("inf") for seconds in busy)
    yield line(f"{UPLOADS} slow connections {where}: still sending", str(still))
    yield line(
        f"pages {where}, median alone and meanwhile",
        f"{statistics.median(quiet) * 1000:.0f}, {statistics.median(busy) * 1000:.0f} ms",
    )
    yield line(
        f"pages {where}, meanwhile to alone; did not come",
        f"{ratio:.2f} ×; {missing}",
        f"< {MOST_TIMES_AS_SLOW:.0f} ×; 0",
        ratio < MOST_TIMES_AS_SLOW and not missing,
    )


def _times(host: str, port: int, paths: list[str]) -> list[float]:
    found = []
    for _round in range(ROUNDS):
        for path in paths:
            status, seconds, _body = fetch(host, port, path)
            found.append(seconds if status == 200 else float("inf"))
    return found


@contextlib.contextmanager
def proxy(port: int, behind: int) -> Iterator[None]:
    """nginx with the settings of `deploy/nginx.conf`, on the loopback and without TLS."""
    with tempfile.TemporaryDirectory(prefix="seutu-proxy-") as folder:
        settings = Path(folder) / "nginx.conf"
        settings.write_text(_settings(Path(folder), port, behind), encoding="utf-8")
        command = ["nginx", "-c", str(settings), "-p", folder, "-e", f"{folder}/error.log", "-g", "daemon off;"]
        process = subprocess.Popen(command)
        try:
            wait_until(lambda: fetch("127.0.0.1", port, "/terveys/elossa")[0] == 200, 30)
            yield
        finally:
            process.terminate()
            process.wait(10)


def _settings(folder: Path, port: int, behind: int) -> str:
    """What `deploy/nginx.conf` says, but for names of machines, ports, certificates, and the limit for one address.

    All the slow ones come from this machine: the limit would end half of them, and it is the buffering that is tried.
    """
    text = TEMPLATE.read_text(encoding="utf-8").replace("web:8000", f"127.0.0.1:{behind}")
    text = re.sub(r"server \{\s+listen 80 .*?\n\}\n", "", text, flags=re.DOTALL)
    text = re.sub(r"\n\s+listen \[::\]:443[^\n]*", "", text)
    text = re.sub(r"listen 443[^;]*;", f"listen 127.0.0.1:{port};", text)
    text = re.sub(r"\n\s+ssl_[^\n]*", "", text)
    text = re.sub(r"\n\s+limit_conn [^\n]*", "", text)
    places = "".join(
        f"    {name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    events = "events { worker_connections 1024; }"
    return f"pid {folder}/nginx.pid;\n{events}\nhttp {{\n    access_log off;\n{places}{text}}}\n"

"""A small service of statistics on this machine, in the recorded shape of a PxWeb API. Its numbers are invented."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NUMBERS = {"SSS": 99_999, "KU901": 2300, "KU902": 310}
YEARS = ("2020", "2021")


def json_stat(
    numbers: Mapping[str, int | float | None], *, order: Sequence[str] = ("Alue", "Vuosi", "Tiedot"), year: str = "2021"
) -> dict[str, Any]:
    """A table in JSON-stat 2 with one value for each area."""
    codes = {"Alue": list(numbers), "Vuosi": [year], "Tiedot": ["ulk"]}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Keksityt luvut muuttujina Alue, Vuosi ja Tiedot",
        "id": list(order),
        "size": [len(codes[name]) for name in order],
        "role": {"time": ["Vuosi"], "metric": ["Tiedot"]},
        "dimension": {
            name: {"label": name, "category": {"index": {code: place for place, code in enumerate(codes[name])}}}
            for name in order
        },
        "value": list(numbers.values()),
    }


@dataclass
class Double:
    """What the service answers next, and what it was asked. ``statuses`` go before the real answers, one by one."""

    address: str = ""
    statuses: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    body: bytes | None = None
    metadata: bytes | None = None
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)

    def answer_to(self, method: str, body: bytes) -> bytes:
        if method == "GET" and self.metadata is not None:
            return self.metadata
        if method == "GET":
            values = {"Alue": list(NUMBERS), "Vuosi": list(YEARS), "Tiedot": ["ulk", "vaesto"]}
            variables = [{"code": code, "text": code, "values": each} for code, each in values.items()]
            return json.dumps({"title": "Keksitty taulu", "variables": variables}).encode()
        chosen = {each["code"]: each["selection"]["values"] for each in json.loads(body)["query"]}
        numbers = {code: NUMBERS[code] for code in chosen["Alue"]}
        return json.dumps(json_stat(numbers, year=chosen["Vuosi"][0])).encode()


@contextmanager
def serving() -> Iterator[Double]:
    """Run the service for the length of the block."""
    double = Double()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])))

        def _answer(self, body: bytes) -> None:
            double.asked.append((self.command, self.path, body))
            status, headers = double.statuses.pop(0) if double.statuses else (200, {})
            content = b"" if status != 200 else double.answer_to(self.command, body)
            if double.body is not None and self.command == "POST":
                content = double.body
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (as the library calls it)
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    double.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

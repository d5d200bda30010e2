"""A server that speaks as much S3 as is needed to do it wrong: it cuts what it gets, breaks off, refuses."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from seutu.shared.files.client_s3 import S3Store
from seutu.shared.files.tests import s3_server

REFUSAL = "<?xml version='1.0'?><Error><Code>{code}</Code><Message>no</Message></Error>"


@dataclass
class Faults:
    """What the server does wrong: so many bytes of an upload kept, so many sent before it breaks off, a code."""

    keeps: int | None = None
    breaks_off_after: list[int] = field(default_factory=list)
    refuses_with: tuple[int, str] | None = None
    refuses_times: int = 1000
    held: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    faults: Faults

    def log_message(self, *args: object) -> None:
        pass

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._refused():
            self.faults.held[self.path] = data[: self.faults.keeps]
            self._answer(200, b"")

    def do_HEAD(self) -> None:
        if not self._refused():
            data = self.faults.held.get(self.path, b"")
            self._answer(200 if data else 404, data, with_body=False)

    def do_DELETE(self) -> None:
        if not self._refused():
            self.faults.held.pop(self.path, None)
            self._answer(204, b"")

    def do_GET(self) -> None:
        if self._refused():
            return
        begin = int(self.headers.get("Range", "bytes=0-")[6:-1])
        data = self.faults.held[self.path][begin:]
        sent = self.faults.breaks_off_after.pop(0) if self.faults.breaks_off_after else len(data)
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[:sent])
        self.close_connection = True

    def _refused(self) -> bool:
        self.faults.asked.append(self.command)
        if self.faults.refuses_with is None or not self.faults.refuses_times:
            return False
        self.faults.refuses_times -= 1
        status, code = self.faults.refuses_with
        self._answer(status, REFUSAL.format(code=code).encode(), with_body=self.command != "HEAD")
        return True

    def _answer(self, status: int, body: bytes, *, with_body: bool = True) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)


@contextlib.contextmanager
def faulty_store(faults: Faults, folder: Path) -> Iterator[S3Store]:
    handler = type("Handler", (_Handler,), {"faults": faults})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        where = {"bucket": "faulty", "prefix": "", "endpoint": f"http://127.0.0.1:{server.server_port}"}
        yield S3Store(**where, **s3_server.KEYS, folder=folder)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

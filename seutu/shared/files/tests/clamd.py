"""A little clamd on this machine: it speaks the protocol, and calls the test word of virus scanners a virus."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# In two halves, so that no scanner takes this file for one.
TEST_WORD = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """``answer`` replaces every answer; with ``most`` it closes the door on larger files, as the real one does."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener = listener
        self.answer: bytes | None = None
        self.most = 10**9
        self.scanned: list[bytes] = []
        self.silent = threading.Event()

    def serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            with connection:
                try:
                    self._talk(connection)
                except OSError:
                    continue

    def _talk(self, connection: socket.socket) -> None:
        heard = connection.makefile("rb")
        command = b""
        while not command.endswith(b"\0"):
            command += heard.read(1)
        if self.silent.is_set():
            connection.recv(1)
            return
        said = b"PONG" if command == b"zPING\0" else self._scan(heard)
        connection.sendall((self.answer or said) + b"\0")

    def _scan(self, heard) -> bytes:
        data = b""
        while size := int.from_bytes(heard.read(4), "big"):
            data += heard.read(size)
            if len(data) > self.most:
                return b"INSTREAM size limit exceeded. ERROR"
        self.scanned.append(data)
        return b"stream: Eicar-Test-Signature FOUND" if TEST_WORD in data else b"stream: OK"


@contextmanager
def listening(path: Path | None = None) -> Iterator[tuple[Clamd, str]]:
    """A daemon and its address: at ``path``, or on a free port."""
    listener = socket.socket(socket.AF_UNIX if path else socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(str(path) if path else ("127.0.0.1", 0))
    listener.listen()
    daemon = Clamd(listener)
    thread = threading.Thread(target=daemon.serve, daemon=True)
    thread.start()
    try:
        yield daemon, f"unix:{path}" if path else f"tcp:127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)

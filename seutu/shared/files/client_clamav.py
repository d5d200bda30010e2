"""Asking ClamAV's daemon (clamd) about a file, over its own protocol (``INSTREAM``), and whether it is there."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.conf import settings

SECONDS_TO_CONNECT = 5.0
SECONDS_TO_ANSWER = 120.0
LONGEST_ANSWER = 4096
CHUNK = 64 * 1024


class ScannerTrouble(Exception):
    """The scanner is not there, does not answer in time, or says something else than yes or no."""


def address() -> str:
    """Where the scanner of this installation is: ``unix:/path`` or ``tcp:host:port``; "" when there is none."""
    return str(getattr(settings, "CLAMAV", ""))


def ping(where: str) -> None:
    """Ask whether the scanner is there.

    :raises ScannerTrouble: it is not.
    """
    with _talking(where) as talk:
        talk.send(b"zPING\0")
        if talk.answer() != "PONG":
            raise ScannerTrouble("the scanner does not answer as clamd does")


def scan(file: BinaryIO, where: str) -> str:
    """The name of what the scanner found in a file; "" when it found nothing.

    :raises ScannerTrouble: there is no answer, or the file is larger than the scanner takes (``StreamMaxLength``).
    """
    with _talking(where) as talk:
        try:
            talk.send(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                talk.send(len(chunk).to_bytes(4, "big") + chunk)
            talk.send(bytes(4))
        except (BrokenPipeError, ConnectionResetError):
            # It has heard enough, and may have said why.
            pass
        return _found(talk.answer())


def _found(answer: str) -> str:
    _name, _, verdict = answer.partition(": ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    if "size limit" in answer:
        raise ScannerTrouble("the file is larger than the scanner takes: see StreamMaxLength of clamd")
    raise ScannerTrouble("the scanner did not say yes or no")


class _Talk:
    """A connection that has to end by a time."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._deadline = time.monotonic() + SECONDS_TO_ANSWER

    def send(self, data: bytes) -> None:
        self._connection.settimeout(self._left())
        self._connection.sendall(data)

    def answer(self) -> str:
        """What is said up to a NUL, or until the connection closes."""
        heard = b""
        while b"\0" not in heard:
            self._connection.settimeout(self._left())
            piece = self._connection.recv(LONGEST_ANSWER)
            heard += piece
            if not piece or len(heard) > LONGEST_ANSWER:
                break
        return heard.partition(b"\0")[0].decode("utf-8", errors="replace").strip()

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise ScannerTrouble("the scanner did not answer in time")
        return left


@contextmanager
def _talking(where: str) -> Iterator[_Talk]:
    try:
        with _connected(where) as connection:
            yield _Talk(connection)
    except OSError as error:
        raise ScannerTrouble(f"the scanner does not answer: {error.strerror or type(error).__name__}") from error


def _connected(where: str) -> socket.socket:
    kind, _, rest = where.partition(":")
    if kind == "unix" and rest:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS_TO_CONNECT)
        try:
            connection.connect(rest)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = rest.rpartition(":")
    if kind != "tcp" or not host or not port.isdecimal():
        raise ScannerTrouble("the address of the scanner is neither unix:/path nor tcp:host:port")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS_TO_CONNECT)

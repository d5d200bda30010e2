"""A content sealed in pieces under a key of its own, and read again from any place.

A sealed content: `MAGIC`, then pieces of `PIECE` bytes, the last one shorter, each with AES-256-GCM and its tag. The
nonce of a piece is its number and whether it is the last: a piece that is changed, moved or left out, and an end that
is cut off, are noticed. A key seals one content only, so no nonce comes twice. The key itself is kept in an encrypted
field, so new field keys reach every content without one byte of it being written anew.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from seutu.shared.files.seekable import Seekable

MAGIC = b"SEUTUF\x00\x01"
PIECE = 64 * 1024
TAG_BYTES = 16
KEY_BYTES = 32
_WITH_TAG = PIECE + TAG_BYTES


class Damaged(OSError):
    """A sealed content is not as it was sealed, or another key sealed it."""


def new_key() -> bytes:
    """A key for one content."""
    return os.urandom(KEY_BYTES)


def sealed(chunks: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """The content ``chunks`` sealed under ``key``, which must not have sealed another; nothing of nothing."""
    cipher, waiting, number = AESGCM(key), b"", 0
    for chunk in chunks:
        if chunk and not number and not waiting:
            yield MAGIC
        waiting, begin = waiting + chunk, 0
        # What could be the last piece waits until more has come: the last one is sealed as such.
        while len(waiting) - begin > PIECE:
            yield cipher.encrypt(_nonce(number, is_last=False), waiting[begin : begin + PIECE], MAGIC)
            begin, number = begin + PIECE, number + 1
        waiting = waiting[begin:]
    if waiting:
        yield cipher.encrypt(_nonce(number, is_last=True), waiting, MAGIC)


def sealed_size(size: int) -> int:
    """How many bytes a content of ``size`` bytes has when it is sealed."""
    return len(MAGIC) + size + TAG_BYTES * -(-size // PIECE)


def size_of(sealed_bytes: int) -> int:
    """How many bytes a sealed content of so many bytes has when it is opened; 0 or less when it cannot be one."""
    rest = sealed_bytes - len(MAGIC)
    return rest - TAG_BYTES * -(-rest // _WITH_TAG)


def opened(file: BinaryIO, key: bytes) -> BinaryIO:
    """What was sealed in ``file``, read piece by piece; closing it closes ``file``. Its reads raise `Damaged`.

    :raises Damaged: it does not begin as a sealed content does.
    """
    reader: Any = _Opened(file, key)
    return io.BufferedReader(reader, buffer_size=PIECE)


class _Opened(Seekable):
    def __init__(self, file: BinaryIO, key: bytes) -> None:
        super().__init__()
        self._file, self._cipher, self._at = file, AESGCM(key), 0
        self._number, self._piece = -1, b""
        self._size = size_of(file.seek(0, os.SEEK_END))
        self._pieces = -(-self._size // PIECE)
        file.seek(0)
        if file.read(len(MAGIC)) != MAGIC or self._size <= 0:
            file.close()
            raise Damaged("a sealed content has no such beginning")

    def readinto(self, buffer: Any) -> int:
        if self._at >= self._size:
            return 0
        number, begin = divmod(self._at, PIECE)
        found = self._opened_piece(number)[begin : begin + len(buffer)]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _opened_piece(self, number: int) -> bytes:
        if number != self._number:
            self._file.seek(len(MAGIC) + number * _WITH_TAG)
            nonce = _nonce(number, is_last=number == self._pieces - 1)
            try:
                self._piece = self._cipher.decrypt(nonce, self._file.read(_WITH_TAG), MAGIC)
            except (InvalidTag, ValueError) as error:
                raise Damaged("a sealed content was changed") from error
            self._number = number
        return self._piece

    def close(self) -> None:
        self._file.close()
        super().close()


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])

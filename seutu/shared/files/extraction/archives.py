"""Reading the parts of a ZIP that a stranger made: never more than was promised, and never much."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from seutu.shared.files.extraction.outcome import BROKEN, EXPANDS, PASSWORD, NotRead

MOST_PARTS = 20_000
MOST_BYTES = 200 * 1024 * 1024
CHUNK = 64 * 1024
_ENCRYPTED = 0x1


class Archive:
    """A ZIP whose parts may together grow to ``MOST_BYTES``, whatever its table of contents says."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
            raise NotRead(BROKEN) from error
        self._left = MOST_BYTES
        self._parts = {part.filename: part for part in self._zip.infolist()}
        if len(self._parts) > MOST_PARTS:
            raise NotRead(EXPANDS)

    @property
    def names(self) -> list[str]:
        return list(self._parts)

    def promise(self, names: list[str]) -> None:
        """Look, before the first byte is read, at how much ``names`` are said to grow.

        :raises NotRead: it is too much, or a part is encrypted.
        """
        parts = [self._parts[name] for name in names]
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise NotRead(PASSWORD)
        if sum(part.file_size for part in parts) > MOST_BYTES:
            raise NotRead(EXPANDS)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part in pieces.

        :raises NotRead: it is broken, or all that was read together grows too large.
        """
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise NotRead(EXPANDS)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise NotRead(BROKEN) from error

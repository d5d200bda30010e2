"""Contents that are read from any place in them, though they lie nowhere as a file that can be read."""

from __future__ import annotations

import errno
import io
import os


class Seekable(io.RawIOBase):
    """The places in a content of ``_size`` bytes; who stands on it reads from ``_at`` on."""

    _at: int
    _size: int

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        begins = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if begins + offset < 0:
            raise OSError(errno.EINVAL, "a place before the beginning")  # as a file of the disk does
        self._at = begins + offset
        return self._at

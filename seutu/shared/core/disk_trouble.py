"""Whether an error says that nothing can be written now: the disk is full, or may only be read."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from django.db import DatabaseError

ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
# What SQLite says, and PostgreSQL, whose words are in English unless the server's administrator chose others.
SAID = ("disk is full", "readonly database", "no space left on device", "read-only")


def nothing_can_be_written(error: BaseException | None) -> bool:
    """Whether ``error``, or what it came of, is of such a disk."""
    return any(_is_of_disk(each) for each in _causes(error))


def _is_of_disk(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in ERRNOS
    return isinstance(error, DatabaseError) and any(words in str(error).lower() for words in SAID)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__

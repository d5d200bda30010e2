"""Regular expressions of form makers, matched in time that grows with the text only."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol, cast

import re2

LONGEST_MATCHED = 32_000
_MOST_MEMORY = 1 << 20


class Pattern(Protocol):
    """What we use of a compiled pattern."""

    def fullmatch(self, text: str) -> object: ...


class BadPattern(Exception):
    """The pattern is broken, too large, or uses what cannot be matched in linear time: a look ahead, a reference."""


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = _MOST_MEMORY
    # It would write the pattern to standard error, past the log.
    options.log_errors = False
    return options


@lru_cache(maxsize=256)
def compiled(pattern: str) -> Pattern:
    """The pattern, ready to match.

    :raises BadPattern: it cannot be.
    """
    try:
        return cast("Pattern", re2.compile(pattern, _options()))
    except (re2.error, UnicodeEncodeError) as error:
        raise BadPattern from error


def matches(text: str, pattern: str) -> bool:
    """Whether the whole of ``text`` is what ``pattern`` says; no, where the pattern is bad or the text too long."""
    if len(text) > LONGEST_MATCHED:
        return False
    try:
        return compiled(pattern).fullmatch(text) is not None
    except (BadPattern, UnicodeEncodeError):
        return False

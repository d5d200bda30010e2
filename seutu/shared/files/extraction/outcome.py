"""What reading a file gives, and why it may give nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

LONGEST_TEXT = 10_000_000
MOST_PAGES = 20_000

State = Literal["read", "empty", "unreadable", "refused"]

# Unreadable: nobody could have read it, or it did not end well.
PASSWORD, BROKEN, KIND, TIMEOUT, DIED = "password", "broken", "kind", "timeout", "died"
# Refused: reading it would cost more than a file may.
EXPANDS, TOO_LONG, ENTITIES, MEMORY = "expands", "too_long", "entities", "memory"

REFUSALS = frozenset({EXPANDS, TOO_LONG, ENTITIES, MEMORY})


class NotRead(Exception):
    """A file has no text to give, for a ``reason`` that is one of the codes above."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """The text of a file, or the reason why there is none.

    ``text`` holds what people read and then what the file says of itself (title, author, keywords); ``pages`` are the
    places in it where pages begin, for kinds that have pages. ``empty``: there is nothing to read but perhaps the
    latter, as in a scanned paper.
    """

    state: State
    reason: str = ""
    text: str = ""
    pages: list[int] = field(default_factory=list)

    def as_json(self) -> str:
        given = {"state": self.state, "reason": self.reason, "text": self.text, "pages": self.pages}
        return json.dumps(given, ensure_ascii=False)


def not_read(reason: str) -> Outcome:
    """The outcome of a reading that gave no text."""
    return Outcome("refused" if reason in REFUSALS else "unreadable", reason)


def from_json(data: bytes) -> Outcome:
    """What the process of the reader wrote.

    :raises ValueError: it is something else than an outcome: the process ended in the middle.
    """
    given: Any = json.loads(data)
    try:
        return Outcome(given["state"], given["reason"], given["text"], given["pages"])
    except (KeyError, TypeError) as error:
        raise ValueError("not an outcome") from error

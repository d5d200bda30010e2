"""What may not be written down: why an entry of work is refused, and at which of its fields."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seutu.shared.core import personal_id

# How long after it was written one's own contact can be taken away: time to see a mistake, short of a month's report.
REMOVABLE_FOR = dt.timedelta(days=7)


class Reason(enum.Enum):
    """Why an entry is refused."""

    IN_FUTURE = "in_future"
    UNIT_NOT_YOURS = "unit_not_yours"
    CLIENT_NOT_YOURS = "client_not_yours"
    CODE_NOT_IN_FORCE = "code_not_in_force"
    NOTE_ON_ANONYMOUS = "note_on_anonymous"
    IDENTITY_CODE = "identity_code"
    FOLLOW_UP_BEFORE = "follow_up_before"
    INTERPRETER_MISSING = "interpreter_missing"
    MORE_FIRST_TIMERS = "more_first_timers"
    DAY_LOCKED = "day_locked"


@dataclass(frozen=True)
class Refusal:
    """A reason and the field that it is about. ``place`` is where in the text an identity code begins, from one."""

    field: str
    reason: Reason
    place: int = 0


class Refused(Exception):
    """The entry says something that may not be written down; ``refusals`` says what."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = list(refusals)
        # Codes only: what was typed never reaches a log.
        super().__init__(", ".join(f"{each.field}: {each.reason.value}" for each in self.refusals))


def identity_codes_in(texts: Mapping[str, str]) -> list[Refusal]:
    """A refusal for each text that holds a personal identity code."""
    found = ((name, personal_id.find(text)) for name, text in texts.items() if text)
    return [Refusal(name, Reason.IDENTITY_CODE, places[0].start + 1) for name, places in found if places]

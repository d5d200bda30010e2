"""Whether a body can still take an office holder's decision over (otto-oikeus, KuntaL 410/2015 92 §)."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from seutu.publishing.decisions.models import OfficerDecision, RecordState
from seutu.shared.core import clock
from seutu.shared.law.days import LegalDay, takeover_ends_on
from seutu.shared.law.rules import NoRuleInForce
from seutu.shared.organizations.models import Body


class TakeoverState(enum.Enum):
    """How far the right to take a decision over has come."""

    NONE = "none"  # nobody said which body has the right
    EXCLUDED = "excluded"  # a provision says that the decision cannot be taken over
    UNKNOWN = "unknown"  # the time cannot be worked out: nobody knows when the decision was put on display
    OPEN = "open"
    LAPSED = "lapsed"
    TAKEN_OVER = "taken_over"


@dataclass(frozen=True, slots=True)
class Takeover:
    """The right of ``body``: ``ends_on`` is its last day, ``taken_over_on`` the day on which it was used."""

    state: TakeoverState
    body: Body | None = None
    ends_on: dt.date | None = None
    taken_over_on: dt.date | None = None
    exclusion: str = ""
    provisions: tuple[str, ...] = ()


def takeover(decision: OfficerDecision, *, at: dt.datetime) -> Takeover:
    """The right to take ``decision`` over at an instant; notes when that will change.

    The right lasts as long as a member of the municipality could ask for a review, whatever the decision's own remedy.
    """
    today = clock.day_of(at)
    answer = takeover_on(decision, today)
    if answer.ends_on is not None:
        clock.note_boundary(clock.start_of(today + clock.ONE_DAY))
    return answer


def takeover_on(decision: OfficerDecision, day: dt.date) -> Takeover:
    """The right to take ``decision`` over on a day, from its own columns."""
    body = decision.takeover_body
    if decision.taken_over_on is not None:
        return Takeover(TakeoverState.TAKEN_OVER, body, taken_over_on=decision.taken_over_on)
    if decision.is_takeover_excluded:
        return Takeover(TakeoverState.EXCLUDED, exclusion=decision.takeover_exclusion)
    if body is None:
        return Takeover(TakeoverState.NONE)
    last = _last_day(decision.displayed_on)
    if last is None:
        return Takeover(TakeoverState.UNKNOWN, body)
    is_open = day <= last.day and decision.state == RecordState.PUBLISHED
    state = TakeoverState.OPEN if is_open else TakeoverState.LAPSED
    return Takeover(state, body, ends_on=last.day, provisions=last.provisions)


def takeover_state(decision: OfficerDecision, on: dt.date) -> TakeoverState:
    """How far the right to take ``decision`` over has come on a day."""
    return takeover_on(decision, on).state


def _last_day(displayed_on: dt.date | None) -> LegalDay | None:
    if displayed_on is None:
        return None
    try:
        return takeover_ends_on(displayed_on)
    except NoRuleInForce:
        return None

"""The second factor of a session: who must have one, whether this session has passed it, and how long ago it was asked.

The marks stand in the session, so that a page costs no query for them. Sessions end when the factor is reset, since
they are bound to ``User.session_stamp``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.core.registry import Entry, Point

PASSED, CONFIRMED = "second_factor_at", "confirmed_at"


@dataclass(frozen=True, kw_only=True)
class SecondFactorRule(Entry):
    """Who must have a second factor: asked of the apps above, which know what people may do."""

    is_required: Callable[[User], bool]


second_factor_rules = Point(SecondFactorRule)


def must_have(user: User) -> bool:
    """Whether some rule asks a second factor of ``user`` today."""
    return any(rule.is_required(user) for rule in second_factor_rules.entries())


def note_passed(session: SessionBase) -> None:
    """The person of ``session`` has just proved who they are by a second factor."""
    session[PASSED] = _now()
    note_confirmed(session)


def has_passed(session: SessionBase) -> bool:
    """Whether the second factor was passed in this very session."""
    return PASSED in session


def note_confirmed(session: SessionBase) -> None:
    """The person of ``session`` has just proved who they are, by whichever means they have."""
    session[CONFIRMED] = _now()


def is_confirmed_within(session: SessionBase, minutes: int) -> bool:
    """Whether the person has proved who they are in the last ``minutes``."""
    return 0 <= _now() - int(session.get(CONFIRMED, 0)) < minutes * 60


def _now() -> int:
    return int(clock.now().timestamp())

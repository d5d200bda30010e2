"""Questions about the outbox."""

from __future__ import annotations

import datetime as dt

from django.db.models import Min

from seutu.shared.core import clock
from seutu.shared.messages.models import Message, State

LONG = dt.timedelta(hours=1)


def waiting_count() -> int:
    """How many messages have not left yet."""
    return Message.objects.waiting().count()


def failed_count() -> int:
    """How many messages could not be sent and still have their text."""
    return Message.objects.filter(state=State.FAILED).count()


def longest_wait() -> dt.timedelta | None:
    """For how long the oldest waiting message has waited, or None when none waits."""
    oldest: dt.datetime | None = Message.objects.waiting().aggregate(oldest=Min("created_at"))["oldest"]
    return None if oldest is None else clock.now() - oldest

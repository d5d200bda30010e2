"""What of the registers waits for a clerk or runs out."""

from __future__ import annotations

import datetime as dt

from seutu.publishing.decisions.models import Initiative, InitiativeState, Notice, RecordState
from seutu.publishing.decisions.queries.of_registers import initiatives_for, notices_for
from seutu.shared.accounts.models import User

WAITING = (InitiativeState.SUBMITTED, InitiativeState.IN_PREPARATION)


def notices_ending(user: User, on: dt.date, *, within: dt.timedelta) -> list[Notice]:
    """The notices on display whose last day is near, the first to end at the top."""
    rows = notices_for(user).filter(state=RecordState.PUBLISHED, displayed_on__lte=on)
    return list(rows.filter(ends_on__gte=on, ends_on__lte=on + within).order_by("ends_on", "pk"))


def initiatives_waiting(user: User) -> list[Initiative]:
    """The initiatives that have not been answered, the oldest first."""
    rows = initiatives_for(user).filter(state__in=WAITING).exclude(record_state=RecordState.WITHDRAWN)
    return list(rows.order_by("submitted_on", "pk"))

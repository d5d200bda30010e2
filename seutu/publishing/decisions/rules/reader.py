"""Who reads, at what instant, and which meetings they may know of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Q

from seutu.publishing.decisions.models import MeetingState
from seutu.shared.core import clock


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody reading at an instant; ``prepares`` are the organizations whose drafts they prepare."""

    at: dt.datetime = field(default_factory=clock.now)
    prepares: frozenset[int] = frozenset()


def visible_meetings(reader: Reader) -> Q:
    """The meetings of which ``reader`` may see at least the agenda."""
    minutes = Q(state=MeetingState.MINUTES_PUBLISHED, minutes_published_at__lte=reader.at)
    agenda = ~Q(state=MeetingState.DRAFT) & Q(agenda_published_at__lte=reader.at)
    return minutes | agenda | Q(organization_id__in=reader.prepares)


def visible_items(reader: Reader) -> Q:
    """The items of the meetings that ``reader`` may see."""
    minutes = Q(meeting__state=MeetingState.MINUTES_PUBLISHED, meeting__minutes_published_at__lte=reader.at)
    agenda = ~Q(meeting__state=MeetingState.DRAFT) & Q(meeting__agenda_published_at__lte=reader.at)
    return minutes | agenda | Q(meeting__organization_id__in=reader.prepares)

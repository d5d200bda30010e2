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


def minutes_are_out(reader: Reader, *, through: str = "") -> Q:
    """The meetings whose minutes anyone may see; ``through`` names the way to a meeting: ``meeting__`` from an item."""
    return Q(
        **{
            f"{through}state": MeetingState.MINUTES_PUBLISHED,
            f"{through}minutes_published_at__lte": reader.at,
        }
    )


def visible_meetings(reader: Reader, *, through: str = "") -> Q:
    """The meetings of which ``reader`` may see at least the agenda; ``through`` as in `minutes_are_out`."""
    agenda = ~Q(**{f"{through}state": MeetingState.DRAFT}) & Q(**{f"{through}agenda_published_at__lte": reader.at})
    is_public = minutes_are_out(reader, through=through) | agenda
    return is_public | Q(**{f"{through}organization_id__in": reader.prepares}) if reader.prepares else is_public


def visible_items(reader: Reader) -> Q:
    """The items that ``reader`` may see: those of a supplement that is not out yet only if they prepare it."""
    is_out = Q(is_draft=False) | Q(meeting__organization_id__in=reader.prepares)
    return visible_meetings(reader, through="meeting__") & is_out

"""The instructions that go out with a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from seutu.publishing.decisions.models import Remedy, RemedyInstructions
from seutu.publishing.decisions.rules import ShownItem, ShownMeeting
from seutu.shared.core import clock


def remedy_instructions(meeting: ShownMeeting, items: Iterable[ShownItem], language: str) -> list[RemedyInstructions]:
    """The instructions for the remedies of ``items``, one for each remedy, in the order of the kinds.

    They are those of the day on which the minutes were put on display, in ``language`` or, where there are none in it,
    in Finnish.
    """
    remedies = {each.remedy for item in items for each in item.remedies}
    if not remedies:
        return []
    rows = RemedyInstructions.objects.in_force_on(_day_of(meeting)).filter(
        organization=meeting.organization, remedy__in=remedies, language__in={language, "fi"}
    )
    found: dict[str, RemedyInstructions] = {}
    # Finnish first, so that the language asked for takes its place.
    for row in sorted(rows, key=lambda row: (row.language == language, row.valid_from)):
        found[row.remedy] = row
    return [found[remedy] for remedy in Remedy.values if remedy in found]


def _day_of(meeting: ShownMeeting) -> dt.date:
    return meeting.displayed_on or clock.day_of(meeting.published_at or meeting.read_at)

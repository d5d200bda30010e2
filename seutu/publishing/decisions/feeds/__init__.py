"""Feeds of what is public: the same for everyone, whoever asks. Each is a view by the ending of its address."""

from seutu.publishing.decisions.feeds import calendars, kinds
from seutu.publishing.decisions.feeds.answers import View, feed_view
from seutu.publishing.decisions.feeds.kinds import Kind
from seutu.shared.documents import feeds as formats


def _in_every_form(kind: Kind) -> dict[str, View]:
    return {
        "rss": feed_view(kind, formats.RSS),
        "atom": feed_view(kind, formats.ATOM),
        "json": feed_view(kind, formats.JSON),
    }


ITEMS = _in_every_form(kinds.ITEMS)
MEETINGS = {**_in_every_form(kinds.MEETINGS), "ics": calendars.meetings}
OFFICER_DECISIONS = _in_every_form(kinds.OFFICER_DECISIONS)
NOTICES = _in_every_form(kinds.NOTICES)
STEPS_OF_CASE = _in_every_form(kinds.STEPS)

__all__ = ["ITEMS", "MEETINGS", "NOTICES", "OFFICER_DECISIONS", "STEPS_OF_CASE", "View"]

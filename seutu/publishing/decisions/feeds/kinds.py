"""The kinds of feeds: what each is called, and which entries it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from seutu.publishing.decisions import feed_links, queries
from seutu.publishing.decisions.feeds import entries
from seutu.publishing.decisions.feeds.sources import Source
from seutu.shared.documents.feeds import Entry


@dataclass(frozen=True, slots=True)
class Kind:
    """``forgets`` says that an entry may go without another one coming: then no date tells what has changed."""

    title: Callable[[Source], str]
    description: Callable[[], str]
    entries: Callable[[Source], list[Entry]]
    forgets: bool = False


def _items(source: Source) -> list[Entry]:
    queries.note_next_publication(source.reader)
    found = queries.latest_items(source.reader, owner=source.owner, of_body=source.body, limit=source.limit)
    return entries.of_items(found)


def _meetings(source: Source) -> list[Entry]:
    queries.note_next_publication(source.reader)
    found = queries.latest_meetings(source.reader, owner=source.owner, of_body=source.body, limit=source.limit)
    return [entries.of_meeting(meeting) for meeting in found]


def _officer_decisions(source: Source) -> list[Entry]:
    found = queries.latest_officer_decisions(source.reader, owner=source.owner, limit=source.limit)
    return [entries.of_officer_decision(decision) for decision in found]


def _notices(source: Source) -> list[Entry]:
    found = queries.latest_notices(source.reader, owner=source.owner, limit=source.limit)
    return [entries.of_notice(notice) for notice in found]


def _steps(source: Source) -> list[Entry]:
    """The steps of a case in bodies and by office holders, the newest first."""
    queries.note_next_publication(source.reader)
    if source.case is None:
        return []
    handlings = source.case.handlings
    items = zip((item.meeting.day for item in handlings), entries.of_items(handlings), strict=True)
    decided = [(each.decided_on, entries.of_officer_decision(each)) for each in source.case.officer_decisions]
    steps = sorted([*items, *decided], key=lambda step: step[0], reverse=True)
    return [entry for _day, entry in steps[: source.limit]]


ITEMS = Kind(
    title=lambda source: _("Agenda items: %(about)s") % {"about": source.name},
    description=lambda: _("The newest agenda items and what was decided in them."),
    entries=_items,
)
MEETINGS = Kind(
    title=lambda source: _("Meetings: %(about)s") % {"about": source.name},
    description=lambda: _("The newest agendas and minutes."),
    entries=_meetings,
)
OFFICER_DECISIONS = Kind(
    title=lambda source: _("Office holders' decisions: %(about)s") % {"about": source.name},
    description=lambda: _("What office holders have decided and the municipality has published."),
    entries=_officer_decisions,
    forgets=True,
)
NOTICES = Kind(
    title=lambda source: _("Notices: %(about)s") % {"about": source.name},
    description=lambda: _("Public notices and municipal announcements that are on display now."),
    entries=_notices,
    forgets=True,
)
STEPS = Kind(
    title=lambda source: feed_links.case_title(source.case) if source.case else "",
    description=lambda: _("Where the case has been handled, and what was decided."),
    entries=_steps,
    forgets=True,
)

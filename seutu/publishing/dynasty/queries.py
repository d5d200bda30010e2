"""What the old addresses are asked for: all of it public, by the questions of `decisions`."""

from __future__ import annotations

import datetime as dt

from seutu.publishing.decisions import queries
from seutu.publishing.decisions.rules import Reader, ShownItem, ShownMeeting, ShownOfficerDecision
from seutu.publishing.dynasty.addresses import OldServer
from seutu.publishing.dynasty.old_form import OldEntry
from seutu.shared.core.slugs import slugify
from seutu.shared.organizations.models import Body, BodyTerm, Organization


def owner_at(prefix: str) -> Organization | None:
    """The municipality that an address begins with, in any letter case; without one, the only one there is."""
    if prefix:
        return queries.organization(slugify(prefix))
    owners = queries.organizations()
    return owners[0] if len(owners) == 1 else None


def body_by_old_id(owner: Organization, old_id: int) -> Body | None:
    """The body that had this id in any of its council terms, or None."""
    rows = BodyTerm.objects.select_related("body").filter(body__organization=owner, legacy_id=str(old_id))
    term = rows.order_by("-starts_on").first()
    return term.body if term else None


def item_entries(owner: Organization, server: OldServer, limit: int) -> list[OldEntry]:
    """The items of the newest agendas and minutes."""
    return [_item(item, server) for item in queries.latest_items(_reader(), owner=owner, limit=limit)]


def _item(item: ShownItem, server: OldServer) -> OldEntry:
    meeting = item.meeting
    return OldEntry(
        title=f"{meeting.body.name_fi} {_day(meeting.day)} / {item.title}",
        description=item.title,
        link=server.page("meetingitem", f"{meeting.public_id}-{item.position}"),
        published_at=meeting.published_at or meeting.starts_at,
    )


def meeting_entries(owner: Organization, server: OldServer, limit: int) -> list[OldEntry]:
    """The newest meetings."""
    return [_meeting(row, server) for row in queries.latest_meetings(_reader(), owner=owner, limit=limit)]


def _meeting(meeting: ShownMeeting, server: OldServer) -> OldEntry:
    paper = "Pöytäkirja" if meeting.has_minutes else "Esityslista"
    return OldEntry(
        title=f"{meeting.body.name_fi} {_day(meeting.day)}",
        description=f"{paper} {_day(meeting.day)}",
        link=server.page("meeting", str(meeting.public_id)),
        published_at=meeting.published_at or meeting.starts_at,
    )


def decision_entries(owner: Organization, server: OldServer, limit: int) -> list[OldEntry]:
    """The office holders' decisions that were published last."""
    return [_decision(row, server) for row in queries.latest_officer_decisions(_reader(), owner=owner, limit=limit)]


def _decision(decision: ShownOfficerDecision, server: OldServer) -> OldEntry:
    return OldEntry(
        title=f"{decision.office.name_fi} {_day(decision.decided_on)} / {decision.title}",
        description=decision.title,
        link=server.page("official_decision", str(decision.public_id)),
        published_at=decision.published_at or decision.updated_at,
    )


def _reader() -> Reader:
    """Anyone, now: a feed is the same for everybody, and a cache is told when it will change."""
    reader = Reader()
    queries.note_next_publication(reader)
    return reader


def _day(day: dt.date) -> str:
    """A day as readers look for it: two digits, two digits, four."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"

"""From records that may be shown to the entries of a feed. No person is named but in the title of a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from seutu.publishing.decisions import presentation, presentation_records
from seutu.publishing.decisions.rules import ShownItem, ShownMeeting, ShownNotice, ShownOfficerDecision
from seutu.shared.documents.feeds import Entry
from seutu.shared.ui import dates
from seutu.shared.ui.typesetting import section_sign


@dataclass(frozen=True, slots=True)
class Place:
    """What the items of one meeting have in common; worked out once for all of them."""

    url: str
    where: str
    published_at: dt.datetime
    categories: tuple[str, str]


def of_items(items: Iterable[ShownItem]) -> list[Entry]:
    """The items as entries, in their order."""
    places: dict[int, Place] = {}
    found = []
    for item in items:
        place = places.get(item.meeting.pk)
        if place is None:
            place = places[item.meeting.pk] = _place(item)
        found.append(_of_item(item, place))
    return found


def _place(item: ShownItem) -> Place:
    meeting = item.meeting
    return Place(
        url=meeting.url,
        where=presentation.where_and_when(item, names_municipality=True),
        published_at=meeting.published_at or meeting.starts_at,
        categories=(meeting.body.name, meeting.organization.name),
    )


def _of_item(item: ShownItem, place: Place) -> Entry:
    where = f"{place.where} {section_sign(item.section_number or '')}".strip()
    status = presentation.outcome_status(item)
    return Entry(
        # The address of an item is that of its meeting and its number: reading the pattern anew for each took longer
        # than all the rest of the entry.
        path=f"{place.url}{item.position}/",
        title=item.title,
        summary=". ".join(words for words in (where, str(status.label) if status else "", item.case_number) if words),
        published_at=place.published_at,
        updated_at=item.updated_at,
        categories=place.categories,
        language=item.language,
    )


def of_meeting(meeting: ShownMeeting) -> Entry:
    number = presentation.meeting_number(meeting)
    words = [
        str(presentation.meeting_status(meeting).label),
        _("meeting %(number)s") % {"number": number} if number else "",
        presentation.meeting_when(meeting),
        meeting.place,
    ]
    return Entry(
        path=meeting.url,
        title=f"{meeting.organization.name}, {presentation.name_within(presentation.meeting_title(meeting))}",
        summary=", ".join(word for word in words if word),
        published_at=meeting.published_at or meeting.starts_at,
        updated_at=meeting.updated_at,
        categories=(meeting.body.name, meeting.organization.name),
        language="",
    )


def of_officer_decision(decision: ShownOfficerDecision) -> Entry:
    """Only the office is named: whoever holds it stands on the page."""
    office = decision.office.name
    number = section_sign(decision.series)
    where = (
        f"{decision.organization.name}, {presentation.name_within(office)} {dates.day(decision.decided_on)} {number}"
    )
    return Entry(
        path=decision.url,
        title=decision.title,
        summary=". ".join(words for words in (where.strip(), decision.case_number) if words),
        published_at=decision.published_at or decision.updated_at,
        updated_at=decision.updated_at,
        categories=(office, decision.organization.name),
        language=decision.language,
    )


def of_notice(notice: ShownNotice) -> Entry:
    kind = str(presentation_records.NOTICE_KINDS[notice.kind])
    until = _("on display until %(day)s") % {"day": dates.day(notice.ends_on)}
    return Entry(
        path=notice.url,
        title=notice.title,
        summary=f"{notice.organization.name}. {kind}, {until}",
        published_at=notice.published_at or notice.updated_at,
        updated_at=notice.updated_at,
        categories=(kind, notice.organization.name),
        language=notice.language,
    )

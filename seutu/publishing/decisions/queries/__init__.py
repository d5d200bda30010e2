"""Questions about the public record. Every answer has gone through the projection of `rules`."""

from seutu.publishing.decisions.queries.attendance import attendance_changes
from seutu.publishing.decisions.queries.cases import case, is_case_visible
from seutu.publishing.decisions.queries.initiatives import initiative, initiatives, years_with_initiatives
from seutu.publishing.decisions.queries.newest import latest_items, latest_meetings
from seutu.publishing.decisions.queries.notices import latest_notices, notice, notice_attachment, notices
from seutu.publishing.decisions.queries.of_items import (
    attachment,
    former_meeting,
    former_version,
    item,
    items_of,
    items_with_text,
    neighbours,
)
from seutu.publishing.decisions.queries.of_meetings import (
    bodies,
    bodies_with_latest_meeting,
    body,
    latest_decisions,
    meeting,
    meetings,
    note_next_publication,
    organization,
    organizations,
    reader_for,
    upcoming_meetings,
    years_with_meetings,
)
from seutu.publishing.decisions.queries.officer_decisions import (
    latest_officer_decisions,
    office,
    officer_decision,
    officer_decision_attachment,
    officer_decisions,
    officer_decisions_of_case,
    offices,
    years_with_officer_decisions,
)
from seutu.publishing.decisions.queries.people import (
    elected_official,
    holdings_by_office,
    seats_by_body,
    seats_of_body,
)

__all__ = [
    "attachment",
    "attendance_changes",
    "bodies",
    "bodies_with_latest_meeting",
    "body",
    "case",
    "elected_official",
    "former_meeting",
    "former_version",
    "holdings_by_office",
    "initiative",
    "initiatives",
    "is_case_visible",
    "item",
    "items_of",
    "items_with_text",
    "latest_decisions",
    "latest_items",
    "latest_meetings",
    "latest_notices",
    "latest_officer_decisions",
    "meeting",
    "meetings",
    "neighbours",
    "note_next_publication",
    "notice",
    "notice_attachment",
    "notices",
    "office",
    "officer_decision",
    "officer_decision_attachment",
    "officer_decisions",
    "officer_decisions_of_case",
    "offices",
    "organization",
    "organizations",
    "reader_for",
    "seats_by_body",
    "seats_of_body",
    "upcoming_meetings",
    "years_with_initiatives",
    "years_with_meetings",
    "years_with_officer_decisions",
]

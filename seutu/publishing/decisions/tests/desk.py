"""A meeting on its way through the desk, as far as a test needs it."""

from __future__ import annotations

import datetime as dt

from seutu.publishing.decisions import actions
from seutu.publishing.decisions.actions import (
    AttendanceInput,
    CheckerInput,
    ItemInput,
    ItemText,
    PartInput,
    RemedyInput,
)
from seutu.publishing.decisions.models import AgendaItem, AttendanceRole, CheckerRole, Meeting, PartKind, Remedy
from seutu.shared.audit.actor import System
from seutu.shared.organizations.models import Body
from seutu.shared.organizations.tests.factories import BodyFactory

BY = System("test")
STARTS = dt.datetime(2026, 3, 10, 14, 0, tzinfo=dt.UTC)


def item(title: str = "Talousarvion muutos", **given: object) -> ItemInput:
    """An item that may be published as it is."""
    known: dict[str, object] = {
        "position": 1,
        "title": title,
        "parts": (PartInput(PartKind.BACKGROUND, "<p>Taustaa.</p>"), PartInput(PartKind.PROPOSAL, "<p>Ehdotus.</p>")),
        "outcome": "unanimous",
        "remedies": (RemedyInput(Remedy.REVIEW_REQUEST),),
    }
    return ItemInput(**(known | given))  # type: ignore[arg-type]


def text(title: str = "Talousarvion muutos", **given: object) -> ItemText:
    """What a clerk writes of the same item after the meeting."""
    known: dict[str, object] = {
        "title": title,
        "parts": (
            PartInput(PartKind.BACKGROUND, "<p>Taustaa.</p>"),
            PartInput(PartKind.PROPOSAL, "<p>Ehdotus.</p>"),
            PartInput(PartKind.DECISION, "<p>Hyväksyttiin.</p>"),
        ),
        "outcome": "unanimous",
        "remedies": (RemedyInput(Remedy.REVIEW_REQUEST),),
    }
    return ItemText(**(known | given))  # type: ignore[arg-type]


def draft(*items: ItemInput, body: Body | None = None, starts_at: dt.datetime = STARTS) -> Meeting:
    """A meeting that nobody but its clerks knows of."""
    return actions.plan_meeting(body or BodyFactory(), starts_at, items=items or (item(),), by=BY)


def published_agenda(*items: ItemInput, body: Body | None = None, starts_at: dt.datetime = STARTS) -> Meeting:
    return actions.publish_agenda(draft(*items, body=body, starts_at=starts_at), by=BY)


def minutes(*items: ItemInput, body: Body | None = None) -> Meeting:
    """A meeting whose minutes are being written, with its attendance."""
    meeting = actions.begin_minutes(published_agenda(*items, body=body), by=BY)
    actions.record_attendance(meeting, [AttendanceInput("Pirkko Puhe", AttendanceRole.CHAIR)], by=BY)
    return Meeting.objects.get(pk=meeting.pk)


def checked(*items: ItemInput, body: Body | None = None) -> Meeting:
    """A meeting whose chair and one checker have checked its minutes."""
    meeting = minutes(*items, body=body)
    named = [CheckerInput("Pirkko Puhe", role=CheckerRole.CHAIR), CheckerInput("Taavi Tarkka")]
    for checker in actions.name_checkers(meeting, named, by=BY):
        meeting = actions.check_minutes(checker, by=BY)
    return meeting


def published_minutes(*items: ItemInput, body: Body | None = None) -> Meeting:
    return actions.publish_minutes(checked(*items, body=body), by=BY)


def only_item(meeting: Meeting) -> AgendaItem:
    return AgendaItem.objects.get(meeting=meeting)


def hold(meeting: Meeting, cases: dict[int, str]) -> Meeting:
    """Hold a meeting whose agenda is a draft, and publish its minutes; ``cases`` are case numbers by id of the item."""
    actions.publish_agenda(meeting, by=BY)
    meeting = actions.begin_minutes(Meeting.objects.get(pk=meeting.pk), by=BY)
    for each in meeting.items.all():
        written = text(each.title, case_number=cases.get(each.pk, ""))
        actions.save_item(each, written, revision=each.revision, by=BY)
    actions.record_attendance(meeting, [AttendanceInput("Pirkko Puhe", AttendanceRole.CHAIR)], by=BY)
    named = [CheckerInput("Pirkko Puhe", role=CheckerRole.CHAIR), CheckerInput("Taavi Tarkka")]
    for checker in actions.name_checkers(meeting, named, by=BY):
        meeting = actions.check_minutes(checker, by=BY)
    return actions.publish_minutes(meeting, by=BY)

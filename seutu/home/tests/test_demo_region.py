"""The demo region: what a stranger sees on the first day, and that filling it twice is filling it once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from django.db import models

from seutu.home.tests.conftest import FIRST_START
from seutu.publishing.decisions import queries
from seutu.publishing.decisions.models import (
    AgendaItem,
    Attachment,
    AttachmentKind,
    Attendance,
    AttendanceChange,
    AttendanceChangeKind,
    AttendanceRole,
    Checker,
    CheckerRole,
    Initiative,
    InitiativeKind,
    InitiativeState,
    ItemPart,
    ItemRemedy,
    Meeting,
    MeetingKind,
    MeetingState,
    Notice,
    NoticeKind,
    OfficerDecision,
    Outcome,
    PartKind,
    RecordState,
    Remedy,
    Seat,
    SeatRole,
    VoteEvent,
    VoteProcedure,
)
from seutu.publishing.decisions.rules import Reader
from seutu.shared.core import clock
from seutu.shared.organizations.models import BodyTerm, Organization

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("filled_region")]

CASE = "157-00.01.05.00-2020"


@pytest.fixture
def reader() -> Reader:
    """Anybody, on the morning of the first start."""
    return Reader(at=clock.at(FIRST_START, dt.time(8)))


def test_five_municipalities_decide_hundreds_of_matters_of_their_own():
    assert set(Organization.objects.values_list("slug", "municipality_code")) == {
        ("joensuu", "167"),
        ("liperi", "426"),
        ("kontiolahti", "276"),
        ("ilomantsi", "146"),
        ("outokumpu", "309"),
    }
    assert AgendaItem.objects.count() >= 400
    assert AgendaItem.objects.filter(case__isnull=False).count() >= 300


def test_the_section_of_the_source_has_both_proposals_and_its_attachment(reader):
    item = queries.item(reader, "joensuu", 2022504, 4)

    assert item is not None
    assert (item.section_number, item.case_number) == (16, "157/00.01.05.00/2020")
    proposals = [part for part in item.parts if part.kind == PartKind.PROPOSAL]
    assert [part.is_amended for part in proposals] == [False, True]
    assert {part.author for part in proposals} == {"Kansliapäällikkö"}
    assert item.outcome == Outcome.UNANIMOUS
    assert [attachment.title for attachment in item.attachments] == ["Hankkeen esittely jaostolle 29.3.2022"]
    assert item.attachments[0].file is not None


def test_the_case_of_the_source_was_handled_four_times(reader):
    case = queries.case(reader, "joensuu", CASE)

    assert case is not None
    handled = [(item.meeting.body.abbreviation, item.meeting.day, item.section_number) for item in case.handlings]
    assert handled == [
        ("KH", dt.date(2020, 3, 16), 118),
        ("HETYJ", dt.date(2020, 5, 26), 31),
        ("HETYJ", dt.date(2021, 9, 14), 52),
        ("HETYJ", dt.date(2022, 3, 29), 16),
    ]


def test_the_draft_is_in_no_list_and_at_no_address(reader):
    draft = Meeting.objects.get(state=MeetingState.DRAFT)

    assert queries.meeting(reader, "joensuu", draft.public_id) is None
    listed = {meeting.pk for meeting in queries.meetings(reader, per_page=1000).rows}
    assert len(listed) == Meeting.objects.count() - 1
    assert draft.pk not in listed


def test_what_is_coming_is_ahead_of_the_first_start_and_what_was_is_behind(reader):
    coming = {meeting.day for meeting in queries.upcoming_meetings(reader, limit=20)}

    assert len(coming) == 4
    assert min(coming) > FIRST_START
    published = Meeting.objects.filter(state=MeetingState.MINUTES_PUBLISHED)
    assert all(meeting.displayed_on <= FIRST_START for meeting in published)


@pytest.mark.parametrize(
    ("model", "field", "kinds"),
    [
        (Meeting, "state", MeetingState),
        (Meeting, "kind", MeetingKind),
        (AgendaItem, "outcome", Outcome),
        (ItemPart, "kind", PartKind),
        (ItemRemedy, "remedy", Remedy),
        (Attachment, "kind", AttachmentKind),
        (Attendance, "role", AttendanceRole),
        (AttendanceChange, "kind", [AttendanceChangeKind.ARRIVED, AttendanceChangeKind.DISQUALIFIED]),
        (Checker, "role", CheckerRole),
        (VoteEvent, "procedure", [VoteProcedure.NAMED, VoteProcedure.ELECTRONIC, VoteProcedure.BALLOT]),
        (OfficerDecision, "state", RecordState),
        (Notice, "kind", NoticeKind),
        (Initiative, "kind", InitiativeKind),
        (Initiative, "state", InitiativeState),
        (Seat, "role", SeatRole),
    ],
)
def test_the_demo_has_one_of_every_kind(model: type[models.Model], field: str, kinds: Iterable[str]):
    assert {str(kind) for kind in kinds} <= set(model._default_manager.values_list(field, flat=True))


def test_a_secret_item_shows_its_title_and_ground_and_has_no_text(reader):
    secret = AgendaItem.objects.get(is_withheld=True, title__contains="oikeudenkäynnissä")

    shown = queries.item(reader, "joensuu", secret.meeting.public_id, secret.position)

    assert shown is not None
    assert shown.secrecy_ground == "JulkL 24 § 1 mom. 19 k."
    assert "oikeudenkäynnissä" in shown.title
    assert not secret.parts.exists()


def test_no_text_has_a_word_left_to_fill_in():
    texts = [*ItemPart.objects.values_list("html", flat=True), *AgendaItem.objects.values_list("title", flat=True)]

    assert [text for text in texts if "{" in text or "}" in text] == []


def test_sections_run_on_within_a_body_and_a_year():
    taken: dict[tuple[int, int], int] = {}
    for item in AgendaItem.objects.select_related("meeting").order_by("meeting__starts_at", "position"):
        series = (item.meeting.body_id, item.meeting.year)
        assert item.section_number is not None
        assert item.section_number > taken.get(series, 0)
        taken[series] = item.section_number


def test_a_body_has_an_id_of_its_own_for_each_council_term():
    ids = BodyTerm.objects.values_list("legacy_id", flat=True)

    assert len(ids) == len(set(ids)) == 3 * 21

"""What the database itself refuses."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from seutu.publishing.decisions.models import Attachment, Case, Meeting, MeetingState, PartKind
from seutu.publishing.decisions.tests.factories import (
    AttachmentFactory,
    CaseFactory,
    ItemFactory,
    MeetingFactory,
    PartFactory,
)
from seutu.shared.files.models import StoredFile

pytestmark = pytest.mark.django_db


def refused(name: str):
    """The database says no, and names the rule (PostgreSQL and SQLite word it differently)."""
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"minutes_checked_on": None}, "meeting_published_only_when_checked"),
        ({"minutes_published_at": None}, "meeting_has_publishing_time_when_minutes_published"),
        (
            {"state": MeetingState.AGENDA_PUBLISHED, "minutes_published_at": None, "agenda_published_at": None},
            "meeting_has_publishing_time_when_agenda_published",
        ),
        ({"ends_at": dt.datetime(2026, 3, 10, 13, 0, tzinfo=dt.UTC)}, "meeting_ends_after_start"),
    ],
)
def test_a_meeting_is_never_in_a_state_it_cannot_be_in(change, rule):
    meeting = MeetingFactory()

    with refused(rule), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(**change)


def test_a_source_s_id_is_used_once_in_a_municipality():
    meeting = MeetingFactory(legacy_id="2022504")

    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingFactory(body=meeting.body, legacy_id="2022504")


@pytest.mark.parametrize("change", [{"is_withheld": True}, {"secrecy_ground": "JulkL 24 §"}])
def test_an_item_is_withheld_with_a_ground_and_only_then(change):
    with refused("item_withheld_only_with_ground"), transaction.atomic():
        ItemFactory(**change)


def test_an_item_has_a_title_and_an_address_of_its_own():
    item = ItemFactory()

    with refused("item_has_title"), transaction.atomic():
        ItemFactory(meeting=item.meeting, title="")
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemFactory(meeting=item.meeting, position=item.position)
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemFactory(meeting=item.meeting, position=0)


def test_only_a_proposal_is_amended():
    with refused("part_amended_only_when_proposal"), transaction.atomic():
        PartFactory(kind=PartKind.DECISION, is_amended=True)


@pytest.mark.parametrize("change", [{"is_withheld": True, "secrecy_ground": "JulkL 24 §"}, {"is_unpublished": True}])
def test_a_withheld_or_unpublished_attachment_has_no_file_here(change):
    file = StoredFile.objects.create(sha256="0" * 64, size=1, kind="text/plain", name="a.txt")

    with refused("attachment_"), transaction.atomic():
        AttachmentFactory(file=file, **change)
    assert Attachment.objects.count() == 0


def test_a_case_number_is_used_once_in_an_organization_and_never_empty():
    case = CaseFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFactory(organization=case.organization, number=case.number, slug="toinen")
    with refused("case_has_number"), transaction.atomic():
        CaseFactory(number="", slug="tyhja")
    assert Case.objects.count() == 1

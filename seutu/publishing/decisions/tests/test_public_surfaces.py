"""What must not be seen is planted, and looked for everywhere that the public can look."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import resolve

from seutu.publishing.decisions import urls
from seutu.publishing.decisions.models import (
    Attendance,
    AttendanceRole,
    Checker,
    Meeting,
    MeetingState,
    PartKind,
)
from seutu.publishing.decisions.tests.factories import (
    AttachmentFactory,
    CaseFactory,
    ItemFactory,
    MeetingFactory,
    PartFactory,
)
from seutu.shared.core import clock
from seutu.shared.core.registry import public_surfaces
from seutu.shared.documents.tests.opened import text_of
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

PLANTED = "Salakari"
PREFIXES = ("", "/sv", "/en")

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return BodyFactory(organization=OrganizationFactory(slug="kuusela"))


def everything(client) -> dict[str, bytes]:
    """What every public address answers, in every language."""
    addresses = [address for surface in public_surfaces.entries() for address in surface.addresses()]
    answers = {}
    for address in [f"{prefix}{address}" for prefix in PREFIXES for address in addresses]:
        if address.endswith(".pdf") and not address.startswith("/kuusela/"):
            continue  # a document is in the language of its record, whatever the address says
        response = client.get(address)
        assert response.status_code in {200, 404, 410}, address
        answers[address] = told_by(response)
    return answers


def told_by(response) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    # What a PDF says is compressed in it.
    return text_of(content).encode() if response.headers.get("Content-Type") == "application/pdf" else content


def places_that_tell(client) -> list[str]:
    word = PLANTED.encode()
    return [address for address, answer in everything(client).items() if word in answer]


def plant_people(meeting: Meeting) -> None:
    Attendance.objects.create(meeting=meeting, position=1, name=PLANTED, role=AttendanceRole.CHAIR, note=PLANTED)
    Checker.objects.create(meeting=meeting, position=1, name=PLANTED)


@pytest.mark.slow
def test_the_surfaces_are_all_the_addresses_that_can_be_opened(client, body, stored_file):
    case = CaseFactory(organization=body.organization)
    item = ItemFactory(meeting=MeetingFactory(body=body), case=case)
    AttachmentFactory(item=item, file=stored_file)

    answers = everything(client)

    assert all(answers.values())
    finnish = [address.partition("?")[0] for address in answers if address[:4] not in {"/sv/", "/en/"}]
    opened = {resolve(address).view_name for address in finnish}
    named = {f"decisions:{pattern.name}" for pattern in urls.urlpatterns}
    # Of these there is no record here; `test_public_surfaces_of_records` has one of each.
    absent = ("officer_decision", "notice", "elected_official", "initiative", "former_version")
    without = {f"decisions:{name}{end}" for name in absent for end in ("", "_twin", "_attachment")}
    assert named - opened <= without
    assert {address for address in answers if address.startswith("/sv/")}


@pytest.mark.slow
def test_a_planted_word_is_found_where_it_may_be(client, body):
    """Without this, the tests below could look past everything."""
    meeting = MeetingFactory(body=body, place=PLANTED)
    plant_people(meeting)
    item = ItemFactory(meeting=meeting, title=PLANTED, case=CaseFactory(organization=body.organization, title=PLANTED))
    PartFactory(item=item, html=f"<p>{PLANTED}</p>")

    found = places_that_tell(client)

    for address in ("/", "/index.json", "/kuusela/", "/syotteet/kokousasiat.rss", "/sv/kuusela/kokoukset.json"):
        assert address in found
    assert f"/en/kuusela/kokoukset/{meeting.public_id}/{item.position}/" in found


@pytest.mark.slow
def test_a_draft_is_seen_nowhere(client, body):
    meeting = MeetingFactory(body=body, state=MeetingState.DRAFT, place=PLANTED)
    plant_people(meeting)
    item = ItemFactory(
        meeting=meeting,
        title=PLANTED,
        presenter=PLANTED,
        preparers=PLANTED,
        case=CaseFactory(organization=body.organization, title=PLANTED),
    )
    PartFactory(item=item, html=f"<p>{PLANTED}</p>", heading=PLANTED, author=PLANTED)
    AttachmentFactory(item=item, title=PLANTED)

    assert places_that_tell(client) == []


@pytest.mark.slow
def test_an_agenda_that_is_scheduled_is_seen_nowhere_before_its_time(client, body):
    tomorrow = clock.now() + clock.ONE_DAY
    meeting = MeetingFactory(
        body=body,
        state=MeetingState.AGENDA_PUBLISHED,
        place=PLANTED,
        starts_at=tomorrow + dt.timedelta(days=7),
        agenda_published_at=tomorrow,
    )
    ItemFactory(meeting=meeting, title=PLANTED)

    assert places_that_tell(client) == []


@pytest.mark.slow
@pytest.mark.parametrize("state", [MeetingState.MINUTES_DRAFTED, MeetingState.MINUTES_CHECKED, "scheduled"])
def test_of_minutes_that_are_not_out_only_the_agenda_is_seen(client, body, state):
    meeting = MeetingFactory(body=body, state=MeetingState.MINUTES_DRAFTED)
    plant_people(meeting)
    item = ItemFactory(meeting=meeting, outcome_detail=PLANTED)
    for place, kind in enumerate(set(PartKind) - {PartKind.BACKGROUND, PartKind.PROPOSAL, PartKind.HISTORY}, start=1):
        PartFactory(item=item, position=place, kind=kind, html=f"<p>{PLANTED}</p>", heading=PLANTED, author=PLANTED)
    PartFactory(item=item, position=90, kind=PartKind.PROPOSAL, is_amended=True, html=f"<p>{PLANTED}</p>")
    item.remedies.create(remedy="ban", provision=PLANTED)
    if state == "scheduled":
        shown_from = {"minutes_checked_on": clock.today(), "minutes_published_at": clock.now() + clock.ONE_DAY}
        Meeting.objects.update(state=MeetingState.MINUTES_PUBLISHED, **shown_from)
    else:
        Meeting.objects.update(state=state)

    assert places_that_tell(client) == []


@pytest.mark.slow
def test_of_a_withheld_item_nothing_is_seen_but_its_title_and_ground(client, body, planted_file):
    meeting = MeetingFactory(body=body)
    item = ItemFactory(
        meeting=meeting,
        is_withheld=True,
        secrecy_ground="JulkL 24 § 1 mom. 19 k.",
        presenter=PLANTED,
        preparers=PLANTED,
        outcome="approved",
        outcome_detail=PLANTED,
    )
    PartFactory(item=item, kind=PartKind.DECISION, html=f"<p>{PLANTED}</p>", heading=PLANTED, author=PLANTED)
    AttachmentFactory(item=item, title=PLANTED, file=planted_file)

    assert places_that_tell(client) == []

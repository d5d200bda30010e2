"""What a reader may see of a meeting and its items, at which instant."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions import queries
from seutu.publishing.decisions.models import Meeting, MeetingState, Outcome, PartKind
from seutu.publishing.decisions.rules import Reader, Stage
from seutu.publishing.decisions.tests.factories import (
    AttachmentFactory,
    CaseFactory,
    ItemFactory,
    MeetingFactory,
    PartFactory,
)
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db

IN_APRIL = Reader(at=dt.datetime(2026, 4, 1, 9, 0, tzinfo=dt.UTC))
AFTER_AGENDA = Reader(at=dt.datetime(2026, 3, 5, 9, 0, tzinfo=dt.UTC))
BEFORE_ALL = Reader(at=dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC))


def shown(meeting: Meeting, reader: Reader):
    return queries.meeting(reader, meeting.organization.slug, meeting.public_id)


def test_nobody_sees_a_draft():
    meeting = MeetingFactory(state=MeetingState.DRAFT)

    assert shown(meeting, IN_APRIL) is None
    assert queries.meetings(IN_APRIL).rows == ()


def test_those_who_prepare_see_their_own_drafts_and_that_they_are_drafts():
    mine = MeetingFactory(state=MeetingState.DRAFT)
    MeetingFactory(state=MeetingState.DRAFT)
    preparer = Reader(at=IN_APRIL.at, prepares=frozenset({mine.organization_id}))

    assert [m.pk for m in queries.meetings(preparer).rows] == [mine.pk]
    assert shown(mine, preparer).is_public is False


@pytest.mark.parametrize(
    "state", [MeetingState.AGENDA_PUBLISHED, MeetingState.MINUTES_DRAFTED, MeetingState.MINUTES_CHECKED]
)
def test_until_the_minutes_are_out_the_agenda_is_shown(state):
    meeting = MeetingFactory(state=state)

    assert shown(meeting, IN_APRIL).stage is Stage.AGENDA


def test_minutes_are_shown_from_the_day_they_go_on_display():
    meeting = MeetingFactory()

    assert shown(meeting, BEFORE_ALL) is None
    assert shown(meeting, AFTER_AGENDA).stage is Stage.AGENDA
    assert shown(meeting, IN_APRIL).stage is Stage.MINUTES


def test_a_coming_publication_bounds_how_long_an_answer_may_be_kept():
    meeting = MeetingFactory()
    future = clock.now() + dt.timedelta(hours=1)
    Meeting.objects.filter(pk=meeting.pk).update(minutes_published_at=future)
    clock.forget_boundaries()

    shown(meeting, Reader())

    assert clock.next_boundary() == future


def test_the_agenda_shows_no_decision_nor_amended_proposal():
    meeting = MeetingFactory(state=MeetingState.MINUTES_CHECKED)
    item = ItemFactory(meeting=meeting, outcome=Outcome.UNANIMOUS, outcome_detail="7–4")
    PartFactory(item=item, kind=PartKind.BACKGROUND, html="<p>Tausta</p>")
    PartFactory(item=item, kind=PartKind.PROPOSAL, html="<p>Ehdotus</p>")
    PartFactory(item=item, kind=PartKind.PROPOSAL, html="<p>Muutettu</p>", is_amended=True)
    PartFactory(item=item, kind=PartKind.DECISION, html="<p>Päätös</p>")

    seen = queries.item(IN_APRIL, meeting.organization.slug, meeting.public_id, item.position)

    assert [part.html for part in seen.parts] == ["<p>Tausta</p>", "<p>Ehdotus</p>"]
    assert (seen.outcome, seen.outcome_detail, seen.remedies) == (None, "", ())


def test_people_are_shown_with_the_minutes_only():
    meeting = MeetingFactory(state=MeetingState.MINUTES_CHECKED)
    meeting.attendances.create(position=1, name="Paavo Paikalla", role="chair")

    assert shown(meeting, IN_APRIL).attendance == ()


def test_of_a_withheld_item_only_title_and_ground_are_shown():
    item = ItemFactory(
        title="Vahingonkorvausasia",
        is_withheld=True,
        secrecy_ground="JulkL 24 § 1 mom. 19 k.",
        presenter="Sala Salainen",
        preparers="Sala Salainen",
        outcome=Outcome.REJECTED,
    )
    PartFactory(item=item, html="<p>salaista</p>")
    AttachmentFactory(item=item)

    seen = queries.item(IN_APRIL, item.meeting.organization.slug, item.meeting.public_id, item.position)

    assert (seen.title, seen.secrecy_ground) == ("Vahingonkorvausasia", "JulkL 24 § 1 mom. 19 k.")
    assert (seen.parts, seen.attachments, seen.presenter, seen.preparers, seen.outcome) == ((), (), "", "", None)


def test_a_case_is_known_only_through_handlings_that_may_be_seen():
    case = CaseFactory()
    draft = MeetingFactory(state=MeetingState.DRAFT, body__organization=case.organization)
    ItemFactory(meeting=draft, case=case)

    assert queries.case(IN_APRIL, case.organization.slug, case.slug) is None

    public = MeetingFactory(body__organization=case.organization)
    item = ItemFactory(meeting=public, case=case)

    assert [h.pk for h in queries.case(IN_APRIL, case.organization.slug, case.slug).handlings] == [item.pk]


def test_a_case_without_a_title_bears_that_of_its_first_handling():
    case = CaseFactory(title="12/00.01.02/2026", number="12/00.01.02/2026")
    item = ItemFactory(meeting=MeetingFactory(body__organization=case.organization), case=case, title="Koirapuisto")

    assert queries.case(IN_APRIL, case.organization.slug, case.slug).title == item.title


def test_handlings_stand_in_the_order_of_time():
    case = CaseFactory()
    later = MeetingFactory(body__organization=case.organization)
    earlier = MeetingFactory(body__organization=case.organization, starts_at=dt.datetime(2025, 1, 7, 9, tzinfo=dt.UTC))
    second, first = ItemFactory(meeting=later, case=case), ItemFactory(meeting=earlier, case=case)

    seen = queries.case(IN_APRIL, case.organization.slug, case.slug)

    assert [handling.pk for handling in seen.handlings] == [first.pk, second.pk]


def test_a_clerk_reads_as_one_who_prepares_and_an_outsider_does_not(clerk, outsider, municipality):
    assert queries.reader_for(clerk).prepares == {municipality.pk}
    assert municipality.pk not in queries.reader_for(outsider).prepares


def test_the_address_of_a_harvested_meeting_is_the_source_s_own():
    own = MeetingFactory()
    harvested = MeetingFactory(legacy_id="2022504", origin="harvested")

    assert own.public_id > 10**10
    assert harvested.public_id == 2022504
    assert shown(harvested, IN_APRIL).pk == harvested.pk


def test_a_meeting_that_gets_another_system_s_id_keeps_its_published_address():
    meeting = MeetingFactory()
    published = meeting.public_id
    Meeting.objects.filter(pk=meeting.pk).update(legacy_id="2022504")

    assert queries.meeting(IN_APRIL, meeting.organization.slug, published).pk == meeting.pk


@pytest.mark.parametrize("legacy_id", ["F56A518FX3010X4561XB713X45DDDAB5E7D0", "0042", "²", "99999999999"])
def test_a_source_s_id_that_makes_no_address_leaves_the_meeting_ours(legacy_id):
    meeting = MeetingFactory(legacy_id=legacy_id)

    assert shown(meeting, IN_APRIL).pk == meeting.pk


def test_an_id_of_another_municipality_leads_nowhere():
    meeting, other = MeetingFactory(), MeetingFactory()

    assert queries.meeting(IN_APRIL, other.organization.slug, meeting.public_id) is None

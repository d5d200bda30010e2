"""Taking in a whole meeting."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from seutu.publishing.decisions import actions
from seutu.publishing.decisions.actions import (
    AttachmentInput,
    AttendanceInput,
    CheckerInput,
    ItemInput,
    MeetingInput,
    PartInput,
    RemedyInput,
    put_meeting,
)
from seutu.publishing.decisions.models import AgendaItem, Case, Meeting, MeetingState, PartKind, Remedy
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.organizations.tests.factories import BodyFactory

pytestmark = pytest.mark.django_db

BY = System("test")
STARTS = dt.datetime(2026, 3, 10, 14, 0, tzinfo=dt.UTC)


@pytest.fixture
def minutes(db) -> MeetingInput:
    return MeetingInput(
        body=BodyFactory(),
        starts_at=STARTS,
        state=MeetingState.MINUTES_PUBLISHED,
        minutes_checked_on=dt.date(2026, 3, 12),
        displayed_on=dt.date(2026, 3, 17),
        number=3,
        attendance=(AttendanceInput("Paavo Puhe", "chair", arrived_at=dt.time(16, 0)),),
        checkers=(CheckerInput("Tarja Tarkka", dt.date(2026, 3, 12)),),
        items=(
            ItemInput(position=1, section_number=21, title="Kokouksen avaus"),
            ItemInput(
                position=2,
                section_number=22,
                title="Koirapuiston paikka",
                case_number="157/00.01.05.00/2026",
                parts=(PartInput(PartKind.DECISION, "<p>Hyväksyttiin.</p>"),),
                remedies=(RemedyInput(Remedy.REVIEW_REQUEST),),
            ),
        ),
    )


def agenda_of(minutes: MeetingInput) -> MeetingInput:
    items = tuple(dataclasses.replace(item, parts=(), remedies=()) for item in minutes.items)
    return dataclasses.replace(
        minutes,
        state=MeetingState.AGENDA_PUBLISHED,
        minutes_checked_on=None,
        displayed_on=None,
        attendance=(),
        checkers=(),
        items=items,
    )


def test_a_meeting_comes_in_with_items_people_case_and_remedies(minutes):
    put = put_meeting(minutes, by=BY)

    item = put.meeting.items.get(section_number=22)
    assert put.result == "new"
    assert (item.case.number, item.case.title) == ("157/00.01.05.00/2026", "Koirapuiston paikka")
    assert [part.html for part in item.parts.all()] == ["<p>Hyväksyttiin.</p>"]
    assert [remedy.remedy for remedy in item.remedies.all()] == [Remedy.REVIEW_REQUEST]
    assert put.meeting.attendances.get().arrived_at == dt.time(16, 0)
    assert put.meeting.checkers.get().name == "Tarja Tarkka"


def test_the_same_meeting_twice_changes_nothing(minutes):
    first = put_meeting(minutes, by=BY).meeting
    trail = Entry.objects.count()

    again = put_meeting(minutes, by=BY)

    assert (again.result, again.meeting.pk) == ("unchanged", first.pk)
    assert again.meeting.updated_at == first.updated_at
    assert Entry.objects.count() == trail


def test_items_keep_their_addresses_when_the_agenda_turns_into_minutes(minutes):
    put_meeting(agenda_of(minutes), by=BY)
    before = dict(AgendaItem.objects.values_list("section_number", "pk"))
    late = ItemInput(position=1, section_number=20, title="Lisäasia ensin")

    put = put_meeting(dataclasses.replace(minutes, items=(late, *minutes.items)), by=BY)

    assert put.result == "changed"
    assert {n: pk for n, pk in AgendaItem.objects.values_list("section_number", "pk") if n != 20} == before
    assert list(AgendaItem.objects.order_by("position").values_list("section_number", flat=True)) == [21, 22, 20]


def test_an_agenda_item_without_a_number_is_found_by_its_title(minutes):
    agenda = agenda_of(minutes)
    items = tuple(dataclasses.replace(item, section_number=None) for item in agenda.items)
    put_meeting(dataclasses.replace(agenda, items=items), by=BY)
    before = set(AgendaItem.objects.values_list("pk", flat=True))

    put_meeting(minutes, by=BY)

    assert set(AgendaItem.objects.values_list("pk", flat=True)) == before


def test_an_agenda_takes_back_no_minutes(minutes):
    put_meeting(minutes, by=BY)

    assert put_meeting(agenda_of(minutes), by=BY).result == "unchanged"
    assert Meeting.objects.get().state == MeetingState.MINUTES_PUBLISHED


def test_what_is_no_longer_in_the_record_goes_unless_only_a_part_came(minutes):
    put_meeting(minutes, by=BY)
    only_last = dataclasses.replace(minutes, items=minutes.items[1:])

    assert put_meeting(dataclasses.replace(only_last, is_partial=True), by=BY).meeting.items.count() == 2
    assert put_meeting(only_last, by=BY).meeting.items.count() == 1


def test_an_item_page_takes_nothing_from_its_meeting(minutes):
    put_meeting(dataclasses.replace(minutes, place="Kaupungintalo"), by=BY)
    page = dataclasses.replace(
        minutes, number=None, place="", attendance=(), checkers=(), items=minutes.items[1:], is_partial=True
    )

    put = put_meeting(page, by=BY)

    assert put.result == "unchanged"
    assert (put.meeting.number, put.meeting.place) == (3, "Kaupungintalo")
    assert put.meeting.attendances.count() == 1


def test_an_item_page_of_the_minutes_makes_the_minutes_of_an_agenda_public(minutes):
    put_meeting(agenda_of(minutes), by=BY)

    put = put_meeting(dataclasses.replace(minutes, items=minutes.items[1:], is_partial=True), by=BY)

    assert (put.result, put.meeting.state) == ("changed", MeetingState.MINUTES_PUBLISHED)


def test_two_meetings_of_a_day_are_told_apart_by_their_numbers(minutes):
    put_meeting(minutes, by=BY)

    assert put_meeting(dataclasses.replace(minutes, number=4), by=BY).result == "new"


def test_minutes_made_here_are_not_published_unchecked(minutes):
    with pytest.raises(actions.MinutesNotChecked):
        put_meeting(dataclasses.replace(minutes, minutes_checked_on=None), by=BY)

    assert not Meeting.objects.exists()


def test_minutes_of_another_system_come_in_though_the_day_of_checking_is_unknown(minutes):
    harvested = dataclasses.replace(minutes, minutes_checked_on=None, origin="harvested")

    assert put_meeting(harvested, by=BY).result == "new"


@pytest.mark.parametrize(
    ("item", "refusal"),
    [
        (ItemInput(1, "Asia", is_withheld=True), actions.WithheldWithoutGround),
        (ItemInput(1, " ", is_withheld=True, secrecy_ground="JulkL 24 §"), actions.WithheldWithoutGround),
        (
            ItemInput(1, "Asia", is_withheld=True, secrecy_ground="JulkL 24 §", parts=(PartInput("background", "x"),)),
            actions.SecretTextGiven,
        ),
        (
            ItemInput(1, "Asia", attachments=(AttachmentInput("attachment", "Liite", is_withheld=True),)),
            actions.WithheldWithoutGround,
        ),
        (ItemInput(1, "Asia", remedies=(RemedyInput(Remedy.BAN),)), actions.BanWithoutProvision),
    ],
)
def test_what_the_law_forbids_is_refused_by_name(minutes, item, refusal):
    with pytest.raises(refusal):
        put_meeting(dataclasses.replace(minutes, items=(item,)), by=BY)

    assert not Meeting.objects.exists()


def test_text_is_cleaned_on_the_way_in(minutes):
    part = PartInput(PartKind.BACKGROUND, '<p onclick="x()">Teksti\x0b<script>alert(1)</script></p>')
    item = ItemInput(1, "Otsikko\x00 \n kahdella\trivillä", parts=(part,))

    put_meeting(dataclasses.replace(minutes, items=(item,)), by=BY)

    stored = AgendaItem.objects.get()
    assert stored.title == "Otsikko kahdella rivillä"
    assert stored.parts.get().html == "<p>Teksti</p>"


def test_a_draft_gives_its_case_no_title(minutes):
    draft = dataclasses.replace(agenda_of(minutes), state=MeetingState.DRAFT)
    put_meeting(draft, by=BY)

    assert Case.objects.get().title == "157/00.01.05.00/2026"

    put_meeting(minutes, by=BY)

    assert Case.objects.get().title == "Koirapuiston paikka"


def test_an_agenda_that_waits_for_its_time_gives_its_case_no_title(minutes):
    later = dataclasses.replace(agenda_of(minutes), agenda_published_at=clock.now() + dt.timedelta(days=2))

    put_meeting(later, by=BY)

    assert Case.objects.get().title == "157/00.01.05.00/2026"


def test_the_trail_holds_states_and_no_titles(minutes):
    put_meeting(minutes, by=BY)

    assert set(Entry.objects.values_list("verb", flat=True)) == {"meeting.new", "meeting.minutes_published"}
    assert "Koirapuiston" not in str(list(Entry.objects.values()))

"""What keeps minutes from going out: something in them that may not, or something missing that must be in them."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.publishing.decisions import actions
from seutu.publishing.decisions.actions import (
    AttendanceChangeInput,
    AttendanceInput,
    CheckerInput,
    ChoiceInput,
    MeetingFields,
    VoteInput,
)
from seutu.publishing.decisions.models import AgendaItem, Meeting, MeetingState
from seutu.publishing.decisions.rules.refusals import Refusal, RefusalReason
from seutu.publishing.decisions.tests import desk

pytestmark = pytest.mark.django_db

CODE = "131052-308T"
PEOPLE = [AttendanceInput("Pirkko Puhe", "chair"), AttendanceInput("Kaarlo Kallio", "member")]


def again(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(pk=meeting.pk)


def refused(meeting: Meeting) -> set[Refusal]:
    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_minutes(again(meeting), by=desk.BY)
    assert again(meeting).state != MeetingState.MINUTES_PUBLISHED
    return set(refusal.value.refusals)


def reasons(meeting: Meeting) -> set[RefusalReason]:
    return {each.reason for each in refused(meeting)}


def vote(*names: tuple[str, str]) -> VoteInput:
    yes = ChoiceInput("yes", len(names), "Jaa", "Pohja", is_winner=True, names=names)
    return VoteInput("Pohja vastaan palautus", "named", (yes, ChoiceInput("no", 0, "Ei", "Palautus")))


def test_an_identity_code_in_the_attendance_keeps_the_minutes_in():
    meeting = desk.minutes()
    people = [AttendanceInput("Pirkko Puhe", "chair", note=f"tunnus {CODE}")]
    actions.record_attendance(meeting, people, by=desk.BY)

    assert Refusal(RefusalReason.IDENTITY_CODE, place="attendance") in refused(meeting)


def test_so_does_one_in_the_ground_of_a_disqualification():
    meeting = desk.minutes()
    changes = [AttendanceChangeInput(2, 1, "disqualified", ground=f"sukulainen {CODE}")]
    actions.record_attendance(meeting, PEOPLE, changes, by=desk.BY)

    assert Refusal(RefusalReason.IDENTITY_CODE, 1, "attendance_changes") in refused(meeting)


def test_so_does_one_among_those_who_voted():
    meeting = desk.minutes()
    actions.record_votes(desk.only_item(meeting), [vote(("Kaarlo Kallio", CODE))], by=desk.BY)

    assert Refusal(RefusalReason.IDENTITY_CODE, 1, "vote:1") in refused(meeting)


def test_so_does_one_in_the_votes_in_short():
    meeting = desk.minutes()
    AgendaItem.objects.update(outcome_detail=CODE)

    assert Refusal(RefusalReason.IDENTITY_CODE, 1, "outcome_detail") in refused(meeting)


def test_so_does_one_in_the_name_of_a_checker():
    meeting = desk.minutes()
    actions.name_checkers(meeting, [CheckerInput(f"Taavi Tarkka {CODE}")], by=desk.BY)

    assert Refusal(RefusalReason.IDENTITY_CODE, place="checkers") in refused(meeting)


def test_one_in_the_place_keeps_the_agenda_in():
    meeting = desk.draft()
    Meeting.objects.update(place=f"Sali {CODE}")

    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_agenda(meeting, by=desk.BY)

    assert refusal.value.refusals == (Refusal(RefusalReason.IDENTITY_CODE, place="place"),)
    assert again(meeting).state == MeetingState.DRAFT


@pytest.mark.parametrize("field", ["title", "number"])
def test_so_does_one_in_the_case_of_an_item(field):
    meeting = desk.draft(desk.item(case_number="12/00.01/2026"))
    case = desk.only_item(meeting).case
    setattr(case, field, f"Asia {CODE}")
    case.save()

    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_agenda(meeting, by=desk.BY)

    assert refusal.value.refusals == (Refusal(RefusalReason.IDENTITY_CODE, 1, "case_number"),)


def test_minutes_without_attendance_do_not_go_out():
    meeting = desk.minutes()
    actions.record_attendance(meeting, [], by=desk.BY)

    assert RefusalReason.ATTENDANCE_MISSING in reasons(meeting)


def test_an_item_without_a_decision_keeps_the_minutes_in():
    meeting = desk.minutes(desk.item("Ratkaistu"), desk.item("Ratkaisematta", outcome=""))

    assert Refusal(RefusalReason.DECISION_MISSING, 2, "decision") in refused(meeting)


def test_a_withheld_item_needs_no_decision_here():
    withheld = desk.item(
        "Vuokrasaatavan periminen", parts=(), outcome="", is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 23 k."
    )
    meeting = desk.minutes(withheld)

    assert RefusalReason.DECISION_MISSING not in reasons(meeting)


def test_who_was_disqualified_cannot_have_voted():
    meeting = desk.minutes()
    changes = [AttendanceChangeInput(2, 1, "disqualified", ground="HL 28 § 1 mom. 1 k.")]
    actions.record_attendance(meeting, PEOPLE, changes, by=desk.BY)
    actions.record_votes(desk.only_item(meeting), [vote(("Kaarlo Kallio", "A"))], by=desk.BY)

    assert Refusal(RefusalReason.DISQUALIFIED_VOTED, 1, "votes", ("Kaarlo Kallio",)) in refused(meeting)


def test_before_the_meeting_its_minutes_are_neither_checked_nor_published():
    meeting = desk.minutes()
    (checker,) = actions.name_checkers(meeting, [CheckerInput("Taavi Tarkka")], by=desk.BY)

    with time_machine.travel(desk.STARTS - dt.timedelta(minutes=1), tick=False):
        with pytest.raises(actions.NotHeldYet):
            actions.check_minutes(checker, by=desk.BY)
        assert RefusalReason.MEETING_NOT_HELD in reasons(meeting)

    with time_machine.travel(desk.STARTS + dt.timedelta(hours=2), tick=False):
        meeting = actions.check_minutes(checker, by=desk.BY)
        assert actions.publish_minutes(meeting, by=desk.BY).state == MeetingState.MINUTES_PUBLISHED


def test_a_meeting_put_off_after_the_check_is_not_published():
    with time_machine.travel(desk.STARTS + dt.timedelta(hours=2), tick=False):
        meeting = desk.checked()
        later = MeetingFields(starts_at=desk.STARTS + dt.timedelta(days=7))
        actions.change_meeting(meeting, later, revision=again(meeting).revision, by=desk.BY)

        assert RefusalReason.MEETING_NOT_HELD in reasons(meeting)


def test_a_place_with_an_identity_code_is_not_let_into_an_agenda_that_is_out():
    meeting = desk.published_agenda()

    with pytest.raises(actions.NotPublishable):
        actions.change_meeting(
            meeting, MeetingFields(starts_at=desk.STARTS, place=f"Sali {CODE}"), revision=meeting.revision, by=desk.BY
        )

    assert again(meeting).place == ""

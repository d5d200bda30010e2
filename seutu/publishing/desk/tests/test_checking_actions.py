from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import WrongState
from seutu.publishing.decisions.models import Checker, Meeting, MeetingState
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.actions import checking
from seutu.publishing.desk.models import Answer, CheckInvitation, PaperCheck
from seutu.publishing.desk.queries import checking as queries
from seutu.publishing.desk.queries.checking import Stand
from seutu.publishing.desk.tests import check_minutes as make
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.messages.models import Message
from seutu.shared.messages.models import State as MessageState
from seutu.shared.tasks.models import WaitingTask

pytestmark = pytest.mark.django_db


def state(meeting: Meeting) -> str:
    return Meeting.objects.get(pk=meeting.pk).state


def test_only_the_hash_of_a_link_is_stored():
    invitation = make.invite(make.chair_of(make.minutes_to_check()))

    token = make.link_to(invitation).rstrip("/").rpartition("/")[2]
    assert len(token) == 43
    assert invitation.token_hash == queries.hash_of_token(token)
    assert token not in str(CheckInvitation.objects.values().get())
    assert token not in str(list(WaitingTask.objects.values()))
    assert token not in str(list(Entry.objects.values()))


def test_the_message_names_the_meeting_and_nothing_of_what_was_decided():
    meeting = make.minutes_to_check(desk.item("Maija Mallin asia"))
    make.invite(make.chair_of(meeting))

    message = Message.objects.get()
    with translation.override("fi"):
        words = gettext("Minutes to check: %(body)s %(day)s")
    assert message.subject == words % {"body": meeting.body.name_fi, "day": "10.3.2026"}
    assert "Maija" not in message.body_text
    assert make.CHECKER not in message.body_text
    assert message.has_secret


@pytest.mark.parametrize(
    ("language", "prefix"), [("fi", "/tarkastus/"), ("sv", "/sv/tarkastus/"), ("en", "/en/tarkastus/")]
)
def test_the_link_leads_to_the_page_in_the_language_of_the_checker(language, prefix):
    invitation = make.invite(make.chair_of(make.minutes_to_check()), language=language)

    assert make.link_to(invitation).startswith(prefix)


def test_when_all_have_approved_the_minutes_are_checked():
    meeting = make.minutes_to_check()
    first, second = make.invite(make.chair_of(meeting)), make.invite(make.checker_of(meeting))

    make.give(first)
    assert state(meeting) == MeetingState.MINUTES_DRAFTED
    assert make.stands(meeting) == [Stand.CHECKED, Stand.SENT]
    make.give(second, remark="Hyvä.")

    assert state(meeting) == MeetingState.MINUTES_CHECKED
    assert make.stands(meeting) == [Stand.CHECKED, Stand.CHECKED]
    actor = f"checker:{second.checker_id}"
    assert set(Entry.objects.filter(actor=actor).values_list("verb", flat=True)) == {
        "minutes.approved",
        "meeting.checked",
    }


def test_a_link_answers_once():
    invitation = make.invite(make.chair_of(make.minutes_to_check()))
    make.give(invitation)

    with pytest.raises(checking.AlreadyAnswered):
        make.give(invitation, Answer.RETURNED, "Ei sittenkään")

    assert CheckInvitation.objects.get().answer == Answer.APPROVED


def test_minutes_sent_back_wait_for_a_new_link():
    meeting = make.minutes_to_check()
    invitation = make.invite(make.chair_of(meeting))

    make.give(invitation, Answer.RETURNED, "Pykälässä 1 on väärä summa.\x00")

    assert make.stands(meeting) == [Stand.RETURNED, Stand.NOT_ASKED]
    assert CheckInvitation.objects.get().remark == "Pykälässä 1 on väärä summa."
    make.invite(make.chair_of(meeting))
    assert make.stands(meeting)[0] is Stand.SENT


def test_they_are_not_sent_back_without_a_word():
    invitation = make.invite(make.chair_of(make.minutes_to_check()))

    with pytest.raises(checking.RemarkMissing):
        make.give(invitation, Answer.RETURNED, " \x00 ")


def test_a_change_takes_the_approvals_back():
    meeting = make.minutes_to_check()
    for checker in (make.chair_of(meeting), make.checker_of(meeting)):
        make.give(make.invite(checker))

    make.change(meeting)

    assert state(meeting) == MeetingState.MINUTES_DRAFTED
    assert make.stands(meeting) == [Stand.CHANGED, Stand.CHANGED]


def test_a_change_that_nobody_voided_for_is_noticed_before_publishing():
    meeting = make.minutes_to_check()
    for checker in (make.chair_of(meeting), make.checker_of(meeting)):
        make.give(make.invite(checker))
    assert not checking.void_if_changed(meeting, by=make.BY)

    Meeting.objects.filter(pk=meeting.pk).update(place="Toinen paikka")

    assert make.stands(meeting) == [Stand.CHANGED, Stand.CHANGED]
    assert checking.void_if_changed(meeting, by=make.BY)
    assert state(meeting) == MeetingState.MINUTES_DRAFTED


def test_what_changed_since_it_was_shown_is_not_approved():
    meeting = make.minutes_to_check()
    invitation = make.invite(make.chair_of(meeting))
    seen = queries.minutes_of(meeting).content_hash
    make.change(meeting)

    with pytest.raises(checking.MinutesChanged):
        checking.answer(invitation, answer=Answer.APPROVED, remark="", seen_hash=seen)

    assert not Checker.objects.filter(checked_on__isnull=False).exists()


def test_a_new_link_kills_the_one_before_and_its_message():
    meeting = make.minutes_to_check()
    first = make.invite(make.chair_of(meeting))
    old_message = first.message
    token = make.link_to(first).rstrip("/").rpartition("/")[2]

    make.invite(make.chair_of(meeting), email="uusi@example.org")

    old_message.refresh_from_db()
    assert old_message.state == MessageState.GONE
    assert queries.invitation_by(token) is None
    with pytest.raises(checking.DeadLink):
        checking.answer(first, answer=Answer.APPROVED, remark="", seen_hash="")


def test_a_link_dies_of_age():
    invitation = make.invite(make.chair_of(make.minutes_to_check()))
    token = make.link_to(invitation).rstrip("/").rpartition("/")[2]

    assert queries.invitation_by(token) == invitation
    with time_machine.travel(clock.now() + checking.LINK_LASTS + dt.timedelta(seconds=1)):
        assert queries.invitation_by(token) is None
        assert make.stands(invitation.checker.meeting)[0] is Stand.EXPIRED
        with pytest.raises(checking.DeadLink):
            make.give(invitation)


@pytest.mark.parametrize("token", ["", "a", "a" * 42, "a" * 43, "ä" * 43, "a" * 44, "\x00" * 43])
def test_guessing_leads_nowhere(token):
    make.invite(make.chair_of(make.minutes_to_check()))

    assert queries.invitation_by(token) is None


def test_nothing_is_asked_before_the_minutes_are_begun_nor_after_they_are_out():
    before = desk.published_agenda()
    checker = decisions.name_checkers(before, [decisions.CheckerInput(make.CHAIR)], by=make.BY)[0]
    with pytest.raises(WrongState):
        make.invite(checker)

    after = make.minutes_to_check()
    invitation = make.invite(make.chair_of(after))
    Checker.objects.filter(meeting=after).update(checked_on=after.day)
    Meeting.objects.filter(pk=after.pk).update(state=MeetingState.MINUTES_CHECKED, minutes_checked_on=after.day)
    decisions.publish_minutes(Meeting.objects.get(pk=after.pk), by=make.BY)
    for late in (lambda: make.give(invitation), lambda: make.invite(make.chair_of(after))):
        with pytest.raises(WrongState):
            late()


def test_who_has_checked_is_not_asked_again():
    meeting = make.minutes_to_check()
    make.give(make.invite(make.chair_of(meeting)))

    with pytest.raises(checking.AlreadyChecked):
        make.invite(make.chair_of(meeting))


def test_a_check_on_paper_counts_and_kills_the_link():
    meeting = make.minutes_to_check()
    make.invite(make.chair_of(meeting))

    day = meeting.day + dt.timedelta(days=2)
    checking.record_paper_check(
        make.chair_of(meeting), checked_on=day, reason=" Allekirjoitettu\npaperille ", by=make.BY
    )

    assert make.chair_of(meeting).checked_on == day
    assert PaperCheck.objects.get().reason == "Allekirjoitettu paperille"
    assert not CheckInvitation.objects.exists()
    assert Message.objects.get().state == MessageState.GONE
    with pytest.raises(checking.AlreadyChecked):
        checking.record_paper_check(make.chair_of(meeting), checked_on=day, reason="x", by=make.BY)
    make.change(meeting)
    assert make.stands(meeting)[0] is Stand.CHANGED
    make.invite(make.chair_of(meeting))
    assert make.stands(meeting)[0] is Stand.SENT


def test_a_check_on_paper_has_a_day_that_can_be_and_a_word():
    meeting = make.minutes_to_check()
    checker = make.chair_of(meeting)

    for day in (meeting.day - dt.timedelta(days=1), clock.today() + dt.timedelta(days=1)):
        with pytest.raises(checking.BadDay):
            checking.record_paper_check(checker, checked_on=day, reason="x", by=make.BY)
    with pytest.raises(checking.ReasonMissing):
        checking.record_paper_check(checker, checked_on=meeting.day, reason=" ", by=make.BY)


def test_a_message_that_failed_is_told():
    meeting = make.minutes_to_check()
    make.invite(make.chair_of(meeting))
    Message.objects.update(state=MessageState.FAILED)

    assert make.stands(meeting)[0] is Stand.UNDELIVERED


def test_a_checker_who_is_no_longer_one_loses_the_link():
    meeting = make.minutes_to_check()
    make.invite(make.chair_of(meeting))

    decisions.name_checkers(meeting, [decisions.CheckerInput("Uusi Tarkastaja")], by=make.BY)

    assert not CheckInvitation.objects.exists()


def test_a_checked_meeting_made_elsewhere_counts_as_checked():
    assert make.stands(desk.checked()) == [Stand.CHECKED, Stand.CHECKED]
    assert make.stands(desk.published_minutes()) == [Stand.CHECKED, Stand.CHECKED]


def test_the_hash_forgets_neither_people_nor_votes_but_the_checks():
    meeting = make.minutes_to_check()
    before = queries.minutes_of(meeting).content_hash

    make.give(make.invite(make.chair_of(meeting)))
    assert queries.minutes_of(Meeting.objects.get(pk=meeting.pk)).content_hash == before
    decisions.record_attendance(meeting, [decisions.AttendanceInput("Anna Alku", "member")], by=make.BY)
    with_people = queries.minutes_of(Meeting.objects.get(pk=meeting.pk)).content_hash
    choices = (decisions.ChoiceInput("yes", 2, "JAA", is_winner=True), decisions.ChoiceInput("no", 1, "EI"))
    vote = decisions.VoteInput("Äänestys", "show_of_hands", choices)
    decisions.record_votes(desk.only_item(meeting), [vote], by=make.BY)

    assert len({before, with_people, queries.minutes_of(Meeting.objects.get(pk=meeting.pk)).content_hash}) == 3


def test_there_is_nothing_to_check_of_an_agenda():
    with pytest.raises(ValueError, match="not written"):
        queries.minutes_of(desk.published_agenda())


def test_known_addresses_spare_the_typing_within_the_organization():
    meeting = make.minutes_to_check()
    make.invite(make.chair_of(meeting), email="vanha@example.org")
    make.invite(make.chair_of(meeting), email="puhe@example.org")
    elsewhere = make.minutes_to_check()

    assert queries.known_addresses(meeting, [make.CHAIR])[make.CHAIR].email == "puhe@example.org"
    assert queries.known_addresses(elsewhere, [make.CHAIR]) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": "approved"},
        {"answered_hash": "a"},
        {"answer": "returned", "answered_at": "2026-01-01T00:00Z", "answered_hash": "a"},
    ],
)
def test_the_database_refuses_an_answer_that_is_none(changes):
    make.invite(make.chair_of(make.minutes_to_check()))

    with pytest.raises(IntegrityError), transaction.atomic():
        CheckInvitation.objects.update(**changes)


def test_the_database_refuses_a_token_twice_and_paper_without_reason():
    meeting = make.minutes_to_check()
    first = make.invite(make.chair_of(meeting))
    make.invite(make.checker_of(meeting))

    with pytest.raises(IntegrityError), transaction.atomic():
        CheckInvitation.objects.update(token_hash=first.token_hash)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperCheck.objects.create(checker=make.chair_of(meeting), checked_on=meeting.day, reason="", content_hash="a")

"""Two answers at the same instant, where the database lets two write at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from seutu.publishing.decisions.models import Meeting, MeetingState
from seutu.publishing.desk.actions import checking
from seutu.publishing.desk.models import Answer, CheckInvitation
from seutu.publishing.desk.tests import check_minutes as make
from seutu.shared.audit.models import Entry

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one write at a time"),
]


def at_once(*changes: Callable[[], object]) -> list[str]:
    """What became of each change: its exception's name, or done."""
    start = Barrier(len(changes))

    def run(change: Callable[[], object]) -> str:
        try:
            start.wait()
            change()
        except Exception as error:  # noqa: BLE001 (what it is, the test says)
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(changes)) as threads:
        return sorted(threads.map(run, changes))


def test_one_link_used_twice_at_the_same_second_answers_once() -> None:
    invitation = make.invite(make.chair_of(make.minutes_to_check()))

    told = at_once(
        lambda: make.give(invitation),
        lambda: make.give(invitation, Answer.RETURNED, "Väärä summa"),
        lambda: make.give(invitation),
    )

    assert told == ["AlreadyAnswered", "AlreadyAnswered", "done"]
    assert Entry.objects.filter(verb__in=["minutes.approved", "minutes.returned"]).count() == 1


def test_the_last_two_approve_at_the_same_second_and_the_minutes_are_checked() -> None:
    meeting = make.minutes_to_check()
    first, second = make.invite(make.chair_of(meeting)), make.invite(make.checker_of(meeting))

    assert at_once(lambda: make.give(first), lambda: make.give(second)) == ["done", "done"]

    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.MINUTES_CHECKED


def test_an_approval_and_a_change_never_leave_checked_what_nobody_saw() -> None:
    meeting = make.minutes_to_check()
    make.give(make.invite(make.chair_of(meeting)))
    second = make.invite(make.checker_of(meeting))

    at_once(lambda: make.give(second), lambda: make.change(meeting))

    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.MINUTES_DRAFTED


def test_two_clerks_remind_at_once_and_one_link_is_left() -> None:
    invitation = make.invite(make.chair_of(make.minutes_to_check()))
    before = invitation.sent_at

    told = at_once(*[lambda: checking.remind(invitation, by=make.BY, before=before)] * 2)

    assert told == ["NothingToRemindOf", "done"]
    assert CheckInvitation.objects.get().reminders == 1

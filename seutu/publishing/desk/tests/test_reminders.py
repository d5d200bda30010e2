from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from seutu.publishing.decisions.models import Meeting, MeetingState
from seutu.publishing.desk.actions import checking
from seutu.publishing.desk.models import Answer, CheckInvitation
from seutu.publishing.desk.tests import check_minutes as make
from seutu.shared.core import clock
from seutu.shared.messages.models import Message
from seutu.shared.tasks.worker import Worker

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 3, 12, 6, 0, tzinfo=dt.UTC)
A_DAY = dt.timedelta(days=1)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("remind_checkers", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def morning():
    with time_machine.travel(MORNING, tick=False) as now:
        yield now


def test_who_has_not_answered_in_three_days_is_reminded_twice_at_most(morning):
    meeting = make.minutes_to_check()
    make.invite(make.chair_of(meeting))
    reminders = []
    for _day in range(12):
        morning.shift(A_DAY)
        run()
        run()
        reminders.append(CheckInvitation.objects.get().reminders)

    assert reminders == [0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]


def test_a_reminder_brings_a_link_that_works_in_place_of_the_one_before(morning):
    invitation = make.invite(make.chair_of(make.minutes_to_check()))
    first = make.link_to(invitation)
    Worker().run_until_idle()
    morning.shift(4 * A_DAY)

    assert run() == "1 checkers reminded, 0 addresses forgotten.\n"

    assert make.link_to(invitation) != first
    Worker().run_until_idle()
    assert len(mail.outbox) == 2
    assert set(Message.objects.values_list("body_text", flat=True)) == {""}
    assert CheckInvitation.objects.get().expires_at == clock.now() + checking.LINK_LASTS


def test_who_has_answered_or_whose_minutes_are_out_is_left_in_peace(morning):
    answered, out = make.minutes_to_check(), make.minutes_to_check()
    make.give(make.invite(make.chair_of(answered)), Answer.RETURNED, "Väärä summa")
    make.invite(make.chair_of(out))
    Meeting.objects.filter(pk=out.pk).update(
        state=MeetingState.MINUTES_PUBLISHED, minutes_checked_on=out.day, minutes_published_at=clock.now()
    )
    morning.shift(4 * A_DAY)

    assert run().startswith("0 checkers")


def test_the_clock_can_be_told_otherwise(morning):
    make.invite(make.chair_of(make.minutes_to_check()))

    assert run("--after-days", "0", "--at-most", "1").startswith("1 ")
    assert run("--after-days", "0", "--at-most", "1").startswith("0 ")


def test_what_was_answered_after_the_list_was_made_is_passed_over(morning, monkeypatch):
    meeting = make.minutes_to_check()
    invitation = make.invite(make.chair_of(meeting))
    listed = [CheckInvitation.objects.select_related("checker").get()]
    make.give(invitation)
    monkeypatch.setattr(checking.queries, "to_remind", lambda **given: listed)

    assert checking.send_reminders(by=make.BY) == 0


def test_a_reminder_of_nothing_is_refused():
    meeting = make.minutes_to_check()
    invitation = make.invite(make.chair_of(meeting))
    make.give(invitation)
    with pytest.raises(checking.NothingToRemindOf):
        checking.remind(invitation, by=make.BY)

    CheckInvitation.objects.all().delete()
    with pytest.raises(checking.NothingToRemindOf):
        checking.remind(invitation, by=make.BY)


def test_addresses_are_forgotten_a_month_after_the_minutes_came_out(morning):
    meeting, newer = make.minutes_to_check(), make.minutes_to_check()
    make.give(make.invite(make.chair_of(meeting)), remark="Kiitos")
    make.invite(make.chair_of(newer))
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.MINUTES_PUBLISHED, minutes_checked_on=meeting.day, minutes_published_at=clock.now()
    )
    morning.shift(31 * A_DAY)

    assert checking.forget_addresses() == 1

    forgotten = CheckInvitation.objects.get(checker__meeting=meeting)
    assert (forgotten.email, forgotten.token_hash, forgotten.remark) == ("", "", "Kiitos")
    assert CheckInvitation.objects.get(checker__meeting=newer).email

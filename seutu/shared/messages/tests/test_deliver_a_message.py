from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core import mail

from seutu.shared.core import clock
from seutu.shared.messages import actions, client_mail
from seutu.shared.messages.models import Message, State
from seutu.shared.messages.tests import outbox
from seutu.shared.messages.tests.outbox import TESTS, write
from seutu.shared.tasks.models import State as TaskState
from seutu.shared.tasks.models import WaitingTask
from seutu.shared.tasks.worker import Worker

pytestmark = pytest.mark.django_db


def server(settings, kind: type) -> None:
    settings.EMAIL_BACKEND = f"{kind.__module__}.{kind.__qualname__}"


def deliver(message: Message) -> str:
    return actions.deliver.call(message.pk)


def test_a_worker_sends_it_as_plain_text_with_headers_that_stay():
    message = write(headers={"Reply-To": "kirjaamo@example.org"})

    Worker().run_until_idle()

    sent = mail.outbox[0].message()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.claimed_until) == (State.SENT, 1, None)
    assert sent["To"] == "maija.malli@example.org"
    assert sent["Message-ID"] == f"<{message.reference}@localhost>"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Content-Language"] == "fi"
    assert sent["Reply-To"] == "kirjaamo@example.org"
    assert sent.get_content_type() == "text/plain"
    assert WaitingTask.objects.get().state == TaskState.DONE


def test_run_twice_it_is_sent_once():
    message = write()

    assert [deliver(message), deliver(message)] == ["sent", "nothing to send"]
    assert len(mail.outbox) == 1


def test_while_one_worker_sends_it_another_does_not():
    message = write()
    Message.objects.update(claimed_until=clock.now() + actions.CLAIM, attempts=1)

    with pytest.raises(actions.BeingSent):
        deliver(message)

    assert not mail.outbox


def test_when_a_worker_died_with_it_another_sends_it_with_the_same_id():
    message = write()
    first = client_mail._as_email(message).message()
    Message.objects.update(claimed_until=clock.now() - dt.timedelta(seconds=1), attempts=1)

    assert deliver(message) == "sent"

    second = mail.outbox[0].message()
    assert (first["Message-ID"], first["Date"]) == (second["Message-ID"], second["Date"])


def test_a_server_that_is_down_loses_nothing(settings):
    working = settings.EMAIL_BACKEND
    write()
    server(settings, outbox.Silent)

    with time_machine.travel("2026-11-25T10:00Z", tick=False) as now:
        WaitingTask.objects.update(run_after=clock.now())
        Worker().run_until_idle()
        Worker().run_until_idle()
        waiting = WaitingTask.objects.get()
        assert (waiting.state, waiting.attempts) == (TaskState.WAITING, 1)
        assert "maija" not in waiting.last_error
        assert Message.objects.get().trouble == "ConnectionRefusedError"
        settings.EMAIL_BACKEND = working
        now.shift(60)
        Worker().run_until_idle()

    assert Message.objects.get().state == State.SENT
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("kind", "reason"), [(outbox.NoSuchMailbox, "SMTP:550"), (outbox.ContentRefused, "SMTP:554")])
def test_what_the_server_will_never_take_fails_at_once(settings, kind, reason, caplog):
    message = write()
    server(settings, kind)

    assert deliver(message) == "failed"

    message.refresh_from_db()
    assert (message.state, message.trouble) == (State.FAILED, reason)
    assert "maija" not in caplog.text


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(outbox.ComeLater, "SMTP:451"), (outbox.SignInRefused, "SMTPAuthenticationError:535")],
)
def test_what_it_may_take_later_waits(settings, kind, reason):
    message = write()
    server(settings, kind)

    with pytest.raises(client_mail.NotNow, match=reason):
        deliver(message)

    message.refresh_from_db()
    assert (message.state, message.trouble, message.claimed_until) == (State.WAITING, reason, None)


def test_after_two_days_it_fails_and_can_be_tried_again(settings):
    working = settings.EMAIL_BACKEND
    message = write()
    server(settings, outbox.Silent)
    Message.objects.update(attempts=actions.MOST_ATTEMPTS - 1)

    assert deliver(message) == "failed"
    settings.EMAIL_BACKEND = working
    actions.try_again(message, by=TESTS)
    Worker().run_until_idle()

    assert Message.objects.get().state == State.SENT


def test_only_what_failed_is_tried_again():
    with pytest.raises(actions.NotFailed):
        actions.try_again(write(), by=TESTS)


def test_without_a_server_it_is_kept_and_never_printed(settings, capsys):
    settings.EMAIL_BACKEND = client_mail.CONSOLE
    message = write()

    Worker().run_until_idle()

    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 0)
    assert capsys.readouterr().out == ""
    assert actions.send_waiting() == 0


def test_once_there_is_a_server_what_was_kept_is_sent(settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, client_mail.CONSOLE
    write()
    Worker().run_until_idle()
    settings.EMAIL_BACKEND = working

    assert actions.send_waiting() == 1
    Worker().run_until_idle()

    assert Message.objects.get().state == State.SENT


def test_a_text_with_a_secret_is_deleted_as_soon_as_it_is_sent():
    message = write(has_secret=True)

    deliver(message)

    message.refresh_from_db()
    assert (message.body_text, message.recipient) == ("", "maija.malli@example.org")
    assert "Luku on 7." in mail.outbox[0].body


def test_what_is_called_off_is_not_sent():
    message = write()

    assert actions.call_off(message, by=TESTS)
    Worker().run_until_idle()

    message.refresh_from_db()
    assert (message.state, message.recipient, message.body_text) == (State.GONE, "", "")
    assert not mail.outbox
    assert not actions.call_off(message, by=TESTS)

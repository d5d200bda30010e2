from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from seutu.shared.core import clock
from seutu.shared.messages import actions, checks, client_mail
from seutu.shared.messages.models import Message, State
from seutu.shared.messages.tests.outbox import write

pytestmark = pytest.mark.django_db
LONG_AGO = dt.timedelta(days=31)


def run(name: str, *arguments: str) -> str:
    out = StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def test_what_was_sent_long_ago_keeps_its_key_and_nothing_about_anybody():
    old, new, waiting = write(key="koe:1"), write(key="koe:2"), write(key="koe:3")
    Message.objects.filter(pk=old.pk).update(state=State.SENT, sent_at=clock.now() - LONG_AGO)
    Message.objects.filter(pk=new.pk).update(state=State.SENT, sent_at=clock.now())
    Message.objects.filter(pk=waiting.pk).update(created_at=clock.now() - LONG_AGO)

    assert run("prune_messages") == "1 messages emptied.\n"

    old.refresh_from_db()
    assert (old.state, old.recipient, old.subject, old.body_text) == (State.GONE, "", "", "")
    assert write(key="koe:1") == old
    assert list(Message.objects.exclude(recipient="").order_by("pk")) == [new, waiting]


def test_what_failed_long_ago_goes_as_well():
    write()
    Message.objects.update(state=State.FAILED, created_at=clock.now() - LONG_AGO)

    assert actions.prune() == 1


def test_failed_messages_are_listed_without_their_addresses_and_tried_again():
    message = write()
    Message.objects.update(state=State.FAILED, trouble="SMTP:550")

    listed = run("retry_mail")
    assert f"{message.pk}  " in listed
    assert "SMTP:550" in listed
    assert "maija" not in listed
    assert run("retry_mail", str(message.pk)) == f"koe.notice ({message.pk}) waits to be sent.\n"
    with pytest.raises(CommandError, match="No failed message"):
        run("retry_mail", str(message.pk))


def test_waiting_messages_can_be_sent_by_command_when_there_is_a_server(settings):
    write()

    assert run("send_waiting_mail") == "1 messages to send.\n"
    settings.EMAIL_BACKEND = client_mail.CONSOLE
    with pytest.raises(CommandError, match="SEUTU_MAIL_SERVER"):
        run("send_waiting_mail")


def levels() -> list[str]:
    return [finding.level for finding in checks._findings()]


def test_the_doctor_tells_what_waits_and_what_failed(settings):
    assert levels() == ["ok"]
    write()
    assert levels() == ["ok"]
    Message.objects.update(created_at=clock.now() - dt.timedelta(hours=2))
    assert levels() == ["problem"]
    settings.EMAIL_BACKEND = client_mail.CONSOLE
    assert levels() == ["warning"]
    Message.objects.update(state=State.FAILED)
    assert levels() == ["warning"]

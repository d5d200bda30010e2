"""Attachments: made when a message is sent, the same each time, and never kept in the outbox."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from seutu.shared.core import clock
from seutu.shared.messages import actions, client_mail
from seutu.shared.messages.attachments import Attached, AttachmentMaker, Gone, MadeFile, attachment_makers
from seutu.shared.messages.models import Message, State
from seutu.shared.messages.tests.outbox import TESTS, write

pytestmark = pytest.mark.django_db
CONTENTS = {"1": b"%PDF-1 sisalto", "2": b"%PDF-2 toinen"}


def _make(reference: str) -> MadeFile:
    if reference not in CONTENTS:
        raise Gone
    return MadeFile(name=f"Päätös {reference}.pdf", kind="application/pdf", content=CONTENTS[reference])


@pytest.fixture(autouse=True)
def _maker(monkeypatch):
    monkeypatch.setattr(attachment_makers, "_entries", {})
    attachment_makers.register(AttachmentMaker(key="koe", make=_make))


def _written(*references: str) -> Message:
    return write(attachments=[Attached("koe", reference) for reference in references])


def _attached(email) -> list[tuple[str | None, bytes]]:
    return [(part.get_filename(), part.get_payload(decode=True)) for part in email.walk() if part.get_filename()]


def test_what_is_attached_leaves_with_the_text_and_no_reference_stays():
    message = _written("1", "2")

    assert actions.deliver.call(message.pk) == "sent"

    sent = mail.outbox[0].message()
    assert _attached(sent) == [("Päätös 1.pdf", CONTENTS["1"]), ("Päätös 2.pdf", CONTENTS["2"])]
    assert "Luku on 7." in mail.outbox[0].body
    message.refresh_from_db()
    assert (message.state, message.attachments) == (State.SENT, [])


def test_the_outbox_holds_a_reference_and_nothing_of_the_content():
    message = _written("1")

    assert Message.objects.values_list("attachments", flat=True).get(pk=message.pk) == [["koe", "1"]]


def test_when_a_worker_died_with_it_another_sends_the_same():
    message = _written("1")
    first = client_mail._as_email(message).message()
    Message.objects.update(claimed_until=clock.now() - dt.timedelta(seconds=1), attempts=1)

    actions.deliver.call(message.pk)

    second = mail.outbox[0].message()
    assert _attached(first) == _attached(second)
    assert first["Message-ID"] == second["Message-ID"]


def test_one_that_is_gone_is_told_as_a_failure():
    message = _written("1", "3")

    assert actions.deliver.call(message.pk) == "failed"

    message.refresh_from_db()
    assert (message.state, message.trouble) == (State.FAILED, "attachment:gone")
    assert not mail.outbox


def test_too_much_is_never_sent(settings):
    settings.MAIL_ATTACHMENTS_LIMIT = 20
    message = _written("1", "2")

    assert actions.deliver.call(message.pk) == "failed"

    message.refresh_from_db()
    assert message.trouble == "attachment:too large"


def test_what_nobody_makes_is_refused_when_it_is_written():
    with pytest.raises(KeyError):
        write(attachments=[Attached("muu", "1")])


def test_a_message_that_is_called_off_keeps_no_reference():
    message = _written("1")

    actions.call_off(message, by=TESTS)

    message.refresh_from_db()
    assert message.attachments == []

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from seutu.shared.audit.models import Entry
from seutu.shared.messages import writing
from seutu.shared.messages.models import Message, State
from seutu.shared.messages.tests.outbox import write
from seutu.shared.tasks.models import WaitingTask

pytestmark = pytest.mark.django_db


def test_the_first_line_is_the_subject_and_nothing_is_escaped():
    message = write()

    assert message.subject == "Hei & <tervetuloa>, Maija Malli"
    assert message.body_text == "Luku on 7.\n\nTerveisin\n"
    assert (message.kind, message.state) == ("koe.notice", State.WAITING)


def test_it_is_written_in_the_language_of_the_recipient():
    assert write(template="koe/email/language.txt", language="sv").subject == "Kieli sv"


def test_the_same_key_writes_once():
    first, second = write(), write(context={"name": "Toinen", "number": 8})

    assert first == second
    assert Message.objects.count() == WaitingTask.objects.count() == 1


def test_it_is_gone_with_the_transaction_that_asked_for_it():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert not Message.objects.exists()
    assert not WaitingTask.objects.exists()


def test_neither_the_task_nor_the_trail_knows_the_person():
    message = write()

    row, entry = WaitingTask.objects.get(), Entry.objects.get(verb="message.written")
    assert (row.args, row.kwargs) == ([message.pk], {})
    assert entry.details == {"kind": "koe.notice"}


@pytest.mark.parametrize(
    "to", ["", "maija", "a@example.org, b@example.org", "a@example.org\nBcc: b@example.org", "Maija <a@example.org>"]
)
def test_what_is_no_single_address_is_refused_without_repeating_it(to):
    with pytest.raises(writing.BadRecipient, match=r"^$"):
        write(to=to)


def test_a_line_end_from_outside_cannot_begin_a_header():
    message = write(context={"name": "Maija\r\nBcc: muu@example.org\x00", "number": 7})

    assert message.subject == "Hei & <tervetuloa>, Maija"
    assert "\x00" not in message.body_text


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Koe": "a\nBcc: b@example.org"},
        {"X-Koe": "a\x00"},
        {"Bcc": "b@example.org"},
        {"Message-ID": "x"},
        {"X Y": "a"},
    ],
)
def test_a_header_that_is_not_free_is_refused(headers):
    with pytest.raises(writing.BadHeader):
        write(headers=headers)


@pytest.mark.parametrize("template", ["koe/email/no_subject.txt", "koe/page.html", "../email/x.txt"])
def test_a_template_without_subject_or_elsewhere_is_refused(template):
    with pytest.raises(writing.BadTemplate):
        write(template=template)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"unique_key": ""},
        {"recipient": ""},
        {"state": State.GONE},
        {"state": State.SENT, "sent_at": None},
        {"sent_at": "2026-01-01T00:00Z"},
    ],
)
def test_the_database_refuses_what_the_actions_refuse(changes):
    message = write()

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**changes)

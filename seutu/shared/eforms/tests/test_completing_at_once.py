"""Two completions in the same second, as from a phone and a computer: one is taken in, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from seutu.shared.eforms.actions import links, sending
from seutu.shared.eforms.actions.completing import open_again
from seutu.shared.eforms.models import AnswerSet, Draft, OneTimeLink
from seutu.shared.eforms.tests.factories import BY

needs_two_writers = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="the tests' SQLite is in memory, with one connection"
)
pytestmark = [needs_two_writers, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def link(submission) -> OneTimeLink:
    links.new_link(OneTimeLink.Purpose.COMPLETE, submission=submission, lasts=dt.timedelta(days=7))
    return OneTimeLink.objects.get()


def at_once(*verbs: Callable[[], object]) -> list[object]:
    """What each gives, or the exception that it raises."""
    start, told = threading.Barrier(len(verbs)), []

    def run(verb: Callable[[], object]) -> None:
        start.wait()
        try:
            told.append(verb())
        except Exception as error:  # noqa: BLE001
            told.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return told


def test_two_who_open_the_link_have_one_draft(submission, link):
    told = at_once(*[lambda: open_again(submission, link)[0].pk] * 3)

    assert told == [Draft.objects.get().pk] * 3


def test_two_who_send_the_same_completion_have_one_receipt(submission, link):
    draft, _key = open_again(submission, link)
    drafts = [draft, *Draft.objects.all()]

    told = at_once(*[lambda each=each: sending.submit(each, by=BY) for each in drafts])

    assert told == [submission, submission]
    assert AnswerSet.objects.count() == 2


def test_who_sends_while_another_opens_the_link_is_told_or_the_other_is(submission, link):
    draft, _key = open_again(submission, link)

    told = at_once(lambda: sending.submit(draft, by=BY), lambda: open_again(submission, link))

    refused = [each for each in told if isinstance(each, sending.Gone | links.LinkIsUsed)]
    assert len(refused) == 1
    assert Draft.objects.count() + AnswerSet.objects.count() == 2

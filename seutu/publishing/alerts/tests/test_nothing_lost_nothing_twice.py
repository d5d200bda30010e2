from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seutu.publishing.alerts.actions import digests, noting, stopping
from seutu.publishing.alerts.models import Digest, SavedSearch, Subscriber
from seutu.publishing.alerts.tests.orders import TESTS, deliver, titles_in, told
from seutu.publishing.alerts.tests.orders import digests as mails
from seutu.publishing.alerts.tests.records import KIND
from seutu.shared.messages import client_mail
from seutu.shared.messages.models import Message
from seutu.shared.messages.tests import outbox

pytestmark = pytest.mark.django_db

SEVEN_IN_THE_MORNING = dt.datetime(2026, 3, 19, 5, 0, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 3, 23, 5, 0, tzinfo=dt.UTC)


def test_a_record_that_is_withdrawn_between_finding_and_sending_is_not_named(archive, follow):
    follow()
    archive.publish("Puusilta")
    archive.publish("Kivisilta")
    archive.withdraw(1, index=False)

    assert told() == [["Kivisilta"]]


def test_a_record_that_is_withdrawn_while_the_mail_waits_is_taken_out_of_it(archive, follow, settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, client_mail.CONSOLE
    follow()
    archive.publish("Puusilta")
    archive.publish("Kivisilta")
    deliver()
    assert titles_in(mails()[0].body_text) == ["Puusilta", "Kivisilta"]

    archive.withdraw(1)
    assert titles_in(mails()[0].body_text) == ["Kivisilta"]
    archive.withdraw(2)

    assert mails() == []
    assert not Digest.objects.exists()
    settings.EMAIL_BACKEND = working
    archive.publish("Puusilta", pk=1)
    assert told() == [["Puusilta"]]


def test_a_mail_that_waits_tells_a_record_as_it_is_shown_when_it_leaves(archive, follow, settings):
    settings.EMAIL_BACKEND = client_mail.CONSOLE
    follow()
    archive.publish("Maija Mallin silta")
    deliver()

    archive.correct(1, title="Silta")

    assert [titles_in(each.body_text) for each in mails()] == [["Silta"]]
    assert "Mallin" not in str(list(Message.objects.values_list("body_text", flat=True)))


def test_while_the_mail_server_is_down_for_a_day_nothing_is_lost_and_nothing_comes_twice(
    archive, follow, settings, now
):
    working = settings.EMAIL_BACKEND
    follow()
    settings.EMAIL_BACKEND = f"{outbox.Silent.__module__}.{outbox.Silent.__qualname__}"
    archive.publish("Puusilta")
    for _hour in range(24):
        deliver()
        now.shift(dt.timedelta(hours=1, minutes=20))
    archive.publish("Kivisilta")
    deliver()
    settings.EMAIL_BACKEND = working
    now.shift(dt.timedelta(hours=2))

    assert sorted(told()) == [["Kivisilta"], ["Puusilta"]]
    assert told() == []


class Killed(BaseException):
    """What a worker that is killed in the middle looks like from inside."""


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_worker_that_is_killed_in_the_middle_leaves_all_or_nothing(archive, follow, monkeypatch, after):
    for number in range(3):
        follow(address=f"lukija{number}@example.org")
    archive.publish("Silta", index=False)
    archive.write()
    noting.note_news([(KIND, 1)])
    sent, send_mail = [], digests.send_mail

    def send_and_die(**given):
        sent.append(send_mail(**given))
        if len(sent) == after:
            raise Killed
        return sent[-1]

    monkeypatch.setattr(digests, "BATCH", 2)
    monkeypatch.setattr(digests, "send_mail", send_and_die)
    with pytest.raises(Killed):
        digests.send_at_once.call()
    monkeypatch.setattr(digests, "send_mail", send_mail)

    assert told() == [["Silta"]] * 3
    assert sorted(Message.objects.filter(kind="alerts.digest").values_list("recipient", flat=True)) == [
        f"lukija{number}@example.org" for number in range(3)
    ]


def test_two_workers_write_each_mail_once(archive, follow, monkeypatch):
    follow()
    archive.publish("Silta", index=False)
    archive.write()
    noting.note_news([(KIND, 1)])
    news_for = digests.news_for

    def other_worker_is_faster(searches, upto):
        monkeypatch.setattr(digests, "news_for", news_for)
        digests.send_at_once.call()
        return news_for(searches, upto)

    monkeypatch.setattr(digests, "news_for", other_worker_is_faster)

    assert digests.send_at_once.call() == 0
    assert len(mails()) == 1


def test_what_is_stopped_is_taken_out_of_mails_that_wait_and_told_when_the_stop_is_undone(archive, follow, settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, client_mail.CONSOLE
    bridges, trees = follow("q=silta"), follow("q=puu")
    archive.publish("Puusilta")
    deliver()

    stopping.stop([bridges], by=TESTS)
    assert titles_in(mails()[0].body_text) == ["Puusilta"]
    stopping.stop([trees], by=TESTS)
    assert mails() == []

    settings.EMAIL_BACKEND = working
    archive.publish("Kivisilta")
    stopping.resume([bridges], by=TESTS)
    digests.send_at_once.call()
    assert told() == [["Puusilta", "Kivisilta"]]


def many(like: SavedSearch, *, owners: int, each: int) -> None:
    """So many other subscribers, each with so many searches ``like`` one, of other words."""
    Subscriber.objects.bulk_create(
        Subscriber(address=f"l{number}@example.org", address_hash=f"{number}", link_key="k") for number in range(owners)
    )
    others = Subscriber.objects.exclude(pk=like.subscriber_id).values_list("pk", flat=True)
    columns = [field.column for field in SavedSearch._meta.concrete_fields if not field.primary_key]
    copied = ", ".join("%s" if name in {"subscriber_id", "query"} else name for name in columns)
    names = ", ".join(columns)
    sql = f"INSERT INTO alerts_savedsearch ({names}) SELECT {copied} FROM alerts_savedsearch WHERE id = {like.pk}"
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(owner, f"q=ei{number}") for owner in others for number in range(each)])


@pytest.mark.slow
def test_ten_thousand_searches_cost_the_same_few_questions_for_each_batch(archive, follow):
    many(follow(), owners=1_000, each=10)
    archive.publish("Silta", index=False)
    archive.write()
    noting.note_news([(KIND, 1)])

    with CaptureQueriesContext(connection) as asked:
        assert digests.send_at_once.call() == 1

    batches = 1_001 // digests.BATCH + 1
    assert SavedSearch.objects.count() == 10_001
    assert len(asked) <= 10 * batches + 40
    assert told() == [["Silta"]]


def test_what_a_stop_took_back_is_told_as_soon_as_the_search_continues(archive, follow, settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, client_mail.CONSOLE
    search = follow()
    archive.publish("Silta")
    assert told() == []
    stopping.stop([search], by=TESTS)
    settings.EMAIL_BACKEND = working

    stopping.resume([search], by=TESTS)

    assert told() == [["Silta"]]


def test_what_was_read_in_a_demo_stays_there_after_a_stop_and_does_not_come_again(archive, follow, settings):
    settings.DEMO, settings.EMAIL_BACKEND = True, client_mail.CONSOLE
    search = follow()
    archive.publish("Puusilta")
    deliver()

    stopping.stop([search], by=TESTS)
    stopping.resume([search], by=TESTS)
    archive.publish("Kivisilta")
    deliver()

    assert [titles_in(each.body_text) for each in mails()] == [["Puusilta"], ["Kivisilta"]]

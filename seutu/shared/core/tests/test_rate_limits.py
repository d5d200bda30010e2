from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
import subprocess
import sys
import textwrap
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from seutu.shared.core import rate_limits, request_counts
from seutu.shared.core.models import RequestCount
from seutu.shared.core.rate_limits import TooManyRequests, count, limited

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 25, 9, 0, 10, tzinfo=dt.UTC)
LIMIT = 3
ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(autouse=True)
def _limits_count_from_now():
    """Windows as the product has them, from the beginning of the epoch: the clock stands still here."""


@pytest.fixture(autouse=True)
def _at_ten_past():
    with time_machine.travel(NOW, tick=False):
        yield


@limited("dear", per_minute=LIMIT)
def dear(request, number=0):
    return HttpResponse(f"answer {number}")


@limited("other", per_minute=LIMIT)
def other(request):
    return HttpResponse("other")


def ask(view=dear, address="198.51.100.9", **more):
    return view(RequestFactory().get("/", REMOTE_ADDR=address, **more))


def ask_often(times=LIMIT, **more):
    return [ask(**more).status_code for _time in range(times)]


def test_so_many_answers_and_no_more():
    assert ask_often(LIMIT + 2) == [200] * LIMIT + [429] * 2


def test_the_refusal_says_when_to_come_back_and_is_kept_nowhere():
    ask_often()

    refusal = ask()

    assert refusal["Retry-After"] == "50"
    assert refusal["Cache-Control"] == "no-store"
    assert "50" in refusal.content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_refusal_is_a_page_in_the_readers_language(language):
    ask_often()

    with translation.override(language):
        assert f'<html lang="{language}"' in ask().content.decode()


def test_the_next_minute_begins_anew():
    ask_often()

    with time_machine.travel(NOW + dt.timedelta(seconds=50), tick=False):
        assert ask().status_code == 200


def test_another_address_has_its_own_count():
    ask_often()

    assert ask(address="198.51.100.10").status_code == 200


def test_an_ipv6_subscriber_is_one():
    ask_often(address="2001:db8:1:2::1")

    assert ask(address="2001:db8:1:2:ffff::9").status_code == 429
    assert ask(address="2001:db8:1:3::1").status_code == 200


def test_a_header_that_anybody_can_write_gives_no_new_count():
    ask_often()

    assert ask(HTTP_X_FORWARDED_FOR="203.0.113.5").status_code == 429


def test_behind_a_trusted_proxy_each_client_has_its_own(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1/32"]
    ask_often(address="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.5")

    assert ask(address="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.5").status_code == 429
    assert ask(address="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.6").status_code == 200


def test_pages_of_another_kind_have_their_own_count():
    ask_often()

    assert ask(other).status_code == 200


def test_no_address_is_kept_and_two_minutes_have_nothing_in_common():
    ask()
    first = RequestCount.objects.get()
    with time_machine.travel(NOW + dt.timedelta(minutes=1), tick=False):
        ask()

    second = RequestCount.objects.get()
    assert len(first.key) == 64
    assert first.key != second.key


def test_counting_writes_once_and_refusing_never():
    ask()
    with CaptureQueriesContext(
        connection,
    ) as counting:
        ask()
    ask_often()
    with CaptureQueriesContext(connection) as refusing:
        ask()

    assert sum(query["sql"].startswith("INSERT") for query in counting) == 1
    assert [query["sql"].split()[0] for query in refusing] == ["SELECT"]


def test_the_first_of_a_minute_sweeps_the_minutes_before():
    ask_often()
    with time_machine.travel(NOW + dt.timedelta(minutes=1), tick=False):
        ask()

        assert RequestCount.objects.count() == 1


def test_a_command_sweeps_too():
    ask()
    with time_machine.travel(NOW + dt.timedelta(minutes=5), tick=False):
        call_command("prune_request_counts", stdout=(told := StringIO()))

    assert told.getvalue() == "1 counts were deleted.\n"


def test_a_count_that_cannot_be_written_stops_nobody(monkeypatch):
    def broken(*args):
        raise DatabaseError

    monkeypatch.setattr(request_counts, "prune", broken)

    assert ask_often(LIMIT + 1) == [200] * (LIMIT + 1)


def test_counting_without_the_decorator():
    request = RequestFactory().get("/", REMOTE_ADDR="198.51.100.9")
    for _time in range(2):
        count(request, "search", per_minute=2)

    with pytest.raises(TooManyRequests) as refusal:
        count(request, "search", per_minute=2)
    assert refusal.value.retry_after == 50


# One worker of several: argv is the database file. Prints how many of its requests were answered.
WORKER = textwrap.dedent(
    """
    import datetime as dt, sys
    import django
    from django.conf import settings
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL"}
    settings.configure(
        DATABASES={"default": {"ENGINE": "seutu.shared.core.sqlite", "NAME": sys.argv[1], "OPTIONS": options}},
        INSTALLED_APPS=["seutu.shared.core"], SECRET_KEY="k" * 40, TRUSTED_PROXIES=[], USE_TZ=True,
    )
    django.setup()
    from django.test import RequestFactory
    from seutu.shared.core import clock, rate_limits
    clock.now = lambda: dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
    request, answered = RequestFactory().get("/", REMOTE_ADDR="198.51.100.9"), 0
    print("ready", flush=True)
    sys.stdin.readline()
    for _time in range(20):
        try:
            rate_limits.count(request, "pdf", per_minute=30)
        except rate_limits.TooManyRequests:
            continue
        answered += 1
    print(answered, flush=True)
    """
)


@pytest.mark.slow  # starts Python four times
@pytest.mark.processes
def test_workers_count_together_and_to_the_last_one(tmp_path):
    file = tmp_path / "counts.sqlite3"
    with contextlib.closing(sqlite3.connect(file)) as database:
        # As an installation's database is before its workers start: several that turn to WAL at once do not wait for
        # each other, and the one that is refused lets its request pass uncounted.
        database.execute("PRAGMA journal_mode=WAL")
        database.execute(
            "CREATE TABLE core_requestcount (key TEXT PRIMARY KEY, until TEXT NOT NULL, number INTEGER NOT NULL)"
        )
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(file)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _number in range(4)
    ]
    for worker in workers:
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        worker.stdin.write("\n")
        worker.stdin.flush()

    answered = [int(worker.communicate()[0]) for worker in workers]

    assert sum(answered) == 30


def test_anything_can_be_counted_in_a_longer_window():
    with time_machine.travel("2026-03-18T22:30Z", tick=False) as now:
        for _ in range(2):
            rate_limits.count_of("somebody", "letters", most=2, window=dt.timedelta(days=1))
        with pytest.raises(rate_limits.TooManyRequests) as refusal:
            rate_limits.count_of("somebody", "letters", most=2, window=dt.timedelta(days=1))
        rate_limits.count_of("somebody else", "letters", most=2, window=dt.timedelta(days=1))
        now.shift(dt.timedelta(minutes=90))
        rate_limits.count_of("somebody", "letters", most=2, window=dt.timedelta(days=1))

    assert refusal.value.retry_after == 90 * 60

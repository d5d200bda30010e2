"""Counting and keeping, on the cache server and without it: what holds for one holds for the other."""

from __future__ import annotations

import datetime as dt
import logging
import pickle
import threading

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import RequestFactory

from seutu.shared.core import cache_checks, clock, page_cache, rate_limits, request_counts, server_cache
from seutu.shared.core.models import RequestCount
from seutu.shared.core.page_cache import PageCacheMiddleware
from seutu.shared.core.rate_limits import TooManyRequests, count_of
from seutu.shared.core.registry import health_checks
from seutu.shared.core.request_counts import CannotCount, DatabaseCounts, ServerCounts
from seutu.shared.core.server_cache import ServerCache
from seutu.shared.core.tests import redis_server

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _server():
    server = redis_server.Server(redis_server.program())
    yield server
    server.end()


@pytest.fixture
def server(_server, monkeypatch):
    """A running server, which is the cache of this installation."""
    if _server.process.poll() is not None:
        _server.start()
    cache = ServerCache(_server.address, {"KEY_PREFIX": "seutu-tests"})
    cache.clear()
    monkeypatch.setattr(caches._connections, "default", cache, raising=False)
    server_cache._silent_until.clear()
    yield _server
    server_cache._silent_until.clear()


@pytest.fixture(params=["database", "server"])
def counts(request):
    if request.param == "database":
        return DatabaseCounts()
    request.getfixturevalue("server")
    return request_counts.on_server()


@pytest.fixture(params=["memory", "server"])
def kept(request):
    if request.param == "memory":
        cache = LocMemCache("seam", {})
        cache.clear()
        return cache
    request.getfixturevalue("server")
    return caches["default"]


def in_a_minute() -> dt.datetime:
    return clock.now() + dt.timedelta(minutes=1)


# -- counts: the database and the server --------------------------------------------------------


def test_each_count_gives_the_next_number_and_reading_gives_none(counts):
    assert [counts.count_one_more("a", in_a_minute()) for _time in range(3)] == [1, 2, 3]

    assert (counts.number("a"), counts.number("a"), counts.number("b")) == (3, 3, 0)


def test_one_key_knows_nothing_of_another(counts):
    counts.count_one_more("a", in_a_minute())

    assert counts.count_one_more("b", in_a_minute()) == 1


def test_a_limit_is_a_limit_wherever_it_is_counted(counts):
    for _time in range(3):
        count_of("somebody", "dear", most=3)

    with pytest.raises(TooManyRequests):
        count_of("somebody", "dear", most=3)
    count_of("somebody else", "dear", most=3)


# -- counts on the server -----------------------------------------------------------------------


def test_many_at_the_same_moment_get_a_number_each_from_the_server(server):
    numbers: list[int] = []

    def count() -> None:
        counts = ServerCounts(ServerCache(server.address, {"KEY_PREFIX": "seutu-tests"}))
        numbers.extend(counts.count_one_more("same", in_a_minute()) for _time in range(25))

    threads = [threading.Thread(target=count) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(numbers) == list(range(1, 101))


def test_the_server_forgets_a_count_after_its_window(server):
    ServerCounts(caches["default"]).count_one_more("a", clock.now() + dt.timedelta(seconds=30))

    client, name = caches["default"]._client_for("count:a")
    assert 0 < client.ttl(name) <= 32


def test_a_minute_is_counted_on_the_server_and_longer_in_the_database(server):
    count_of("somebody", "dear", most=9)
    assert RequestCount.objects.count() == 0

    # A server forgets when it starts anew: who guesses codes must not be able to wait for that.
    count_of("somebody", "codes", most=9, window=dt.timedelta(days=1))
    assert RequestCount.objects.count() == 1


def test_while_the_server_is_down_the_database_counts(server, caplog):
    server.stop()

    with caplog.at_level(logging.WARNING):
        for _time in range(2):
            count_of("somebody", "dear", most=2)
        with pytest.raises(TooManyRequests):
            count_of("somebody", "dear", most=2)

    assert RequestCount.objects.get().number == 2
    assert "a request was not counted" in caplog.messages


def test_with_neither_server_nor_database_the_page_matters_more(server, monkeypatch):
    def broken() -> None:
        raise DatabaseError

    server.stop()
    monkeypatch.setattr(request_counts, "prune", broken)

    for _time in range(5):
        count_of("somebody", "dear", most=1)


# -- what is kept: the memory and the server ----------------------------------------------------


def test_what_was_kept_is_found_as_it_was_until_it_is_let_go(kept):
    for key, value in {"number": 7, "words": "Pöytäkirja", "table": {"a": [1, None]}}.items():
        kept.set(key, value, 60)
        assert kept.get(key) == value

    kept.delete("words")

    assert kept.get("words", "none") == "none"
    assert kept.get("never") is None


def test_a_page_is_kept_and_forgotten_with_its_generation(kept):
    said = ["before"]
    middleware = PageCacheMiddleware(lambda request: HttpResponse(said[0] * 300), kept)

    def answer() -> bytes:
        return middleware(RequestFactory().get("/")).content[:6]

    assert answer() == b"before"
    said[0] = "after!"
    assert answer() == b"before"
    page_cache.empty()
    assert answer() == b"after!"


def test_a_page_that_one_process_kept_another_one_finds(server):
    said = ["before"]
    one, other = (
        PageCacheMiddleware(lambda request: HttpResponse(said[0]), ServerCache(server.address, {"KEY_PREFIX": "p"}))
        for _process in range(2)
    )
    one(RequestFactory().get("/"))
    said[0] = "after"

    assert other(RequestFactory().get("/")).content == b"before"


# -- a server that is not to be trusted, or not there -------------------------------------------


class Trap:
    opened = False

    def __reduce__(self):
        return (setattr, (Trap, "opened", True))


@pytest.mark.parametrize("signature", [b"", b"x" * 32])
def test_what_somebody_else_wrote_is_never_opened(server, signature):
    cache = caches["default"]
    client, name = cache._client_for("page")
    client.set(name, signature + pickle.dumps(Trap()))

    assert cache.get("page", "nothing") == "nothing"
    assert not Trap.opened


def test_what_was_kept_in_another_shape_is_not_found(server, monkeypatch):
    caches["default"].set("page", "old")
    monkeypatch.setattr(server_cache, "SHAPE", 2)

    assert caches["default"].get("page") is None


def test_while_the_server_is_down_pages_are_made_anew_and_kept_again_when_it_is_back(server):
    made = iter(range(9))
    middleware = PageCacheMiddleware(lambda request: HttpResponse(str(next(made))), caches["default"])

    def answer() -> bytes:
        return middleware(RequestFactory().get("/")).content

    assert [answer(), answer()] == [b"0", b"0"]
    server.stop()
    assert [answer(), answer()] == [b"1", b"2"]
    server.start()
    server_cache._silent_until.clear()  # the few seconds are over
    assert [answer(), answer()] == [b"3", b"3"]


def test_a_server_that_is_down_is_not_asked_again_for_a_few_seconds(server, caplog):
    server.stop()

    with caplog.at_level(logging.WARNING):
        for _time in range(20):
            assert caches["default"].get("page", "nothing") == "nothing"

    assert caplog.messages == ["the cache server does not answer"]
    assert server.address not in caplog.text


def test_every_question_to_a_server_that_is_down_has_an_answer(server):
    server.stop()
    cache = caches["default"]

    assert (cache.add("a", 1), cache.touch("a"), cache.delete("a"), cache.has_key("a")) == (False,) * 4
    assert (cache.get_many(["a"]), cache.set_many({"a": 1})) == ({}, ["a"])
    assert (cache.set("a", 1), cache.delete_many(["a"]), cache.clear()) == (None,) * 3
    with pytest.raises(CannotCount):
        request_counts.on_server().number("a")


def test_health_tells_of_the_server_and_the_site_serves_without_it(server, client, monkeypatch):
    assert health_checks.entry("cache").run() == ""
    assert [finding.level for finding in cache_checks._findings()] == ["ok"]

    server.stop()

    assert "does not answer" in health_checks.entry("cache").run()
    assert not health_checks.entry("cache").is_needed
    assert [finding.level for finding in cache_checks._findings()] == ["problem"]


def test_without_a_server_there_is_nothing_to_say():
    assert health_checks.entry("cache").run() == ""
    assert [finding.level for finding in cache_checks._findings()] == ["ok"]
    assert request_counts.on_server() is None
    assert rate_limits._places(rate_limits.WINDOW)[0].__class__ is DatabaseCounts

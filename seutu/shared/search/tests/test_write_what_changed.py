from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
import time_machine
from django.db import transaction

from seutu.shared.core import clock, page_cache
from seutu.shared.core.registry import AfterIndexing, after_indexing
from seutu.shared.search import actions
from seutu.shared.search.finding import find
from seutu.shared.search.models import IndexRequest
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.tests.shelf import Shelf, found, write
from seutu.shared.search.writer import Writer

pytestmark = pytest.mark.django_db


def test_a_record_is_found_after_the_writer_looked_at_it(shelf: Shelf) -> None:
    shelf.put(7, "Kirjaston aukiolo")
    assert found("kirjaston") == []

    write()

    assert found("kirjaston") == [7]
    assert not IndexRequest.objects.waiting().exists()


def test_a_change_that_is_undone_asks_for_nothing(shelf: Shelf) -> None:
    with transaction.atomic():
        shelf.put(7)
        transaction.set_rollback(True)

    assert not IndexRequest.objects.exists()


def test_a_changed_record_is_found_by_its_new_words_only(shelf: Shelf) -> None:
    shelf.put(7, "Kirjaston aukiolo")
    write()
    shelf.put(7, "Uimahallin aukiolo")
    write()

    assert found("kirjaston") == []
    assert found("uimahallin") == [7]
    assert find(SearchQuery()).total == 1


def test_a_record_that_has_gone_is_not_found(shelf: Shelf) -> None:
    for pk in (7, 8):
        shelf.put(pk, "Kirjaston aukiolo")
    write()
    shelf.take(7)
    write()

    assert found("kirjaston") == [8]


def test_what_no_app_knows_any_more_is_taken_out(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.put(7)
    write()
    actions.note_changed("of an app that has gone", [7])
    write()

    assert found() == [7]
    assert not IndexRequest.objects.waiting().exists()


def test_a_record_is_looked_at_again_when_it_changes_by_itself(shelf: Shelf) -> None:
    with time_machine.travel("2026-03-02 12:00 +0000", tick=False) as now:
        shelf.changes[7] = clock.now() + dt.timedelta(hours=2)
        shelf.put(7, "Maija Mallikas")
        write()
        del shelf.records[7], shelf.changes[7]
        write()
        assert found("mallikas") == [7]

        now.shift(dt.timedelta(hours=2))
        write()
        assert found("mallikas") == []


def test_an_instant_is_asked_for_once(shelf: Shelf) -> None:
    shelf.changes[7] = clock.now() + dt.timedelta(hours=2)
    for _ in range(3):
        shelf.put(7)
        write()

    assert IndexRequest.objects.waiting().count() == 1


def test_a_record_can_be_asked_for_at_an_instant(shelf: Shelf) -> None:
    shelf.records |= {}
    actions.note_changed("sample", [7], due_at=clock.now() + dt.timedelta(minutes=5))

    assert Writer().write_due() == 0
    assert shelf.looks == []


def test_asked_for_many_times_a_record_is_looked_at_once(shelf: Shelf) -> None:
    for _ in range(5):
        shelf.put(7)
    write()

    assert shelf.looks == [[7]]


def test_one_broken_record_does_not_keep_the_others_out(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    for pk in (7, 8, 9):
        shelf.put(pk)
    shelf.broken = {8}
    write()

    assert sorted(found()) == [7, 9]
    assert list(IndexRequest.objects.waiting().values_list("record", flat=True)) == [8]
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["record not read"]

    shelf.broken = set()
    IndexRequest.objects.waiting().update(due_at=clock.now())
    write()
    assert sorted(found()) == [7, 8, 9]


def test_what_was_written_long_ago_is_forgotten(shelf: Shelf) -> None:
    shelf.put(7)
    shelf.put(8)
    write()
    IndexRequest.objects.filter(record=7).update(written_at=clock.now() - actions.KEPT_FOR - dt.timedelta(days=1))
    actions.note_changed("sample", [9])

    assert actions.prune() == 1
    assert sorted(IndexRequest.objects.values_list("record", flat=True)) == [8, 9]


def test_pages_that_were_kept_before_the_index_followed_go(shelf: Shelf) -> None:
    shelf.put(7)
    before = page_cache.generation()

    write()

    assert page_cache.generation() > before


def test_who_follows_indexing_is_told_before_the_requests_are_done(shelf: Shelf, monkeypatch) -> None:
    told: list[tuple[list[tuple[str, int]], int]] = []

    def follow(records: Sequence[tuple[str, int]]) -> None:
        told.append((list(records), IndexRequest.objects.waiting().count()))

    monkeypatch.setattr(after_indexing, "_entries", {"follower": AfterIndexing(key="follower", run=follow)})
    shelf.put(7)
    shelf.take(8)

    write()

    assert told == [([("sample", 7), ("sample", 8)], 2)]

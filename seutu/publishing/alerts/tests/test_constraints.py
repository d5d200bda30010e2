"""What the database itself refuses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from seutu.publishing.alerts.models import Alert, News, SavedSearch, Subscriber
from seutu.publishing.alerts.tests.orders import deliver, order
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(follow, archive) -> SavedSearch:
    search = follow()
    archive.publish("Silta")
    deliver()
    return SavedSearch.objects.get(pk=search.pk)


def refuses(constraint: str, write) -> None:
    """The database refuses to ``write`` by this rule. Where something stands twice, SQLite names no rule."""
    with pytest.raises(IntegrityError, match=f"{constraint}|UNIQUE constraint failed"), transaction.atomic():
        write()


def copy_of(row):
    row.pk = None
    row._state.adding = True
    return row


def test_an_address_stands_once(search):
    refuses("address_hash", copy_of(Subscriber.objects.get()).save)


def test_a_subscriber_has_a_key_for_links(search):
    refuses("subscriber_has_link_key", lambda: Subscriber.objects.update(link_key=""))


def test_an_address_follows_a_search_once(search):
    refuses("saved_search_active_once", copy_of(search).save)


def test_an_order_of_a_search_waits_once_and_its_link_is_its_own(archive):
    order("q=a")
    waiting = SavedSearch.objects.get()
    waiting.token_hash = "x"
    refuses("saved_search_unconfirmed_once", copy_of(waiting).save)
    order("q=b")
    refuses("saved_search_token_once", lambda: SavedSearch.objects.update(token_hash="x"))


def test_a_search_waits_with_an_end_or_is_confirmed_without_a_link(search):
    refuses("saved_search_waits_or_is_confirmed", lambda: SavedSearch.objects.update(token_hash="x"))
    refuses("saved_search_waits_or_is_confirmed", lambda: SavedSearch.objects.update(looked_at=None))


def test_only_what_was_confirmed_is_stopped(archive):
    order()
    refuses("saved_search_stopped_only_when_confirmed", lambda: SavedSearch.objects.update(stopped_at=clock.now()))


def test_a_record_has_one_piece_of_news_and_a_number_is_given_once(search, archive):
    news = News.objects.get()
    news.number = 77
    refuses("news_once_for_a_record", copy_of(news).save)
    archive.publish("Kivisilta")
    refuses("number", lambda: News.objects.update(number=1))


def test_a_search_is_told_once_of_what_happened(search):
    refuses("alert_sent_once", copy_of(Alert.objects.get()).save)

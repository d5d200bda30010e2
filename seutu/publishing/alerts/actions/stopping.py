"""Stopping an alert, taking that back for some days, and forgetting what is over."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from seutu.publishing.alerts.actions.digests import rewrite, send_at_once
from seutu.publishing.alerts.models import Alert, Digest, News, Rhythm, SavedSearch, Subscriber
from seutu.publishing.alerts.queries import due, latest_number, unsent_of
from seutu.publishing.alerts.rules import NEWS_FOR, UNDO_WITHIN, can_be_undone
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.messages.actions import call_off
from seutu.shared.tasks.actions import enqueue_once


@transaction.atomic
def stop(searches: Iterable[SavedSearch], *, by: Actor) -> int:
    """Stop these searches; what was to be told of them and has not left is taken back. Says how many ran."""
    rows = SavedSearch.objects.active().select_for_update()
    running = list(rows.filter(pk__in=[search.pk for search in searches]).order_by("pk"))
    for search in running:
        search.stopped_at = clock.now()
        search.save(update_fields=["stopped_at", "updated_at"])
        record("alert.stopped", target=search, by=by)
    for digest_id in unsent_of(running):
        rewrite(digest_id)
    return len(running)


@transaction.atomic
def resume(searches: Iterable[SavedSearch], *, by: Actor) -> int:
    """Take the stop of these searches back, for as long as that can be done; says how many run again.

    What became public meanwhile, and what the stop took back, is told at their next turn: without delay where they are
    told at once.
    """
    rows = SavedSearch.objects.select_for_update().filter(pk__in=[search.pk for search in searches])
    stopped = [search for search in rows.order_by("pk") if can_be_undone(search, clock.now())]
    for search in stopped:
        if SavedSearch.objects.active().filter(subscriber=search.subscriber_id, query=search.query).exists():
            search.delete()  # it was ordered anew meanwhile
            continue
        search.stopped_at = None
        search.save(update_fields=["stopped_at", "updated_at"])
        record("alert.resumed", target=search, by=by)
    if due(Rhythm.AT_ONCE, clock.now(), latest_number()).filter(pk__in=[search.pk for search in stopped]).exists():
        enqueue_once(send_at_once, "alerts.at_once")
    return len(stopped)


@transaction.atomic
def prune(*, by: Actor) -> int:
    """Delete orders that nobody confirmed, searches stopped for good, addresses without any, and old news.

    Says how many searches that were.
    """
    now = clock.now()
    is_over = Q(confirmed_at__isnull=True, expires_at__lte=now) | Q(stopped_at__lte=now - UNDO_WITHIN)
    over = list(SavedSearch.objects.filter(is_over).select_related("message"))
    for search in over:
        if search.message:
            call_off(search.message, by=by)
        record("alert.deleted", target=search, by=by)
        search.delete()
    for subscriber in Subscriber.objects.filter(searches__isnull=True):
        _forget(subscriber, by=by)
    Alert.objects.filter(happened_at__lt=now - NEWS_FOR).delete()
    News.objects.filter(happened_at__lt=now - NEWS_FOR).delete()
    Digest.objects.filter(alerts__isnull=True).delete()
    return len(over)


def _forget(subscriber: Subscriber, *, by: Actor) -> None:
    for digest in subscriber.digests.select_related("message"):
        if digest.message:
            call_off(digest.message, by=by)
    record("subscriber.deleted", target=subscriber, by=by)
    subscriber.delete()

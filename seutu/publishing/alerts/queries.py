"""Questions about alerts: whose turn it is, what is new for them, what waits for long."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

from django.conf import settings
from django.db.models import Min, Q
from django.utils import translation

from seutu.publishing.alerts.descriptions import query_in
from seutu.publishing.alerts.models import Digest, News, NewsCounter, Rhythm, SavedSearch, SavedSearchQuerySet
from seutu.publishing.alerts.rules import is_for, last_moment
from seutu.shared.core import clock
from seutu.shared.messages.models import State
from seutu.shared.search.everyday import as_known_now
from seutu.shared.search.finding import find_ids
from seutu.shared.search.searchables import ShownHit, searchables

# A record as the search names it: the key of its kind, and its number.
Key: TypeAlias = tuple[str, int]

LONG = dt.timedelta(hours=1)


def latest_number() -> int:
    """The number of the latest piece of news."""
    return NewsCounter.objects.values_list("number", flat=True).first() or 0


def due(rhythm: str, moment: dt.datetime, upto: int) -> SavedSearchQuerySet:
    """The searches of a rhythm whose turn has come: of those told at once, for which there may be news."""
    active = SavedSearch.objects.active().filter(rhythm=rhythm)
    if rhythm == Rhythm.AT_ONCE:
        return active.filter(position__lt=upto)
    return active.filter(looked_at__lt=moment)


def subscribers_due(rhythm: str, moment: dt.datetime, upto: int, *, after: int, limit: int) -> list[int]:
    """The next subscribers by number whose turn has come."""
    rows = due(rhythm, moment, upto).filter(subscriber__gt=after).order_by("subscriber")
    return list(rows.values_list("subscriber", flat=True).distinct()[:limit])


def news_for(searches: Sequence[SavedSearch], upto: int) -> dict[int, list[News]]:
    """By the number of a search: what has become public since it was looked at, and what the search finds of it now."""
    since = min((search.position for search in searches), default=upto)
    news = list(News.objects.filter(number__gt=since, number__lte=upto).order_by("number"))
    if not news:
        return {}
    keys = {each.key for each in news}
    everyday = as_known_now()
    found: dict[str, set[Key]] = {}
    for search in searches:
        if search.query not in found:
            found[search.query] = set(find_ids(query_in(search.query), among=keys, limit=len(keys), everyday=everyday))
    return {
        search.pk: wanted
        for search in searches
        if (wanted := [each for each in news if each.key in found[search.query] and is_for(search, each)])
    }


def shown_now(keys: Iterable[Key], language: str = settings.LANGUAGE_CODE) -> dict[Key, ShownHit]:
    """Those of the records that anyone may see at this instant, as they are shown in ``language``."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for kind, pk in keys:
        wanted[kind].append(pk)
    with translation.override(language):
        return {
            (each.key, pk): hit
            for each in searchables.entries()
            if each.key in wanted
            for pk, hit in each.show(wanted[each.key]).items()
        }


def unsent_about(keys: Collection[Key]) -> list[int]:
    """The mails that have not left and name one of these records."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for kind, pk in keys:
        wanted[kind].append(pk)
    named = Q()
    for kind, pks in wanted.items():
        named |= Q(alerts__kind=kind, alerts__record__in=pks)
    return _unsent(named) if wanted else []


def unsent_of(searches: Iterable[SavedSearch]) -> list[int]:
    """The mails that have not left and tell of one of these searches."""
    return _unsent(Q(alerts__search__in=[search.pk for search in searches]))


def _unsent(which: Q) -> list[int]:
    unsent = Digest.objects.filter(message__state__in=[State.WAITING, State.FAILED])
    return list(unsent.filter(which).order_by("pk").values_list("pk", flat=True).distinct())


def longest_wait() -> dt.timedelta:
    """For how long the search that has waited longest has waited for its turn."""
    return max(_wait_for_news(), *(_wait_for_turn(rhythm) for rhythm in (Rhythm.DAILY, Rhythm.WEEKLY)))


def _wait_for_news() -> dt.timedelta:
    at_once = SavedSearch.objects.active().filter(rhythm=Rhythm.AT_ONCE)
    position = at_once.aggregate(least=Min("position"))["least"]
    if position is None:
        return dt.timedelta(0)
    noted = News.objects.filter(number__gt=position).aggregate(first=Min("noted_at"))["first"]
    return clock.now() - noted if noted else dt.timedelta(0)


def _wait_for_turn(rhythm: Rhythm) -> dt.timedelta:
    moment = last_moment(rhythm, clock.now())
    return clock.now() - moment if due(rhythm, moment, 0).exists() else dt.timedelta(0)

"""Noting what has become public, as the search gets to know of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django_tasks import task

from seutu.publishing.alerts.actions.digests import rewrite, send_at_once
from seutu.publishing.alerts.models import News, NewsCounter, SavedSearch
from seutu.publishing.alerts.queries import Key, shown_now, unsent_about
from seutu.publishing.alerts.rules import is_old
from seutu.shared.core import clock
from seutu.shared.search.searchables import ShownHit
from seutu.shared.tasks.actions import enqueue_once

PIECE = 200
ONLY_ROW = 1
SEEN = ("published_at", "updated_at", "content_hash")


def note_indexed(records: Sequence[Key]) -> None:
    """Have a worker look at what the search has just looked at: the writer of the index has no time for it."""
    keys = list(dict.fromkeys(records))
    for begin in range(0, len(keys), PIECE):
        look_at.enqueue([list(key) for key in keys[begin : begin + PIECE]])


@task
def look_at(records: list[list[str | int]]) -> int:
    """Note what is new of the records, and take out of unsent mails what may not be shown any more.

    Says how much news there was. Run twice, it notes once.
    """
    keys = [(str(kind), int(pk)) for kind, pk in records]
    noted = note_news(keys) if SavedSearch.objects.filter(confirmed_at__isnull=False).exists() else 0
    for digest_id in unsent_about(keys):
        rewrite(digest_id)
    return noted


def note_news(keys: Sequence[Key]) -> int:
    """Note what has happened to the records, and ask for the alerts that are sent at once; says how much it was."""
    shown = shown_now(keys)
    with transaction.atomic():
        noted = _note(keys, shown)
        if noted:
            enqueue_once(send_at_once, "alerts.at_once")
    return noted


def _note(keys: Iterable[Key], shown: Mapping[Key, ShownHit]) -> int:
    counter = _held_counter()
    known = _known(keys)
    # What is published once more is news once more.
    News.objects.filter(pk__in=[news.pk for key, news in known.items() if key not in shown]).delete()
    new: list[News] = []
    changed: list[News] = []
    touched: list[News] = []
    for key, hit in sorted(shown.items(), key=lambda each: (each[1].published_at, each[0])):
        news = known.get(key) or News(kind=key[0], record=key[1])
        if not _take_over(news, hit):
            if news.pk:
                touched.append(news)
            continue
        counter.number += 1
        news.number, news.noted_at = counter.number, clock.now()
        (changed if news.pk else new).append(news)
    counter.save()
    News.objects.bulk_create(new)
    News.objects.bulk_update(changed, ["number", "noted_at", "happened_at", *SEEN])
    News.objects.bulk_update(touched, ["updated_at"])
    return len(new) + len(changed)


def _take_over(news: News, hit: ShownHit) -> bool:
    """Write into ``news`` how the record is shown now; says whether that is news.

    Text that was read later than its file was published is looked at anew, but nothing has happened again.
    """
    content = _content_hash(hit)
    if news._state.adding:
        news.happened_at = hit.published_at
        is_news = not is_old(hit.published_at, clock.now())
    else:
        is_news = content != news.content_hash or hit.published_at > news.published_at
        if hit.published_at > news.published_at:
            news.happened_at = hit.published_at
        elif is_news and hit.updated_at > news.updated_at:
            news.happened_at = max(hit.updated_at, news.happened_at)
    news.published_at, news.updated_at, news.content_hash = hit.published_at, hit.updated_at, content
    return is_news


def _held_counter() -> NewsCounter:
    NewsCounter.objects.get_or_create(pk=ONLY_ROW)
    return NewsCounter.objects.select_for_update().get(pk=ONLY_ROW)


def _known(keys: Iterable[Key]) -> dict[Key, News]:
    wanted = set(keys)
    kinds, pks = {kind for kind, _pk in wanted}, {pk for _kind, pk in wanted}
    rows = News.objects.filter(kind__in=kinds, record__in=pks)
    return {row.key: row for row in rows if row.key in wanted}


def _content_hash(hit: ShownHit) -> str:
    parts = [hit.title, hit.case_number, *(passage.text for passage in hit.passages)]
    return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()

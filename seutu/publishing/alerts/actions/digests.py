"""Telling subscribers what their searches found: one mail for each address, rhythm and moment.

What was looked at and what was sent of it are committed together, with the message in the outbox. A worker that dies
has then done all of a batch or nothing of it, and from there on the outbox loses nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django_tasks import task

from seutu.publishing.alerts import letters
from seutu.publishing.alerts.models import Alert, Digest, News, Rhythm, SavedSearch
from seutu.publishing.alerts.queries import due, latest_number, news_for, shown_now, subscribers_due
from seutu.publishing.alerts.rules import last_moment
from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.messages import writing
from seutu.shared.messages.actions import call_off, send_mail

BATCH = 200
BY = System("alerts")


@task
def send_at_once() -> int:
    """Tell what is to be told at once; says how many mails that were."""
    return send_due(Rhythm.AT_ONCE)


def send_due(rhythm: Rhythm) -> int:
    """Tell every subscriber whose turn has come what is new; says how many mails were written.

    Run twice, or by two workers, it writes each once.
    """
    moment, upto = last_moment(rhythm, clock.now()), latest_number()
    sent = last = 0
    while subscribers := subscribers_due(rhythm, moment, upto, after=last, limit=BATCH):
        last = subscribers[-1]
        searches = due(rhythm, moment, upto).filter(subscriber__in=subscribers).select_related("subscriber")
        sent += _tell(list(searches.order_by("subscriber", "pk")), upto)
    return sent


def _tell(searches: Sequence[SavedSearch], upto: int) -> int:
    """Look for news, without holding anything; then write what is still to be told."""
    found = news_for(searches, upto)
    with transaction.atomic():
        held = _held(searches)
        told = _without_known(held, found)
        by_subscriber = defaultdict(list)
        for search in held:
            if told.get(search.pk):
                by_subscriber[search.subscriber_id].append(search)
        keys = {news.key for wanted in told.values() for news in wanted}
        shown = letters.Shown(keys)
        sent = sum(_write(each, told, shown) for each in by_subscriber.values())
        SavedSearch.objects.filter(pk__in=[search.pk for search in held]).update(position=upto, looked_at=clock.now())
    return sent


def _held(searches: Sequence[SavedSearch]) -> list[SavedSearch]:
    """Those that nobody has looked at or stopped meanwhile; nobody else can until this is committed."""
    rows = SavedSearch.objects.active().select_for_update().filter(pk__in=[search.pk for search in searches])
    as_they_are = {pk: stand for pk, *stand in rows.order_by("pk").values_list("pk", "position", "looked_at")}
    return [search for search in searches if as_they_are.get(search.pk) == [search.position, search.looked_at]]


def _without_known(searches: Iterable[SavedSearch], found: dict[int, list[News]]) -> dict[int, list[News]]:
    """What was found, without what these searches were told of before."""
    wanted = {search.pk: found[search.pk] for search in searches if search.pk in found}
    records = {news.record for each in wanted.values() for news in each}
    known = set(
        Alert.objects.filter(search__in=wanted, record__in=records).values_list(
            "search", "kind", "record", "happened_at"
        )
    )
    return {
        pk: [news for news in each if (pk, news.kind, news.record, news.happened_at) not in known]
        for pk, each in wanted.items()
    }


def _write(searches: Sequence[SavedSearch], told: dict[int, list[News]], shown: letters.Shown) -> int:
    """One mail with what these searches of one subscriber found; says whether anything of it may still be shown."""
    language = letters.language_of(searches)
    visible = shown.in_language(language)
    alerts = [_alert(search, news) for search in searches for news in told[search.pk] if news.key in visible]
    if not alerts:
        return 0
    first = searches[0]
    digest = Digest.objects.create(subscriber=first.subscriber, rhythm=first.rhythm, written_at=clock.now())
    for alert in alerts:
        alert.digest = digest
    Alert.objects.bulk_create(alerts)
    _send(digest, letters.write(digest, alerts, visible))
    return 1


def _alert(search: SavedSearch, news: News) -> Alert:
    return Alert(
        search=search,
        kind=news.kind,
        record=news.record,
        happened_at=news.happened_at,
        number=news.number,
        is_correction=news.is_correction,
    )


def _send(digest: Digest, letter: letters.Letter) -> None:
    digest.message = send_mail(
        to=digest.subscriber.address,
        template=letters.DIGEST,
        context=letter.context,
        language=letter.language,
        key=f"alerts.digest:{digest.pk}:{digest.revision}",
        by=BY,
        headers=letter.headers,
        has_secret=True,
    )
    digest.save(update_fields=["message", "revision"])


@transaction.atomic
def rewrite(digest_id: int) -> bool:
    """Write a mail that has not left anew: without what may not be shown any more, and without stopped searches.

    Says whether it was to be changed and could be. What was taken out is told when it is public, or followed, again.
    """
    digest = Digest.objects.select_for_update().filter(pk=digest_id).first()
    if digest is None or digest.message is None:
        return False
    alerts = list(digest.alerts.select_related("search", "search__subscriber"))
    language = digest.message.language
    shown = shown_now([alert.key for alert in alerts], language)
    kept = [alert for alert in alerts if alert.key in shown and alert.search.is_active]
    letter = letters.write(digest, kept, shown) if kept else None
    if letter and writing.render(letters.DIGEST, letter.context, language)[1] == digest.message.body_text:
        return False
    if not call_off(digest.message, by=BY):
        return False
    _untell([alert for alert in alerts if alert not in kept])
    if letter:
        digest.revision += 1
        _send(digest, letter)
    else:
        digest.delete()
    return True


def _untell(alerts: Sequence[Alert]) -> None:
    """Forget that these were told: they were not."""
    for alert in alerts:
        later = SavedSearch.objects.filter(pk=alert.search_id, position__gte=alert.number)
        later.update(position=max(0, alert.number - 1))
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).delete()

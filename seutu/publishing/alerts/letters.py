"""A mail with what was found: its words, its links and its headers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from seutu.publishing.alerts import links
from seutu.publishing.alerts.descriptions import query_in, search_url
from seutu.publishing.alerts.models import Alert, Digest, SavedSearch
from seutu.publishing.alerts.queries import Key, shown_now
from seutu.shared.search.searchables import ShownHit

DIGEST = "alerts/email/digest.txt"
# So many of one search are named; the rest is a number and the way to them.
NAMED = 20


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail is written of."""

    language: str
    context: Mapping[str, Any]
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A record in a mail."""

    title: str
    where: str
    url: str
    is_correction: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What one search found."""

    label: str
    count: int
    named: Sequence[Named]
    search_url: str
    stop_url: str

    @property
    def more(self) -> int:
        return self.count - len(self.named)


class Shown:
    """What of a batch may be shown now, in each language that is asked for."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._keys = list(keys)
        self._by_language: dict[str, Mapping[Key, ShownHit]] = {}

    def in_language(self, language: str) -> Mapping[Key, ShownHit]:
        if language not in self._by_language:
            self._by_language[language] = shown_now(self._keys, language)
        return self._by_language[language]


def language_of(searches: Sequence[SavedSearch]) -> str:
    """The language of a mail about several searches: that of the one ordered last."""
    return max(searches, key=lambda search: search.pk).language


def write(digest: Digest, alerts: Sequence[Alert], shown: Mapping[Key, ShownHit]) -> Letter:
    """The mail about ``alerts``, all of which may be shown."""
    by_search: dict[int, list[Alert]] = defaultdict(list)
    searches: dict[int, SavedSearch] = {}
    for alert in alerts:
        by_search[alert.search_id].append(alert)
        searches[alert.search_id] = alert.search
    language = language_of(list(searches.values()))
    site = max(searches.values(), key=lambda search: search.pk).site
    stop_all = links.address(site, language, "stop_digest", links.token_of_digest(digest))
    with translation.override(language):
        told = [_told(searches[pk], by_search[pk], shown, site, language) for pk in sorted(searches)]
    context = {
        "told": told,
        "count": len({alert.key for alert in alerts}),
        "manage_url": links.address(site, language, "manage", links.token_of_all(digest.subscriber)),
    }
    headers = {"List-Unsubscribe": f"<{stop_all}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return Letter(language, context, headers)


def _told(
    search: SavedSearch, alerts: Sequence[Alert], shown: Mapping[Key, ShownHit], site: str, language: str
) -> Told:
    begin = site.rstrip("/")
    return Told(
        label=search.label,
        count=len(alerts),
        named=[_named(alert, shown[alert.key], begin) for alert in alerts[:NAMED]],
        search_url=begin + search_url(query_in(search.query)),
        stop_url=links.address(site, language, "stop", links.token_of_search(search)),
    )


def _named(alert: Alert, hit: ShownHit, begin: str) -> Named:
    # On one line each: a line of its own could pass for another part of the mail.
    return Named(" ".join(hit.title.split()), " ".join(hit.where.split()), begin + hit.url, alert.is_correction)

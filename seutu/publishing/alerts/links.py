"""The links in mails: what each opens is told by its token, and by nothing else.

A link that confirms works once: its token is random and kept as a hash. The others must work for as long as there is
something to stop, and in every mail: their token names the row and proves it with a key of the subscriber and that of
the installation, so it is kept nowhere.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Literal

from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from seutu.publishing.alerts.models import Digest, SavedSearch, Subscriber

Purpose = Literal["search", "digest", "all"]

ONE_TIME = re.compile(r"[A-Za-z0-9_-]{43}")
STANDING = re.compile(r"(?P<pk>[1-9][0-9]{0,17})-(?P<proof>[0-9a-f]{40})")


def new_token() -> tuple[str, str]:
    """A random token for a one-time link, and the hash under which it is kept."""
    token = secrets.token_urlsafe(32)
    return token, hash_of(token)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def token_of_search(search: SavedSearch) -> str:
    return _token("search", search.pk, search.subscriber)


def token_of_digest(digest: Digest) -> str:
    return _token("digest", digest.pk, digest.subscriber)


def token_of_all(subscriber: Subscriber) -> str:
    return _token("all", subscriber.pk, subscriber)


def search_by(token: str) -> SavedSearch | None:
    """The search that a link stops, or None when the token proves nothing."""
    pk = _pk(token)
    found = SavedSearch.objects.select_related("subscriber").filter(pk=pk, confirmed_at__isnull=False).first()
    return found if found and _proves(token, token_of_search(found)) else None


def digest_by(token: str) -> Digest | None:
    """The mail of which a link stops all searches, or None."""
    found = Digest.objects.select_related("subscriber").filter(pk=_pk(token)).first()
    return found if found and _proves(token, token_of_digest(found)) else None


def subscriber_by(token: str) -> Subscriber | None:
    """The subscriber whose searches a link shows, or None."""
    found = Subscriber.objects.filter(pk=_pk(token)).first()
    return found if found and _proves(token, token_of_all(found)) else None


def unconfirmed_by(token: str) -> SavedSearch | None:
    """The search that a one-time link confirms, or None; whether its time is over is for the caller to see."""
    if not ONE_TIME.fullmatch(token):
        return None
    return SavedSearch.objects.unconfirmed().select_related("subscriber").filter(token_hash=hash_of(token)).first()


def address(site: str, language: str, name: str, token: str = "") -> str:
    """The whole address of a page of alerts in ``language``; ``site`` is what it begins with: ``https://host/``."""
    with translation.override(language):
        path = reverse(f"alerts:{name}", args=[token] if token else [])
    return site.rstrip("/") + path


def _token(purpose: Purpose, pk: int, subscriber: Subscriber) -> str:
    proof = salted_hmac(f"seutu.alerts.{purpose}", f"{pk}|{subscriber.link_key}", algorithm="sha256").hexdigest()
    return f"{pk}-{proof[:40]}"


def _pk(token: str) -> int:
    match = STANDING.fullmatch(token)
    return int(match["pk"]) if match else 0


def _proves(given: str, expected: str) -> bool:
    return constant_time_compare(given, expected)

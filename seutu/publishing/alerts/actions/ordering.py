"""Ordering an alert, and confirming that it was the owner of the address who did."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.crypto import salted_hmac

from seutu.publishing.alerts import links
from seutu.publishing.alerts.models import LONGEST_LABEL, LONGEST_QUERY, SavedSearch, Subscriber
from seutu.publishing.alerts.queries import latest_number
from seutu.publishing.alerts.rules import CONFIRM_WITHIN, MOST_SEARCHES
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.core.rate_limits import TooManyRequests, count_of
from seutu.shared.messages import writing
from seutu.shared.messages.actions import call_off, send_mail
from seutu.shared.ui.dates import day

MAILS_A_DAY = 5
LONGEST_ADDRESS = 254
CONFIRM, OWN_LINK = "alerts/email/confirm.txt", "alerts/email/own_link.txt"


class TooLong(Exception):
    """The search has more words or filters than an alert can keep."""


class DeadLink(Exception):
    """The link was used, is too old, or another has taken its place."""


class TooManySearches(Exception):
    """The address follows as many searches as it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asks for. ``query`` is canonical, ``site`` what the links of the mails begin with."""

    address: str
    query: str
    label: str
    rhythm: str
    language: str
    site: str


def order(wanted: Order, *, by: Actor) -> None:
    """Send the address a link that confirms the alert; an unconfirmed order of the same search is replaced.

    Nothing tells whether the address was known. After five mails of this kind in a day it gets no more.

    :raises BadRecipient: the address is none.
    :raises TooLong: the search cannot be kept.
    """
    if len(wanted.query) > LONGEST_QUERY:
        raise TooLong
    address = _one_address(wanted.address)
    if _may_get_mail(address):
        _order(address, wanted, by=by)


@transaction.atomic
def _order(address: str, wanted: Order, *, by: Actor) -> None:
    subscriber = _subscriber(address)
    search = _unconfirmed(subscriber, wanted.query)
    if search.message_id and search.message:
        call_off(search.message, by=by)
    search.label, search.rhythm = wanted.label[:LONGEST_LABEL], wanted.rhythm
    search.language, search.site = wanted.language, wanted.site
    token, search.token_hash = links.new_token()
    search.expires_at = clock.now() + CONFIRM_WITHIN
    search.save()
    with translation.override(wanted.language):
        until = day(search.expires_at)
    search.message = send_mail(
        to=subscriber.address,
        template=CONFIRM,
        context={
            "label": search.label,
            "until": until,
            "link": links.address(search.site, search.language, "confirm", token),
        },
        language=search.language,
        key=f"alerts.confirm:{search.token_hash}",
        by=by,
        has_secret=True,
    )
    search.save(update_fields=["message"])
    record("alert.ordered", target=search, by=by, details={"rhythm": search.rhythm})


def _subscriber(address: str) -> Subscriber:
    """The subscriber with this address; the row is held, so that two orders of one search follow each other."""
    found, _is_new = Subscriber.objects.get_or_create(
        address_hash=hash_of_address(address),
        defaults={"address": address, "link_key": secrets.token_hex(32)},
    )
    return Subscriber.objects.select_for_update().get(pk=found.pk)


def _unconfirmed(subscriber: Subscriber, query: str) -> SavedSearch:
    waiting = SavedSearch.objects.unconfirmed().select_related("message")
    return waiting.filter(subscriber=subscriber, query=query).first() or SavedSearch(subscriber=subscriber, query=query)


@transaction.atomic
def confirm(token: str) -> SavedSearch:
    """Begin the alert of a one-time link. If the address follows the same search already, that one is changed instead.

    :raises DeadLink: the link was used before, or is too old.
    :raises TooManySearches: the address follows a hundred searches.
    """
    search = links.unconfirmed_by(token)
    now = clock.now()
    if search is None or search.expires_at is None or search.expires_at <= now:
        raise DeadLink
    owner = Subscriber.objects.select_for_update().get(pk=search.subscriber_id)
    if not SavedSearch.objects.unconfirmed().filter(pk=search.pk, token_hash=search.token_hash).exists():
        raise DeadLink
    same = SavedSearch.objects.filter(subscriber=owner, query=search.query, confirmed_at__isnull=False)
    if earlier := same.order_by(F("stopped_at").desc(nulls_first=True), "pk").first():
        return _take_over(earlier, search)
    if SavedSearch.objects.active().filter(subscriber=owner).count() >= MOST_SEARCHES:
        raise TooManySearches
    search.token_hash, search.message = "", None
    search.confirmed_at = search.looked_at = now
    search.position = latest_number()
    search.save()
    record("alert.confirmed", target=search, by=owner, details={"rhythm": search.rhythm})
    return search


def _take_over(earlier: SavedSearch, search: SavedSearch) -> SavedSearch:
    """Give an alert that there is, or that was stopped, what was ordered anew."""
    if not earlier.is_active:
        earlier.confirmed_at = earlier.looked_at = clock.now()
        earlier.position = latest_number()
    earlier.stopped_at = None
    earlier.label, earlier.rhythm = search.label, search.rhythm
    earlier.language, earlier.site = search.language, search.site
    search.delete()
    earlier.save()
    record("alert.confirmed", target=earlier, by=earlier.subscriber, details={"rhythm": earlier.rhythm})
    return earlier


def send_own_link(address: str, *, site: str, language: str, by: Actor) -> None:
    """Send the link to all of its alerts to an address that has any. Nothing tells whether it has.

    :raises BadRecipient: the address is none.
    """
    address = _one_address(address)
    owner = Subscriber.objects.filter(
        address_hash=hash_of_address(address), searches__confirmed_at__isnull=False
    ).first()
    # Counted also where nothing is sent: else the limit would tell which addresses are known.
    if not _may_get_mail(address) or owner is None:
        return
    send_mail(
        to=owner.address,
        template=OWN_LINK,
        context={"link": links.address(site, language, "manage", links.token_of_all(owner))},
        language=language,
        key=f"alerts.own_link:{secrets.token_hex(16)}",
        by=by,
        has_secret=True,
    )


def _one_address(given: str) -> str:
    if len(given) > LONGEST_ADDRESS:
        raise writing.BadRecipient
    return writing.address(given)


def hash_of_address(address: str) -> str:
    """The keyed hash under which an address is looked for: the same however its letters are written."""
    return salted_hmac("seutu.alerts.address", address.strip().casefold(), algorithm="sha256").hexdigest()


def _may_get_mail(address: str) -> bool:
    try:
        count_of(hash_of_address(address), "alerts_address", most=MAILS_A_DAY, window=clock.ONE_DAY)
    except TooManyRequests:
        return False
    return True

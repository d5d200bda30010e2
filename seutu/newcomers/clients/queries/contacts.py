"""Contacts in lists, what a worker chose last, and whom they may log a contact of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from seutu.newcomers.clients.models import Client, Contact, GroupSession, OtherWork, scoped
from seutu.newcomers.clients.models.client import REFERENCE_LENGTH, REFERENCE_LETTERS
from seutu.newcomers.clients.queries.finding import find_clients
from seutu.newcomers.clients.queries.typed_search import typed_search
from seutu.newcomers.clients.queries.visible import (
    clients_writable_by,
    contacts_visible_to,
    group_sessions_visible_to,
    other_work_visible_to,
)
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.accounts.models import User

CHOICES_AT_MOST = 8
LEAST_LETTERS = 2
LISTED_RELATIONS = ("unit", "client", "logged_by", "client_municipality")


@dataclass(frozen=True)
class ContactFilter:
    """Which contacts a list holds. None asks nothing."""

    since: dt.date | None = None
    until: dt.date | None = None
    unit: int | None = None
    worker: int | None = None
    channel: str = ""
    topic: int | None = None
    reach: str = ""


def contacts_listed(worker: Worker, wanted: ContactFilter) -> QuerySet[Contact]:
    """The contacts that ``worker`` may see and asks for, the newest first, with what a line shows."""
    asked = Q()
    for name, value in {
        "occurred_on__gte": wanted.since,
        "occurred_on__lte": wanted.until,
        "unit": wanted.unit,
        "logged_by": wanted.worker,
        "topics": wanted.topic,
    }.items():
        if value is not None:
            asked &= Q(**{name: value})
    for name, word in {"channel": wanted.channel, "reach": wanted.reach}.items():
        if word:
            asked &= Q(**{name: word})
    rows = contacts_visible_to(worker).filter(asked).order_by("-occurred_on", "-pk")
    return rows.select_related(*LISTED_RELATIONS).prefetch_related("topics")


def contact_shown(worker: Worker) -> QuerySet[Contact]:
    """Contacts that ``worker`` may see, each with everything that its page shows."""
    rows = contacts_visible_to(worker).select_related(*LISTED_RELATIONS, "funding_code", "provider_municipality")
    return rows.prefetch_related("topics")


def latest_of(worker: Worker) -> Contact | None:
    """The contact that ``worker`` wrote down last, for the choices that the next one begins with."""
    return _logged_last(worker).first()


def latest_anonymous_of(worker: Worker) -> Contact | None:
    """The anonymous contact that ``worker`` wrote down last."""
    return _logged_last(worker).filter(is_anonymous=True).first()


def _logged_last(worker: Worker) -> QuerySet[Contact]:
    rows = scoped(Contact.objects.filter(logged_by=worker.user_id, provider_municipality__in=worker.logs_for))
    return rows.order_by("-logged_at", "-pk").only(*KEPT_CHOICES, "is_anonymous")


# Never the client, nor anything that the person told.
KEPT_CHOICES = (
    "channel",
    "client_municipality",
    "client_municipality_kind",
    "service_language",
    "funding_code",
    "unit",
)


def to_follow_up(worker: Worker, until: dt.date) -> QuerySet[Contact]:
    """The worker's own contacts whose follow-up has been agreed for ``until`` or before, the oldest first."""
    mine = contacts_visible_to(worker).filter(logged_by=worker.user_id)
    due = mine.filter(follow_up_on__lte=until, followed_up_at__isnull=True)
    return due.order_by("follow_up_on", "pk").select_related(*LISTED_RELATIONS).prefetch_related("topics")


def colleagues_of(worker: Worker) -> QuerySet[User]:
    """The people whose contacts ``worker`` may ask for: those who have a role where the worker logs."""
    places = worker.logs_for | worker.manages | worker.led
    return User.objects.filter(memberships__organization__in=places).distinct().order_by("display_name", "pk")


def client_to_log(worker: Worker, reference: str) -> Client | None:
    """The client with this reference, if ``worker`` may log a contact of them; a protected one too."""
    word = "".join(reference.split()).upper()
    if len(word) != REFERENCE_LENGTH or not set(word) <= set(REFERENCE_LETTERS):
        return None
    return clients_writable_by(worker).filter(reference=word).select_related("municipality").first()


def clients_to_choose(worker: Worker, typed: str) -> list[Client]:
    """The clients that ``worker`` may mean by a reference, a name however it is spelled, or a name and a birth.

    Protected clients answer to their whole reference only, whoever asks.
    """
    exact = client_to_log(worker, typed)
    if exact is not None:
        return [exact]
    if len(typed.strip()) < LEAST_LETTERS:
        return []
    keys = [each.client.pk for each in find_clients(worker, typed_search(typed)).found]
    may_be_chosen = clients_writable_by(worker).filter(pk__in=keys, is_protected=False, ended_on__isnull=True)
    chosen = {client.pk: client for client in may_be_chosen}
    return [chosen[key] for key in keys if key in chosen][:CHOICES_AT_MOST]


def contacts_of(worker: Worker, client: Client) -> QuerySet[Contact]:
    """The contacts of one client, the newest first, with what a line shows."""
    rows = contacts_visible_to(worker).filter(client=client).order_by("-occurred_on", "-pk")
    return rows.select_related(*LISTED_RELATIONS).prefetch_related("topics")


def group_sessions_listed(worker: Worker) -> QuerySet[GroupSession]:
    """The group sessions that ``worker`` may see, the newest first."""
    rows = group_sessions_visible_to(worker).order_by("-occurred_on", "-pk")
    return rows.select_related("unit", "logged_by").prefetch_related("topics")


def other_work_listed(worker: Worker) -> QuerySet[OtherWork]:
    """The other work that ``worker`` may see, the newest first."""
    return other_work_visible_to(worker).order_by("-occurred_on", "-pk").select_related("unit", "logged_by")

"""Correcting entries: those that a worker may see, those of one entry of work, and how many there are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from seutu.newcomers.clients.models import (
    Client,
    Contact,
    CorrectingEntry,
    GroupSession,
    OtherWork,
    WorkKind,
    scoped,
)
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker, readable_by


def correcting_entries_visible_to(worker: Worker) -> QuerySet[CorrectingEntry]:
    """The correcting entries of work that ``worker`` may see, the newest first."""
    clients = Client.objects.filter(readable_by(worker), pk=OuterRef("client"))
    here = Q(provider_municipality__in=worker.logs_for | worker.manages | worker.led)
    own = Q(corrected_by=worker.user_id) | Q(provider_municipality__in=worker.manages | worker.led)
    of_nobody = Q(client__isnull=True) & here & (~Q(work_kind=WorkKind.OTHER_WORK) | own)
    rows = scoped(CorrectingEntry.objects.filter(of_nobody | Q(Exists(clients), client__isnull=False)))
    return rows.select_related("corrected_by", "client", "provider_municipality").order_by("-corrected_at", "-pk")


def corrections_of(worker: Worker, kind: WorkKind, work_id: int) -> QuerySet[CorrectingEntry]:
    """What was corrected in one entry of work."""
    return correcting_entries_visible_to(worker).filter(work_kind=kind, work_id=work_id)


def corrections_since(
    organizations: Collection[int], starts_on: dt.date, ends_on: dt.date, since: dt.datetime
) -> Counter[str]:
    """How many correcting entries of each kind were made after ``since`` to work of these days: numbers alone.

    Asked as the system, since who freezes figures opens no client.
    """
    now = Q(provider_municipality__in=organizations, occurred_on__range=(starts_on, ends_on))
    before = Q(former_municipality__in=organizations, former_occurred_on__range=(starts_on, ends_on))
    with acting_as_system():
        rows = scoped(CorrectingEntry.objects.filter(now | before, corrected_at__gt=since))
        return Counter(rows.order_by().values_list("kind", flat=True))


def logged_since(organizations: Collection[int], starts_on: dt.date, ends_on: dt.date, since: dt.datetime) -> int:
    """How many entries of work of these days were written down after ``since``, correcting entries too."""
    found = 0
    with acting_as_system():
        for table in (Contact, GroupSession, OtherWork):
            rows = table._default_manager.filter(
                provider_municipality__in=organizations, occurred_on__range=(starts_on, ends_on), logged_at__gt=since
            )
            found += scoped(rows).count()
    return found


def erased_since(organizations: Collection[int], starts_on: dt.date, ends_on: dt.date, since: dt.datetime) -> int:
    """How many clients with contacts on these days were anonymised after ``since``."""
    with acting_as_system():
        contacts = Contact.objects.filter(
            client=OuterRef("pk"), provider_municipality__in=organizations, occurred_on__range=(starts_on, ends_on)
        )
        return scoped(Client.objects.filter(Exists(contacts), anonymised_at__gt=since)).count()

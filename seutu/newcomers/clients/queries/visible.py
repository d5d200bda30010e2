"""What a worker may see: the only way to rows about clients."""

from __future__ import annotations

from typing import TypeVar, cast

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from seutu.newcomers.clients.models import (
    Client,
    Contact,
    GroupSession,
    Intake,
    InterpreterBooking,
    OtherWork,
    scoped,
)
from seutu.newcomers.clients.rules.access import Access, Worker, access_level, openable_by, readable_by, writable_by

M = TypeVar("M", bound=Model)


def clients_visible_to(worker: Worker) -> QuerySet[Client]:
    """The clients whose data ``worker`` may see; protected ones only where they were opened to the worker by name."""
    return _scoped(Client).filter(readable_by(worker))


def clients_writable_by(worker: Worker) -> QuerySet[Client]:
    """The clients that ``worker`` may change."""
    return _scoped(Client).filter(writable_by(worker))


def clients_openable_by(worker: Worker) -> QuerySet[Client]:
    """The clients whose page opens for ``worker``, each with ``access``: for some, the reference is all it shows."""
    rows = _scoped(Client).filter(openable_by(worker)).annotate(access=access_level(worker))
    return cast("QuerySet[Client]", rows)


def access_of(worker: Worker, client: Client) -> Access:
    """What ``worker`` may do to ``client``."""
    found = _scoped(Client).filter(pk=client.pk).annotate(access=access_level(worker))
    return Access(found.values_list("access", flat=True).first() or Access.NONE)


def contacts_visible_to(worker: Worker) -> QuerySet[Contact]:
    """Contacts of clients that ``worker`` may see, and anonymous ones of the municipalities for which they log."""
    clients = Client.objects.filter(readable_by(worker), pk=OuterRef("client"))
    anonymous = Q(is_anonymous=True, provider_municipality__in=worker.logs_for | worker.manages)
    return _scoped(Contact).filter(anonymous | Q(Exists(clients), is_anonymous=False))


def contacts_writable_by(worker: Worker) -> QuerySet[Contact]:
    """Contacts that ``worker`` may change: of clients they may change, and anonymous ones of their team."""
    clients = Client.objects.filter(writable_by(worker), pk=OuterRef("client"))
    return _scoped(Contact).filter(
        (Q(is_anonymous=True) & _own_or_led(worker)) | Q(Exists(clients), is_anonymous=False)
    )


def group_sessions_visible_to(worker: Worker) -> QuerySet[GroupSession]:
    """Group sessions of the municipalities for which ``worker`` logs."""
    places = worker.logs_for | worker.manages | worker.led
    return _scoped(GroupSession).filter(provider_municipality__in=places)


def other_work_visible_to(worker: Worker) -> QuerySet[OtherWork]:
    """The worker's own other work, and that of those whom they lead."""
    mine = Q(logged_by=worker.user_id) | Q(provider_municipality__in=worker.led | worker.manages)
    return _scoped(OtherWork).filter(mine)


def group_sessions_writable_by(worker: Worker) -> QuerySet[GroupSession]:
    """Group sessions that ``worker`` may change: their own, and those of a service that they lead."""
    return _scoped(GroupSession).filter(_own_or_led(worker))


def other_work_writable_by(worker: Worker) -> QuerySet[OtherWork]:
    """Other work that ``worker`` may change: their own, and that of a service that they lead."""
    return _scoped(OtherWork).filter(_own_or_led(worker))


def _own_or_led(worker: Worker) -> Q:
    own = Q(logged_by=worker.user_id, provider_municipality__in=worker.logs_for)
    return own | Q(provider_municipality__in=worker.led)


def intakes_visible_to(worker: Worker) -> QuerySet[Intake]:
    """The intake queue of the municipalities in which ``worker`` serves; of protected clients as the policy says."""
    clients = Client.objects.filter(readable_by(worker), pk=OuterRef("client"))
    place = Q(organization__in=worker.controllers | worker.led)
    return _scoped(Intake).filter((Q(client__isnull=True) & place) | Q(Exists(clients), client__isnull=False))


def interpreter_bookings_visible_to(worker: Worker) -> QuerySet[InterpreterBooking]:
    """Bookings of interpreters of the municipalities in which ``worker`` serves."""
    clients = Client.objects.filter(readable_by(worker), pk=OuterRef("client"))
    place = Q(organization__in=worker.controllers | worker.led)
    return _scoped(InterpreterBooking).filter(place & (Q(client__isnull=True) | Q(Exists(clients))))


def _scoped(model: type[M]) -> QuerySet[M]:
    return scoped(model._default_manager.all())

"""What waits for a worker: as many questions however many clients there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from seutu.newcomers.clients.models import (
    Client,
    ClientName,
    Contact,
    GrantRequest,
    InterpreterBooking,
    NameKind,
    OwnDataRequest,
    RegisterDraft,
    Transfer,
    scoped,
)
from seutu.newcomers.clients.queries.drafts import LISTED_AT_MOST, unfinished_of
from seutu.newcomers.clients.queries.path import duties_for
from seutu.newcomers.clients.queries.visible import (
    clients_visible_to,
    contacts_writable_by,
    interpreter_bookings_visible_to,
)
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker, writable_by
from seutu.newcomers.clients.rules.duties import SOON_DAYS, Duty, DutyKind, Urgency
from seutu.shared.core import clock
from seutu.shared.organizations.models import Membership, Organization
from seutu.shared.organizations.roles import Permission, roles_with

ASKED_AT_MOST = 20
State = InterpreterBooking.State


@dataclass(frozen=True)
class Waiting:
    """What waits for a worker today. ``askers`` has the organizations of those who ask, by the asker's id."""

    worker: Worker
    today: dt.date
    duties: list[Duty] = field(default_factory=list)
    follow_ups: list[Contact] = field(default_factory=list)
    bookings: list[InterpreterBooking] = field(default_factory=list)
    data_requests: list[OwnDataRequest] = field(default_factory=list)
    drafts: list[RegisterDraft] = field(default_factory=list)
    grant_requests: list[GrantRequest] = field(default_factory=list)
    transfers: list[Transfer] = field(default_factory=list)
    askers: dict[int, Organization] = field(default_factory=dict)


def due_for(worker: Worker, *, keyworkers: Collection[int] | None = None) -> Waiting:
    """What is to be done by ``worker`` and when; with ``keyworkers``, by these others, of whom they may know."""
    today = clock.today()
    people = worker.acts_as if keyworkers is None else frozenset(keyworkers)
    duties = [each for each in duties_for(worker, keyworkers=people) if each.urgency <= Urgency.SOON]
    known = {each.subject_id for each in duties if each.kind == DutyKind.FOLLOW_UP}
    is_own = keyworkers is None
    return Waiting(
        worker,
        today,
        duties=duties,
        follow_ups=_follow_ups(worker, people if worker.serves else {worker.user_id}, known, today),
        bookings=_bookings(worker, people, today) if worker.serves else [],
        data_requests=_data_requests(worker, duties, today) if is_own else [],
    )


def waiting_for(worker: Worker) -> Waiting:
    """Everything that waits for ``worker``: what is due, what was left unfinished, what others ask."""
    due = due_for(worker)
    requests = _grant_requests(worker, due.today)
    return Waiting(
        worker,
        due.today,
        due.duties,
        due.follow_ups,
        due.bookings,
        due.data_requests,
        drafts=list(unfinished_of(worker)[:LISTED_AT_MOST]),
        grant_requests=requests,
        transfers=_transfers(worker, due.today),
        askers=_organizations_of({each.asked_by_id for each in requests}),
    )


def short_names(worker: Worker, clients: Iterable[int]) -> dict[int, str]:
    """The clients among these whose data ``worker`` may see, each by a short name: “Hassan A.”."""
    visible = clients_visible_to(worker).filter(pk__in=set(clients))
    parts = ClientName.objects.filter(client=OuterRef("pk"), kind=NameKind.CURRENT)
    rows = visible.annotate(given=parts.values("given_names")[:1], family=parts.values("family_name")[:1])
    return {
        pk: _short(given or "", family or "", shown)
        for pk, given, family, shown in rows.values_list("pk", "given", "family", "shown_name")
    }


def _short(given: str, family: str, shown: str) -> str:
    if not given and not family:
        given, _space, family = shown.rpartition(" ")
    first = next(iter(given.split()), "")
    return f"{first} {family[:1].upper()}." if first and family else first or family


def _follow_ups(worker: Worker, people: Collection[int], known: set[int], today: dt.date) -> list[Contact]:
    """What was agreed on contacts that these people logged, beside those of their own clients."""
    until = today + dt.timedelta(days=SOON_DAYS)
    rows = contacts_writable_by(worker).filter(
        logged_by__in=people, follow_up_on__isnull=False, follow_up_on__lte=until, followed_up_at__isnull=True
    )
    return list(rows.exclude(pk__in=known).prefetch_related("topics").order_by("follow_up_on", "pk"))


def _bookings(worker: Worker, people: Collection[int], today: dt.date) -> list[InterpreterBooking]:
    """Today's interpreters of these people, and those of the week that nobody has confirmed."""
    start = clock.start_of(today)
    tomorrow = clock.start_of(today + dt.timedelta(days=1))
    week_over = clock.start_of(today + dt.timedelta(days=SOON_DAYS + 1))
    theirs = Q(booked_by__in=people) | Q(client__keyworker__in=people)
    of_today = Q(starts_at__lt=tomorrow, state__in=[State.REQUESTED, State.CONFIRMED])
    rows = interpreter_bookings_visible_to(worker).filter(theirs, starts_at__gte=start, starts_at__lt=week_over)
    return list(rows.filter(of_today | Q(state=State.REQUESTED)).order_by("starts_at", "pk"))


def _data_requests(worker: Worker, duties: Iterable[Duty], today: dt.date) -> list[OwnDataRequest]:
    """Requests for own data that are soon to be answered in the organizations for which ``worker`` answers.

    Asked as the system, and narrowed here: who answers for the data may open no client, and is told the reference.
    """
    if not worker.answers_for:
        return []
    known = {each.subject_id for each in duties if each.kind == DutyKind.DATA_REQUEST}
    rows = OwnDataRequest.objects.filter(
        client__controller__in=worker.answers_for,
        outcome=OwnDataRequest.Outcome.OPEN,
        due_on__lte=today + dt.timedelta(days=SOON_DAYS),
    )
    with acting_as_system():
        return list(scoped(rows).exclude(pk__in=known).select_related("client").order_by("due_on", "pk"))


def _grant_requests(worker: Worker, today: dt.date) -> list[GrantRequest]:
    """What others ask of clients for whom ``worker`` answers, as responsible counsellor or as who leads the service."""
    if not worker.serves:
        return []
    own = Q(keyworker__in=worker.acts_as) | Q(controller__in=worker.led) | Q(keyworker=None, unit__in=worker.units)
    clients = Client.objects.filter(own, writable_by(worker), pk=OuterRef("client"))
    rows = GrantRequest.objects.filter(Exists(clients), state=GrantRequest.State.OPEN, expires_on__gte=today)
    return list(scoped(rows).order_by("expires_on", "pk")[:ASKED_AT_MOST])


def _transfers(worker: Worker, today: dt.date) -> list[Transfer]:
    """The clients that are offered to a unit of ``worker``; whom, is told once they are accepted."""
    if not worker.serves:
        return []
    own = Q(to_unit__in=worker.units) | Q(to_unit__organization__in=worker.led)
    rows = Transfer.objects.filter(own, state=Transfer.State.OPEN, expires_on__gte=today)
    offered = scoped(rows).select_related("from_unit__organization", "to_unit")
    return list(offered.order_by("expires_on", "pk")[:ASKED_AT_MOST])


def _organizations_of(users: set[int]) -> dict[int, Organization]:
    """Where each of these people serves clients today: the first place, when there are several."""
    if not users:
        return {}
    held = Membership.objects.in_force_on(clock.today()).filter(
        user__in=users, role__in=roles_with(Permission.SERVE_CLIENTS)
    )
    return {each.user_id: each.organization for each in held.select_related("organization").order_by("-pk")}

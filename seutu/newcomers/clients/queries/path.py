"""The service path of clients as values: of one client, and of thousands at once with as few questions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from seutu.newcomers.clients.models import (
    Assessment,
    Client,
    Contact,
    IntegrationPlan,
    OwnDataRequest,
    StatusRecord,
    scoped,
)
from seutu.newcomers.clients.queries.visible import clients_visible_to
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.duties import (
    AFTER_IS_ASKED_MONTHS,
    Duty,
    DutyKind,
    duties_of,
    overdue_of,
    urgency_order,
)
from seutu.newcomers.clients.rules.path_facts import AssessmentFacts, PathFacts, PlanFacts
from seutu.shared.core import clock
from seutu.shared.law.periods import months_after

M = TypeVar("M", bound=Model)

_CLIENT = ("pk", "reference", "began_on", "ended_on", "closing_reason", "first_permit_on", "last_contact_on")


def path_of(client: Client) -> PathFacts:
    """The path of a client that the caller may see. Costs six questions."""
    return path_facts(scoped(Client.objects.filter(pk=client.pk)))[client.pk]


def path_facts(clients: QuerySet[Client]) -> dict[int, PathFacts]:
    """The paths of ``clients``, by their ids. Costs six questions, however many clients there are."""
    return {facts.client_id: facts for facts in _facts_of(clients)}


def _facts_of(clients: QuerySet[Client]) -> Iterator[PathFacts]:
    rows = list(clients.values(*_CLIENT))
    # The narrowed question itself goes into the others: a list of thousands of ids would not fit in one.
    among = clients.order_by().values("pk")
    assessments = _by_client(_rows_of(Assessment, among), _assessment)
    plans = _by_client(_rows_of(IntegrationPlan, among), _plan)
    statuses = _by_client(_rows_of(StatusRecord, among, "point", "recorded_on"), tuple)
    follow_ups = _by_client(_follow_ups(among), tuple)
    requests = _by_client(_requests(among), tuple)
    for row in rows:
        pk = row.pop("pk")
        yield PathFacts(
            client_id=pk,
            **row,
            assessments=tuple(assessments[pk]),
            plans=tuple(plans[pk]),
            statuses=dict(statuses[pk]),
            follow_ups=tuple(follow_ups[pk]),
            data_requests=tuple(requests[pk]),
        )


def duties_for(worker: Worker, *, keyworkers: Collection[int] | None = None) -> list[Duty]:
    """What is to be done for the clients of responsible counsellors, the most urgent first, with six questions.

    ``keyworkers`` are their ids: without them, the worker and those for whom they stand in. Only of clients whom
    ``worker`` may see.
    """
    among = worker.acts_as if keyworkers is None else keyworkers
    return duties_among(clients_visible_to(worker).filter(keyworker__in=among))


def duties_among(clients: QuerySet[Client]) -> list[Duty]:
    """What is to be done for ``clients``, whom the caller may see, the most urgent first."""
    today = clock.today()
    found = [duty for facts in _facts_of(_followed(clients, today)) for duty in duties_of(facts, today)]
    return sorted(found, key=urgency_order)


def overdue_among(clients: QuerySet[Client]) -> Iterator[tuple[int, list[DutyKind]]]:
    """What is late for each of ``clients``, by the client's id: kinds alone, since only their numbers are wanted."""
    today = clock.today()
    for facts in _facts_of(_followed(clients, today)):
        yield facts.client_id, overdue_of(facts, today)


def _followed(clients: QuerySet[Client], today: dt.date) -> QuerySet[Client]:
    asked_until = months_after(today, -AFTER_IS_ASKED_MONTHS) - dt.timedelta(days=31)
    return clients.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=asked_until))


def _rows_of(model: type[M], among: Any, *fields: str) -> Iterable[tuple[Any, ...]]:
    names = fields or _DATES[model]
    return scoped(model._default_manager.filter(client__in=among)).order_by("pk").values_list("client_id", *names)


_DATES: dict[type[Model], tuple[str, ...]] = {
    Assessment: ("pk", "asked_on", "started_on", "finalised_at", "handed_over_at", "no_plan_on"),
    IntegrationPlan: ("pk", "number", "starts_on", "ends_on", "directed_on", "finalised_at", "handed_over_at"),
}


def _follow_ups(among: Any) -> Iterable[tuple[Any, ...]]:
    rows = Contact.objects.filter(client__in=among, follow_up_on__isnull=False, followed_up_at__isnull=True)
    return scoped(rows).order_by("pk").values_list("client_id", "pk", "follow_up_on")


def _requests(among: Any) -> Iterable[tuple[Any, ...]]:
    rows = OwnDataRequest.objects.filter(client__in=among, outcome=OwnDataRequest.Outcome.OPEN)
    return scoped(rows).order_by("pk").values_list("client_id", "pk", "received_on", "due_on")


def _by_client(rows: Iterable[tuple[Any, ...]], made: Any) -> defaultdict[int, list[Any]]:
    found = defaultdict[int, list[Any]](list)
    for client_id, *rest in rows:
        found[client_id].append(made(rest))
    return found


def _assessment(row: list[Any]) -> AssessmentFacts:
    pk, asked_on, started_on, finalised_at, handed_over_at, no_plan_on = row
    return AssessmentFacts(
        pk=pk,
        asked_on=asked_on,
        started_on=started_on,
        finalised_on=_day(finalised_at),
        handed_over_on=_day(handed_over_at),
        no_plan_on=no_plan_on,
    )


def _plan(row: list[Any]) -> PlanFacts:
    pk, number, starts_on, ends_on, directed_on, finalised_at, handed_over_at = row
    return PlanFacts(
        pk=pk,
        number=number,
        starts_on=starts_on,
        ends_on=ends_on,
        directed_on=directed_on,
        finalised_on=_day(finalised_at),
        handed_over_on=_day(handed_over_at),
    )


def _day(instant: dt.datetime | None) -> dt.date | None:
    return clock.day_of(instant) if instant else None

"""What has been kept long enough, and what stands in the way of letting it go. Asked by the register itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet

from seutu.newcomers.clients.models import (
    Assessment,
    Client,
    Contact,
    EmergencyAccess,
    Intake,
    IntegrationPlan,
    OwnDataRequest,
    RegisterDraft,
    RegisterImport,
    Transfer,
    scoped,
)
from seutu.newcomers.clients.rules.retention import KeptFor, Kind, Obstacle, kept_for
from seutu.shared.core import clock

Rows = QuerySet[Any]


def due_rows(kind: Kind, controllers: Collection[int] | None = None) -> Rows:
    """The rows of ``kind`` that have been kept long enough, everywhere or under some controllers."""
    return _DUE[kind](kept_for()[kind], clock.today(), controllers)


def _under(rows: Rows, path: str, controllers: Collection[int] | None) -> Rows:
    return rows if controllers is None else rows.filter(**{f"{path}__in": controllers})


def _clients(rule: KeptFor, today: dt.date, controllers: Collection[int] | None) -> Rows:
    living = _under(scoped(Client.objects.filter(anonymised_at__isnull=True)), "controller", controllers)
    return living.filter(last_entry_on__in=_days_over(rule, today, living, "last_entry_on")).order_by("pk")


def _days_over(rule: KeptFor, today: dt.date, rows: Rows, column: str) -> list[dt.date]:
    """The days of ``column`` whose time is over. Asked day by day, since a rule of law may change between two days."""
    days = rows.order_by().values_list(column, flat=True).distinct()
    return [day for day in days if (last := rule.ends_on(day)) is not None and last < today]


def _anonymous_contacts(rule: KeptFor, today: dt.date, controllers: Collection[int] | None) -> Rows:
    timed = scoped(Contact.objects.filter(is_anonymous=True, started_at__isnull=False))
    return _under(timed.filter(occurred_on__lt=_limit(rule, today)), "provider_municipality", controllers)


def _limit(rule: KeptFor, today: dt.date) -> dt.date:
    return today - dt.timedelta(days=rule.days)


def _drafts(_rule: KeptFor, _today: dt.date, _controllers: Collection[int] | None) -> Rows:
    return RegisterDraft.objects.filter(expires_at__lt=clock.now())


def _declined_intakes(rule: KeptFor, today: dt.date, controllers: Collection[int] | None) -> Rows:
    declined = Intake.objects.filter(
        Q(person__isnull=False) | Q(reason__isnull=False),
        decision=Intake.Decision.DO_NOT_ASSESS,
        decided_on__lt=_limit(rule, today),
        client__isnull=True,
    )
    return _under(scoped(declined), "organization", controllers)


def _unanswered_intakes(rule: KeptFor, today: dt.date, controllers: Collection[int] | None) -> Rows:
    unanswered = Intake.objects.filter(
        person__isnull=False,
        decision=Intake.Decision.OPEN,
        arrived_on__lt=_limit(rule, today),
        client__isnull=True,
    )
    return _under(scoped(unanswered), "organization", controllers)


def _import_rows(rule: KeptFor, today: dt.date, controllers: Collection[int] | None) -> Rows:
    over = ~Q(state=RegisterImport.State.TRIED) | Q(created_at__lt=clock.now() - dt.timedelta(days=rule.days))
    return _under(RegisterImport.objects.filter(over, rows__isnull=False), "unit__organization", controllers)


def _emergency_reasons(rule: KeptFor, today: dt.date, controllers: Collection[int] | None) -> Rows:
    given = _under(scoped(EmergencyAccess.objects.filter(reason__isnull=False)), "client__controller", controllers)
    over = [
        pk
        for pk, opened_at in given.values_list("pk", "opened_at")
        if (last := rule.ends_on(clock.day_of(opened_at))) is not None and last < today
    ]
    return given.filter(pk__in=over)


_DUE: dict[Kind, Callable[[KeptFor, dt.date, Collection[int] | None], Rows]] = {
    Kind.CLIENT: _clients,
    Kind.ANONYMOUS_CONTACT: _anonymous_contacts,
    Kind.DRAFT: _drafts,
    Kind.DECLINED_INTAKE: _declined_intakes,
    Kind.UNANSWERED_INTAKE: _unanswered_intakes,
    Kind.IMPORT_ROWS: _import_rows,
    Kind.EMERGENCY_REASON: _emergency_reasons,
}


# -- what stands in the way --------------------------------------------------------------------------------------


def _of_client(model: type[Model], **conditions: Any) -> Exists:
    return Exists(model._default_manager.filter(client=OuterRef("pk"), **conditions))


def _statutory() -> Q:
    decided = _of_client(Intake, decision=Intake.Decision.ASSESS)
    return Q(_of_client(Assessment)) | Q(_of_client(IntegrationPlan)) | Q(decided)


def _newer_entry() -> Q:
    return Q(Exists(Contact.objects.filter(client=OuterRef("pk"), occurred_on__gt=OuterRef("last_entry_on"))))


def _open_request() -> Q:
    return Q(_of_client(OwnDataRequest, outcome=OwnDataRequest.Outcome.OPEN))


def _other_open_request() -> Q:
    """Wishes to be erased do not stand in the way of erasing."""
    open_ones = OwnDataRequest.objects.filter(client=OuterRef("pk"), outcome=OwnDataRequest.Outcome.OPEN)
    return Q(Exists(open_ones.exclude(kind=OwnDataRequest.Kind.ERASE)))


def _open_transfer() -> Q:
    return Q(_of_client(Transfer, state=Transfer.State.OPEN, expires_on__gte=clock.today()))


# A restriction keeps the record beyond its time: the person may need it for a claim of theirs (GDPR 18(1)(c)), and who
# lifts it decides with the person. A link or a household keeps nobody: each record has its own controller and clock.
WHEN_TIME_IS_OVER: dict[Obstacle, Callable[[], Q]] = {
    Obstacle.RESTRICTED: lambda: Q(processing_restricted=True),
    Obstacle.OPEN_REQUEST: _open_request,
    Obstacle.OPEN_TRANSFER: _open_transfer,
    Obstacle.NEWER_ENTRY: _newer_entry,
}
WHEN_ASKED_TO_ERASE: dict[Obstacle, Callable[[], Q]] = {
    Obstacle.STATUTORY_RECORD: _statutory,
    Obstacle.RESTRICTED: lambda: Q(processing_restricted=True),
    Obstacle.OPEN_REQUEST: _other_open_request,
}


def obstacles_of(client: Client, when: dict[Obstacle, Callable[[], Q]]) -> list[Obstacle]:
    """What stands in the way of forgetting ``client``."""
    rows = scoped(Client.objects.filter(pk=client.pk))
    return [obstacle for obstacle, condition in when.items() if rows.filter(condition()).exists()]


def newest_entry_on(client: Client) -> dt.date:
    """The day of the newest entry of a client's record."""
    newest: dt.date | None = scoped(Contact.objects.filter(client=client)).aggregate(day=Max("occurred_on"))["day"]
    return max(client.last_entry_on, newest or client.last_entry_on)


# -- the preview -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many rows of a kind have been kept long enough, how many of them the next run lets go, and what holds others.

    A client whom two things hold is counted under both.
    """

    rule: KeptFor
    due: int
    goes: int
    held: dict[Obstacle, int]


def waiting(controllers: Collection[int] | None = None) -> list[Waiting]:
    """What the next run would do, as numbers only."""
    return [_waiting(rule, controllers) for rule in kept_for().values()]


def _waiting(rule: KeptFor, controllers: Collection[int] | None) -> Waiting:
    rows = due_rows(rule.kind, controllers)
    due = rows.count()
    if rule.kind is not Kind.CLIENT or not due:
        return Waiting(rule, due, due, {})
    held = {obstacle: rows.filter(condition()).count() for obstacle, condition in WHEN_TIME_IS_OVER.items()}
    return Waiting(rule, due, clients_to_anonymise(controllers).count(), {key: n for key, n in held.items() if n})


def clients_to_anonymise(controllers: Collection[int] | None = None) -> QuerySet[Client]:
    """The clients whose time is over and whom nothing holds."""
    rows = due_rows(Kind.CLIENT, controllers)
    for condition in WHEN_TIME_IS_OVER.values():
        rows = rows.exclude(condition())
    return rows

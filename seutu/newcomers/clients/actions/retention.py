"""Letting go of what has been kept long enough; run each night."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from django.db import transaction

from seutu.newcomers.clients.actions.erasure import anonymise
from seutu.newcomers.clients.models import Client, scoped
from seutu.newcomers.clients.personal_data import clear
from seutu.newcomers.clients.queries.retention import (
    WHEN_TIME_IS_OVER,
    clients_to_anonymise,
    due_rows,
    newest_entry_on,
    obstacles_of,
)
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.retention import Kind, Obstacle
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor

log = logging.getLogger(__name__)

CLEARED: dict[Kind, tuple[str, ...]] = {
    Kind.ANONYMOUS_CONTACT: ("started_at",),
    Kind.DECLINED_INTAKE: ("person", "reason", "source_name"),
    Kind.UNANSWERED_INTAKE: ("person", "reason", "source_name"),
    Kind.IMPORT_ROWS: ("rows",),
    Kind.EMERGENCY_REASON: ("reason",),
}


@dataclass
class Run:
    """What one run did: how many of each kind it let go, and the ids of clients whom it could not forget."""

    gone: dict[Kind, int] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)


def apply_retention(*, by: Actor) -> Run:
    """Let go of everything whose time is over.

    Each client is a transaction of its own: one that fails stops no other.
    """
    run = Run()
    _mend_clocks()
    with acting_as_system():
        ids = list(clients_to_anonymise().values_list("pk", flat=True))
    run.gone[Kind.CLIENT] = sum(_forget(pk, run, by) for pk in ids)
    for kind in Kind:
        if kind is not Kind.CLIENT:
            run.gone[kind] = _let_go(kind, by)
    return run


def _forget(pk: int, run: Run, by: Actor) -> bool:
    try:
        with acting_as_system(), transaction.atomic():
            client = scoped(Client.objects.filter(pk=pk)).get()
            # Asked again: somebody may have opened a request meanwhile.
            return not obstacles_of(client, WHEN_TIME_IS_OVER) and anonymise(client, by=by, why="retention")
    except Exception as error:  # noqa: BLE001  # the edge of the loop
        # Its words stay out of the log: a database writes the values of a refused row in them.
        log.error(  # noqa: TRY400
            "a client could not be forgotten", extra={"id": pk, "exception": type(error).__qualname__}
        )
        run.failed.append(pk)
        return False


def _mend_clocks() -> None:
    """Let the clock of a client who has a newer entry than it knows run from that entry."""
    with acting_as_system(), transaction.atomic():
        behind = due_rows(Kind.CLIENT).filter(WHEN_TIME_IS_OVER[Obstacle.NEWER_ENTRY]())
        for client in list(behind):
            scoped(Client.objects.filter(pk=client.pk)).update(last_entry_on=newest_entry_on(client))


def _let_go(kind: Kind, by: Actor) -> int:
    with acting_as_system(), transaction.atomic():
        rows = due_rows(kind)
        number = clear(rows, CLEARED[kind]) if kind in CLEARED else rows.order_by().delete()[0]
        if number:
            record("register.retention_applied", by=by, details={"kind": kind.value, "rows": number})
    return number

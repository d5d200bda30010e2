"""Asking for records to be looked at again, and noting that it was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from seutu.shared.core import clock, page_cache
from seutu.shared.search.models import IndexRequest

# An index that is made anew catches up with what was written since it began.
KEPT_FOR = dt.timedelta(days=3)
PAUSE_AFTER_FAILURE = dt.timedelta(minutes=1)
AT_ONCE = 1000


def note_changed(kind: str, pks: Iterable[int], due_at: dt.datetime | None = None) -> None:
    """Have records of a kind looked at again, at once or at ``due_at``. Call it in the transaction of the change."""
    now = clock.now()
    rows = (IndexRequest(kind=kind, record=pk, requested_at=now, due_at=due_at or now) for pk in sorted(set(pks)))
    IndexRequest.objects.bulk_create(rows, batch_size=AT_ONCE)


def note_changes(kind: str, changes: Mapping[int, dt.datetime]) -> None:
    """Have each record looked at again at its own instant, unless that is asked for already."""
    waiting = IndexRequest.objects.waiting().filter(kind=kind, record__in=list(changes))
    known = set(waiting.values_list("record", "due_at"))
    now = clock.now()
    rows = (
        IndexRequest(kind=kind, record=pk, requested_at=now, due_at=due_at)
        for pk, due_at in changes.items()
        if (pk, due_at) not in known
    )
    IndexRequest.objects.bulk_create(rows, batch_size=AT_ONCE)


@transaction.atomic
def note_written(requests: Sequence[IndexRequest], changes: Mapping[str, Mapping[int, dt.datetime]]) -> None:
    """Note that the index holds what was asked for, and ask for the instants at which it changes by itself.

    A page of hits that was kept since the change, and before the index knew of it, goes.
    """
    page_cache.empty()
    IndexRequest.objects.filter(pk__in=[request.pk for request in requests]).update(written_at=clock.now())
    for kind, instants in changes.items():
        note_changes(kind, instants)


def put_off(request: IndexRequest) -> None:
    """Look at a record later, since it could not be read now."""
    IndexRequest.objects.filter(pk=request.pk).update(due_at=clock.now() + PAUSE_AFTER_FAILURE)


def prune() -> int:
    """Delete requests that were written three days ago: nobody has to catch up with them any more."""
    return IndexRequest.objects.filter(written_at__lt=clock.now() - KEPT_FOR).delete()[0]

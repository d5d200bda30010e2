"""Questions about waiting work and its workers."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, QuerySet

from seutu.shared.core import clock
from seutu.shared.tasks.heartbeat import SILENT_AFTER
from seutu.shared.tasks.models import State, WaitingTask, WorkerHeartbeat


def failed_tasks() -> QuerySet[WaitingTask]:
    """What failed for good, latest first: for the operator's page."""
    return WaitingTask.objects.filter(state=State.FAILED).order_by("-finished_at", "-pk")


def is_anything_due() -> bool:
    """Whether a worker would find something to do now; reads only, so that asking often costs little."""
    return WaitingTask.objects.due(clock.now()).exists()


def overdue_since() -> dt.timedelta | None:
    """For how long the oldest due work has waited, or None when nothing is due."""
    oldest = WaitingTask.objects.due(clock.now()).order_by("run_after").first()
    return None if oldest is None else clock.now() - oldest.run_after


def last_beat() -> dt.datetime | None:
    """When any worker was last heard of; what was written while the clock was far ahead says nothing."""
    beats = WorkerHeartbeat.objects.filter(beat_at__lte=clock.now() + SILENT_AFTER)
    newest: dt.datetime | None = beats.aggregate(newest=Max("beat_at"))["newest"]
    return newest

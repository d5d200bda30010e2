"""A worker's sign of life."""

from __future__ import annotations

import datetime as dt

from seutu.shared.core import clock
from seutu.shared.tasks.models import WorkerHeartbeat

EVERY = dt.timedelta(seconds=15)
SILENT_AFTER = dt.timedelta(seconds=90)
FORGOTTEN_AFTER = dt.timedelta(days=1)


class Heart:
    """The heartbeat of one worker: a row while it runs."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.started_at = clock.now()
        self._last: dt.datetime | None = None

    def beat(self) -> None:
        """Say that the worker lives, at most every 15 seconds; rows of workers that died long ago go."""
        if not clock.has_passed(EVERY, self._last):
            return
        now = clock.now()
        if self._last is None:
            WorkerHeartbeat.objects.filter(beat_at__lt=now - FORGOTTEN_AFTER).delete()
        WorkerHeartbeat.objects.update_or_create(
            worker=self.worker, defaults={"started_at": self.started_at, "beat_at": now}
        )
        self._last = now

    def stop(self) -> None:
        """Say that the worker has ended on its own will."""
        if self._last is not None:
            WorkerHeartbeat.objects.filter(worker=self.worker).delete()

"""Holding on to work while it is being done."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from types import TracebackType

from django.db import DatabaseError, connection

from seutu.shared.tasks import actions
from seutu.shared.tasks.heartbeat import Heart
from seutu.shared.tasks.models import WaitingTask

log = logging.getLogger("seutu.tasks")


class LeaseKeeper:
    """Renews the lease of a row, and the worker's heartbeat, from a thread of its own until the block ends."""

    def __init__(self, row: WaitingTask, *, lease: dt.timedelta, heart: Heart) -> None:
        self.row, self.lease, self.heart = row, lease, heart
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep, name=f"lease-{row.pk}", daemon=True)

    def __enter__(self) -> LeaseKeeper:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _keep(self) -> None:
        try:
            while not self._ended.wait(self.lease.total_seconds() / 3):
                if not self._renew():
                    log.warning("lease lost", extra={"task": self.row.pk})
                    return
        finally:
            connection.close()

    def _renew(self) -> bool:
        try:
            self.heart.beat()
            return actions.renew(self.row, lease=self.lease)
        except DatabaseError:
            # One missed renewal is no harm: two more come before the lease runs out.
            log.warning("lease not renewed", exc_info=True, extra={"task": self.row.pk})
            connection.close()
            return True

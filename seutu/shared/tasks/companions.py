"""What goes on beside the waiting work, each in a thread of its own: begun with the worker, and ended with it."""

from __future__ import annotations

import logging
import threading
import time

from django.db import connection

from seutu.shared.core.registry import WorkerCompanion, worker_companions

log = logging.getLogger("seutu.tasks")

PAUSE_BEFORE_ANEW_SECONDS = 2.0
PATIENCE_SECONDS = 2.0


class Companions:
    """The companions of one worker."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin every companion that an app has registered."""
        for companion in worker_companions.entries():
            thread = threading.Thread(target=self._keep, args=(companion,), name=companion.key, daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Tell them to end, and wait two seconds for all of them together; who takes longer dies with the process."""
        self._stop.set()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                log.warning("companion not ended in time", extra={"companion": thread.name})

    def _keep(self, companion: WorkerCompanion) -> None:
        """Begin it anew for as long as it ends before it was told to."""
        while not self._stop.is_set():
            try:
                companion.run(self._stop)
            except Exception:  # the edge of the thread: whatever it stumbled over, it is begun anew
                log.exception("companion failed", extra={"companion": companion.key})
            finally:
                connection.close()
            self._stop.wait(PAUSE_BEFORE_ANEW_SECONDS)

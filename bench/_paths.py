"""Assessments, plans and statuses of generated clients."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from _bulk import noon, write


class PathRows:
    """Of ten clients, eight were asked to be assessed, and most of them have a plan."""

    def __init__(self, chance: random.Random, until: dt.date) -> None:
        self._chance, self._until = chance, until
        self._assessments: list[tuple[Any, ...]] = []
        self._plans: list[tuple[Any, ...]] = []
        self._statuses: list[tuple[Any, ...]] = []

    def write(self, clients: Sequence[tuple[Any, ...]], columns: Sequence[str]) -> None:
        """Write the paths of the rows of clients with these columns."""
        from seutu.newcomers.clients.models import Assessment, IntegrationPlan, StatusRecord

        pk, worker, began, ended = (columns.index(name) for name in ("id", "keyworker_id", "began_on", "ended_on"))
        self._assessments, self._plans, self._statuses = [], [], []
        for row in clients:
            if row[ended]:
                self._statuses.append((row[pk], "end", row[ended], row[worker]))
            if self._chance.random() < 0.8:
                self._path(row[pk], row[worker], dt.date.fromisoformat(row[began]))
        dated = ("client_id", "asked_on", "started_on", "finalised_at", "finalised_by_id")
        write(Assessment, dated, self._assessments)
        write(IntegrationPlan, ("client_id", "number", "starts_on", "ends_on", "directed_on", "accepted_by_client_on",
                                "accepted_by_worker_on", "finalised_at", "finalised_by_id"), self._plans)  # fmt: skip
        write(StatusRecord, ("client_id", "point", "recorded_on", "recorded_by_id"), self._statuses)

    def _path(self, client: int, worker: int, asked: dt.date) -> None:
        finalised = asked + dt.timedelta(days=30 + self._chance.randrange(60))
        if finalised > self._until or self._chance.random() < 0.05:
            started = str(asked) if self._chance.random() < 0.5 else None
            self._assessments.append((client, str(asked), started, None, None))
            return
        self._assessments.append((client, str(asked), str(asked), noon(finalised), worker))
        if self._chance.random() < 0.5:
            self._statuses.append((client, "start", str(finalised), worker))
        starts = finalised + dt.timedelta(days=14)
        for number in (1, 2) if self._chance.random() < 0.3 else (1,):
            ends = starts + dt.timedelta(days=364)
            if starts > self._until or self._chance.random() < 0.1:
                return
            directed = str(starts) if self._chance.random() < 0.5 else None
            self._plans.append(
                (client, number, str(starts), str(ends), directed, *[str(starts)] * 2, noon(starts), worker)
            )
            starts = ends + dt.timedelta(days=1)

"""Who may bring spreadsheets in, where, and as whom the rows are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from seutu.newcomers.clients.rules.access import Worker

# How long what was read and not brought in is kept, and what was found out of it.
KEPT_FOR = dt.timedelta(days=14)


def places_of_imports(worker: Worker) -> frozenset[int]:
    """The organizations into whose register ``worker`` may bring spreadsheets: it is theirs to keep, or to lead."""
    return worker.manages | worker.led


def may_import(worker: Worker) -> bool:
    """For pages of imports."""
    return bool(places_of_imports(worker))


def as_importer(worker: Worker, organization_id: int, units: Iterable[int]) -> Worker:
    """``worker`` with the rights of who serves in every unit of an organization, for the writing of rows alone.

    Whoever keeps the register writes what the file says, and is told no more of who is there than a counsellor:
    nothing of protected clients.
    """
    return replace(worker, controllers=worker.controllers | {organization_id}, units=worker.units | frozenset(units))

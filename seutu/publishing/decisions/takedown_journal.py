"""The journal of what was taken down: outside the data and its backups, so that no backup puts it out again.

One line for each record or file, by its id and when its row was made: after a restore an id can become another's. What
it was, whose, and why is not told. `actions.replaying` does again what the journal says.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from seutu.shared.core import clock, journals
from seutu.shared.core.models import Record

NAME = "takedowns"


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeDown:
    """A record that was taken down: which row, when, and ``what`` became of it.

    ``file`` is the id of a file that went, ``correction`` the number of the correction by which a text went, and
    ``ground`` the provision by which an item is secret.
    """

    kind: str
    id: int
    made: str
    at: str
    what: str
    file: int = 0
    correction: int = 0
    ground: str = ""

    def is_of(self, row: Record) -> bool:
        """Whether it tells of this row, as it is in the database now: one that was changed later is left alone."""
        made, at = dt.datetime.fromisoformat(self.made), dt.datetime.fromisoformat(self.at)
        return row.created_at == made and row.updated_at <= at


def note(row: Record, what: str, *, file: int = 0, correction: int = 0, ground: str = "") -> None:
    """Write that a record was taken down, last in the transaction of the change: the disk has it before the database.

    Should the transaction fail after all, the line names what somebody wanted down: a replay takes it down.
    """
    made, now = row.created_at.isoformat(), clock.now().isoformat()
    line = TakeDown(
        kind=str(row._meta.model_name),
        id=row.pk,
        made=made,
        at=now,
        what=what,
        file=file,
        correction=correction,
        ground=ground,
    )
    journals.append(NAME, {key: value for key, value in asdict(line).items() if value})


def read() -> tuple[list[TakeDown], int]:
    """Everything that was taken down, oldest first, and how many lines cannot be read."""
    found = [_take_down(line) for line in journals.read(NAME)]
    return [each for each in found if each is not None], found.count(None)


def _take_down(line: Any) -> TakeDown | None:
    try:
        read = TakeDown(**line)
        dt.datetime.fromisoformat(read.made), dt.datetime.fromisoformat(read.at)
    except (TypeError, ValueError):
        return None
    return read

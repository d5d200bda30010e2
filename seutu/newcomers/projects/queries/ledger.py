"""Questions about the ledger of a project: what of it is there, and what a file would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from seutu.newcomers.projects.models import ActualCost, CostKind, LedgerAccount, LedgerImport, Project
from seutu.newcomers.projects.rules.ledger import Booking, Column, Known, LeftOut, Reason, judged, meaning_of


@dataclass(frozen=True)
class Trial:
    """What bringing in a file would do: the dry run."""

    bookings: Sequence[Booking]
    left: Sequence[LeftOut]

    @property
    def known_count(self) -> int:
        return sum(1 for each in self.left if each.reason == Reason.KNOWN)


def known_of(project: Project) -> Known:
    """What a project says of its ledger now."""
    kinds: dict[str, int | None] = {}
    for pk, name_fi, name_sv in CostKind.objects.filter(project=project).values_list("pk", "name_fi", "name_sv"):
        kinds |= {name: pk for name in (name_fi, name_sv) if name}
    kinds |= dict(LedgerAccount.objects.filter(project=project).values_list("account", "kind"))
    rows = ActualCost.objects.filter(project=project).exclude(row_key="").values("row_key").annotate(n=Count("pk"))
    return Known(
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        kinds=kinds,
        rows={row["row_key"]: row["n"] for row in rows},
    )


def columns_guessed(brought: LedgerImport) -> dict[int, Column]:
    """What each column of a file means: as the project said the last time, else as it is called."""
    said = brought.project.ledger_columns
    found: dict[int, Column] = {}
    for place, heading in enumerate(brought.table.get("headings", [])):
        column = Column(said[heading]) if said.get(heading) else None if heading in said else meaning_of(heading)
        if column and column not in found.values():
            found[place] = column
    return found


def columns_of(brought: LedgerImport) -> dict[int, Column]:
    """What each column was said to mean; {} until somebody has said."""
    return {int(place): Column(word) for place, word in brought.table.get("columns", {}).items()}


def tried(brought: LedgerImport) -> Trial:
    """The dry run of a file that was read."""
    rows = zip(brought.table["numbers"], brought.table["rows"], strict=True)
    bookings, left = judged(rows, columns_of(brought), known_of(brought.project))
    return Trial(bookings, left)


def same_file_before(project: Project, fingerprint: str) -> LedgerImport | None:
    """The import that brought the same file into the project and still stands, or None."""
    done = LedgerImport.objects.filter(project=project, fingerprint=fingerprint, state=LedgerImport.State.DONE)
    return done.first()

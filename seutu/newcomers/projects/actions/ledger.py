"""Bringing the ledger in: reading a file, saying what its columns and accounts are, bringing in, undoing."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

from django.db import transaction

from seutu.newcomers.clients.spreadsheets.reading import read_sheet
from seutu.newcomers.projects.models import ActualCost, CostKind, LedgerAccount, LedgerImport, Project
from seutu.newcomers.projects.queries.ledger import same_file_before, tried
from seutu.newcomers.projects.rules.ledger import Booking, Column, place_of_headings
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock

KEPT_FOR = dt.timedelta(days=30)
BATCH = 1000


class SameFile(Exception):
    """The project has the costs of this very file already; ``brought`` is the import that stands."""

    def __init__(self, brought: LedgerImport) -> None:
        super().__init__(brought.pk)
        self.brought = brought


class NotInThisState(Exception):
    """The import is brought in, undone or given up already."""


class NothingToBring(Exception):
    """No row of the file can be brought in."""


def read_ledger(project: Project, content: bytes, *, file_name: str, by: User) -> LedgerImport:
    """Read a file of the ledger; nothing of it counts before it is brought in.

    :raises clients.spreadsheets.sheet.NotReadable: it is no table that can be read, and why.
    :raises SameFile: it was brought in before, and not undone.
    """
    fingerprint = hashlib.sha256(content).hexdigest()
    if before := same_file_before(project, fingerprint):
        raise SameFile(before)
    sheet = read_sheet(content)
    # The reader looks for the headings of a register; those of a ledger may stand below a title.
    table, numbers = [list(sheet.headings), *map(list, sheet.rows)], [0, *sheet.numbers]
    place = place_of_headings(table)
    below = table[place + 1 :]
    with transaction.atomic():
        brought = LedgerImport.objects.create(
            project=project,
            file_name=file_name[-200:],
            fingerprint=fingerprint,
            table={"headings": table[place], "rows": below, "numbers": numbers[place + 1 :]},
            row_count=len(below),
            imported_by=by,
        )
        record("ledger.read", target=brought, by=by, details=_details(brought), organization_id=project.lead_id)
    return brought


@transaction.atomic
def choose_columns(brought: LedgerImport, columns: Mapping[int, Column], *, by: User) -> None:
    """Say what each column means; the project keeps it for the next file, by the headings.

    :raises NotInThisState: the import is over.
    """
    current = _locked(brought, LedgerImport.State.READ)
    current.table = {**current.table, "columns": {str(place): column.value for place, column in columns.items()}}
    current.save(update_fields=["table", "updated_at"])
    project = Project.objects.select_for_update().get(pk=current.project_id)
    said = {
        heading: columns[place].value if place in columns else ""
        for place, heading in enumerate(current.table["headings"])
        if heading
    }
    project.ledger_columns = {**project.ledger_columns, **said}
    project.save(update_fields=["ledger_columns", "updated_at"])
    record("ledger.columns_chosen", target=current, by=by, details=_details(current), organization_id=project.lead_id)


@transaction.atomic
def sort_accounts(project: Project, kinds: Mapping[str, CostKind | None], *, by: User) -> None:
    """Say which kind of cost each account is, None one whose rows are no cost of the project."""
    for account, kind in kinds.items():
        LedgerAccount.objects.update_or_create(project=project, account=account, defaults={"kind": kind})
    record("ledger.accounts_sorted", target=project, by=by, details={"accounts": len(kinds)})


@transaction.atomic
def bring_in(brought: LedgerImport, *, by: User) -> int:
    """Bring in the rows that are understood and new; the others are kept as the report. Says how many.

    :raises NotInThisState: the import is over.
    :raises SameFile: somebody brought the same file in meanwhile.
    :raises NothingToBring: no row can be brought in.
    """
    # Two files at once could both find the same row new.
    project = Project.objects.select_for_update().get(pk=brought.project_id)
    current = _locked(brought, LedgerImport.State.READ)
    if before := same_file_before(project, current.fingerprint):
        raise SameFile(before)
    trial = tried(current)
    if not trial.bookings:
        raise NothingToBring
    ActualCost.objects.bulk_create([_cost(current, booking) for booking in trial.bookings], batch_size=BATCH)
    current.left_out = [[each.number, each.reason.value, each.cell] for each in trial.left]
    current.known_count = trial.known_count
    current.brought_count = len(trial.bookings)
    current.state, current.done_at = LedgerImport.State.DONE, clock.now()
    current.table = {}
    current.save()
    record("ledger.brought_in", target=current, by=by, details=_details(current), organization_id=project.lead_id)
    return current.brought_count


@transaction.atomic
def undo(brought: LedgerImport, *, by: User) -> int:
    """Take the costs of an import away again. Says how many they were.

    :raises NotInThisState: it is not brought in.
    """
    current = _locked(brought, LedgerImport.State.DONE)
    gone, _each = ActualCost.objects.filter(ledger_import=current).delete()
    current.state, current.undone_at = LedgerImport.State.UNDONE, clock.now()
    current.save(update_fields=["state", "undone_at", "updated_at"])
    details = {**_details(current), "costs": gone}
    record("ledger.undone", target=current, by=by, details=details, organization_id=current.project.lead_id)
    return gone


@transaction.atomic
def give_up(brought: LedgerImport, *, by: Actor) -> None:
    """Let go of a file that was read and not brought in.

    :raises NotInThisState: it is brought in or undone.
    """
    current = _locked(brought, LedgerImport.State.READ)
    record("ledger.given_up", target=current, by=by, details=_details(current), organization_id=current.project.lead_id)
    current.delete()


def forget_old_files(*, by: Actor) -> int:
    """Let go of files that were read and not brought in for `KEPT_FOR`. Says how many."""
    old = LedgerImport.objects.filter(state=LedgerImport.State.READ, created_at__lt=clock.now() - KEPT_FOR)
    rows = list(old)
    for brought in rows:
        give_up(brought, by=by)
    return len(rows)


def _locked(brought: LedgerImport, state: LedgerImport.State) -> LedgerImport:
    current = LedgerImport.objects.select_for_update().filter(pk=brought.pk, state=state).first()
    if current is None:
        raise NotInThisState
    return current


def _cost(brought: LedgerImport, booking: Booking) -> ActualCost:
    return ActualCost(
        project_id=brought.project_id,
        kind_id=booking.kind_id,
        booked_on=booking.booked_on,
        amount_cents=booking.amount_cents,
        account=booking.account,
        voucher=booking.voucher,
        description=booking.description,
        ledger_import=brought,
        row_number=booking.number,
        row_key=booking.row_key,
        repeat=booking.repeat,
    )


def _details(brought: LedgerImport) -> dict[str, str | int]:
    return {"project": brought.project_id, "sha256": brought.fingerprint, "rows": brought.row_count}

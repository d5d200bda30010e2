"""Bringing spreadsheets in: read, tried, written, given up, let go of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from django.db import transaction

from seutu.newcomers.clients.actions.import_steps import begin, clear_of_rows
from seutu.newcomers.clients.models import RegisterImport
from seutu.newcomers.clients.queries.imports import (
    forgotten_before,
    heading_index,
    rows_of,
    units_imported_to,
)
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.imports import KEPT_FOR
from seutu.newcomers.clients.spreadsheets.columns import column
from seutu.newcomers.clients.spreadsheets.reading import read_sheet
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.core.encryption.blind_indexes import blind_index
from seutu.shared.organizations.models import Unit

FILES_PURPOSE = "clients.import.files"
State = RegisterImport.State


class NotYourUnit(Exception):
    """The unit is closed, or none of those for which the worker may bring spreadsheets in."""


class NotNow(Exception):
    """The import is not at the stage at which this can be done."""


class ColumnTwice(Exception):
    """Two columns were given a meaning that only one can have; ``field`` says which."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NothingChosen(Exception):
    """No column was given a meaning."""


class NothingToBring(Exception):
    """No row of the import can be brought in."""


def start_import(kind: str, unit: Unit, content: bytes, *, worker: Worker, by: User) -> RegisterImport:
    """Read a spreadsheet and keep its rows until they are brought in, or for `KEPT_FOR`.

    :raises NotYourUnit: the worker may bring nothing in for the unit.
    :raises NotReadable: the file cannot be read as a table (`spreadsheets.sheet`).
    """
    if not units_imported_to(worker).filter(pk=unit.pk).exists():
        raise NotYourUnit
    sheet = read_sheet(content)
    kept = {
        "headings": [*sheet.headings],
        "numbers": [*sheet.numbers],
        "rows": [[*row] for row in sheet.rows],
        "notes": [note.value for note in sheet.notes],
    }
    with transaction.atomic():
        made = RegisterImport.objects.create(
            kind=RegisterImport.Kind(kind),
            unit=unit,
            rows=kept,
            row_count=len(sheet.rows),
            fingerprint=blind_index(hashlib.sha256(content).hexdigest(), FILES_PURPOSE),
            imported_by=by,
        )
        _record("import.read", made, by, rows=made.row_count)
    return made


@transaction.atomic
def try_import(made: RegisterImport, meanings: Sequence[str], defaults: Mapping[str, str], *, by: User) -> None:
    """Say what each column means, and have every row tried: nothing is written. Large ones are tried by a worker.

    :raises NotNow: it is being brought in, or has been.
    :raises ColumnTwice: two columns have one meaning.
    :raises NothingChosen: no column has a meaning.
    """
    found = _held(made, State.READ, State.TRIED)
    chosen = [meaning for meaning in meanings if meaning]
    if not chosen:
        raise NothingChosen
    for meaning in chosen:
        meant = column(found.kind, meaning)
        if meant is None or (chosen.count(meaning) > 1 and not meant.joins):
            raise ColumnTwice(meaning)
    headings = rows_of(found)["headings"]
    known = {heading_index(heading): meaning for heading, meaning in zip(headings, meanings, strict=True) if heading}
    found.imported_by = by
    found.columns = {"chosen": [*meanings], "defaults": dict(defaults), "meanings": known}
    begin(found, State.TRYING, by=by)


@transaction.atomic
def choose_columns_anew(made: RegisterImport, *, by: User) -> None:
    """Go back to the choosing of columns.

    :raises NotNow: it is being brought in, or has been.
    """
    found = _held(made, State.TRYING, State.TRIED)
    found.state, found.findings, found.position = State.READ, None, 0
    found.save()


@transaction.atomic
def bring_in(made: RegisterImport, *, brings_duplicates: bool, by: User) -> None:
    """Write the rows that were found to be new; with ``brings_duplicates`` those too that seem to be there already.

    :raises NotNow: it was not tried last.
    :raises NothingToBring: there is no such row.
    """
    found = _held(made, State.TRIED)
    if not found.new_count and not (brings_duplicates and found.duplicate_count):
        raise NothingToBring
    found.brings_duplicates = brings_duplicates
    # The rows are written with the rights of who says so, not of who read the file.
    found.imported_by = by
    begin(found, State.WRITING, by=by)


@transaction.atomic
def give_up(made: RegisterImport, *, by: User) -> None:
    """Let go of what was read.

    :raises NotNow: it is being brought in, or has been.
    """
    found = _held(made, State.READ, State.TRYING, State.TRIED)
    _record("import.given_up", found, by)
    found.delete()


@transaction.atomic
def undo(made: RegisterImport, *, by: User) -> None:
    """Take away what an import made, but for what has been added to since; a second time, what then stayed.

    :raises NotNow: it is not done.
    """
    found = _held(made, State.DONE, State.UNDONE)
    found.undone_by = by
    begin(found, State.UNDOING, by=by)


def forget_old_imports(*, by: Actor) -> int:
    """Let go of what was read and found out more than `KEPT_FOR` ago; says of how many imports."""
    forgotten = 0
    for key in list(forgotten_before(clock.now() - KEPT_FOR).values_list("pk", flat=True)):
        with transaction.atomic():
            found = RegisterImport.objects.select_for_update().get(pk=key)
            _record("import.forgotten", found, by)
            if found.state in {State.READ, State.TRYING, State.TRIED}:
                found.delete()
            else:
                clear_of_rows(found)
        forgotten += 1
    return forgotten


def _held(made: RegisterImport, *states: str) -> RegisterImport:
    found = RegisterImport.objects.select_for_update().filter(pk=made.pk, state__in=states).first()
    if found is None:
        raise NotNow
    return found


def _record(verb: str, made: RegisterImport, by: Actor, **details: str | int) -> None:
    told = {"kind": str(made.kind), **details}
    record(verb, target=made, by=by, details=told, organization_id=made.unit.organization_id)

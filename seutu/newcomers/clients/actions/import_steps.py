"""What goes on in an import, some rows at a time: trying, writing, undoing.

Each piece is one transaction with the place it came to, so that a worker that is killed leaves no row half written and
none written twice: the next one goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django_tasks import task

from seutu.newcomers.clients.actions.import_clients import ClientRows
from seutu.newcomers.clients.actions.import_contacts import ContactRows
from seutu.newcomers.clients.actions.import_rows import (
    Finding,
    Importing,
    RowKind,
    RowRefused,
    RowState,
    by_meaning,
)
from seutu.newcomers.clients.actions.import_undoing import take_away
from seutu.newcomers.clients.models import ImportedRow, RegisterImport, scoped
from seutu.newcomers.clients.queries.import_words import words_for
from seutu.newcomers.clients.queries.imports import rows_of, units_imported_to
from seutu.newcomers.clients.queries.units import open_units_of
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.imports import as_importer
from seutu.newcomers.clients.spreadsheets.unclear import DUPLICATES
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.tasks.actions import enqueue_once

# More rows than this are for a worker: whoever waits for a page waits no longer than a few seconds.
MOST_AT_ONCE = 200
PIECE = 50
State = RegisterImport.State
# The stages that need what was read.
READING = frozenset({State.TRYING, State.WRITING})


class RightsLost(Exception):
    """Who started the import may not bring anything in for its unit any more."""


def begin(made: RegisterImport, state: str, *, by: User) -> None:
    """Begin a stage of an import that is held: done here and now when it is small, else by a worker."""
    made.state, made.position = state, 0
    if state == State.TRYING:
        made.findings, made.new_count, made.duplicate_count, made.problem_count = None, 0, 0, 0
    made.save()
    details: dict[str, str | int] = {"kind": str(made.kind), "rows": made.row_count}
    record(f"import.{state}", target=made, by=by, details=details, organization_id=made.unit.organization_id)
    if made.row_count <= MOST_AT_ONCE:
        run(made.pk)
    else:
        enqueue_once(go_on_with_import, f"clients.import:{made.pk}", made.pk)


class RowsGone(Exception):
    """What was read is gone: somebody who stands in it was forgotten meanwhile, or the key is lost."""


@task
def go_on_with_import(import_id: int) -> str:
    """Do what an import waits for, from where it is; run twice, it does nothing twice."""
    return run(import_id)


def run(import_id: int) -> str:
    """Do what an import waits for, and say at which stage it then is."""
    made = RegisterImport.objects.select_related("unit__organization", "imported_by").filter(pk=import_id).first()
    if made is None:
        return ""
    stages: dict[str, Callable[[RegisterImport], None]] = {
        State.TRYING: _try_all,
        State.WRITING: _write_all,
        State.UNDOING: _undo_all,
    }
    stage = stages.get(made.state)
    if stage:
        try:
            stage(made)
        except (RightsLost, RowsGone):
            _stop(made)
    return str(RegisterImport.objects.filter(pk=import_id).values_list("state", flat=True).first() or "")


@dataclass
class _Run:
    """One run through the rows of an import."""

    made: RegisterImport
    kind: RowKind
    numbers: Sequence[int]
    rows: Sequence[Sequence[str]]
    meanings: Sequence[str]

    def texts(self, place: int) -> dict[str, str]:
        return by_meaning(self.meanings, self.rows[place])


def _run_of(made: RegisterImport) -> _Run:
    """The run, with the rights that who started it has now.

    :raises RightsLost: they have none any more.
    :raises RowsGone: what was read is gone.
    """
    if not rows_of(made)["rows"]:
        raise RowsGone
    worker = worker_of(made.imported_by)
    if worker is None or not units_imported_to(worker).filter(pk=made.unit_id).exists():
        raise RightsLost
    place = made.unit.organization_id
    importing = Importing(
        words=words_for(made.unit),
        worker=as_importer(worker, place, open_units_of(place).values_list("pk", flat=True)),
        by=made.imported_by,
        defaults=made.columns.get("defaults", {}),
    )
    kinds: dict[str, Callable[[Importing], RowKind]] = {
        RegisterImport.Kind.CLIENTS: ClientRows,
        RegisterImport.Kind.CONTACTS: ContactRows,
    }
    rows = rows_of(made)
    return _Run(made, kinds[made.kind](importing), rows["numbers"], rows["rows"], made.columns["chosen"])


def _held(made: RegisterImport, state: str) -> RegisterImport | None:
    """The import, held, if it is still at that stage. What was read is not read anew for each piece."""
    rows = RegisterImport.objects.select_for_update().defer("rows", "findings")
    held = rows.filter(pk=made.pk, state=state).first()
    if held is not None and state in READING and RegisterImport.objects.filter(pk=made.pk, rows__isnull=True).exists():
        raise RowsGone
    return held


# -- trying ---------------------------------------------------------------------------------------


def _try_all(made: RegisterImport) -> None:
    """Try every row, from the first: a row may be like one above it."""
    with acting_as_system():
        run_of = _run_of(made)
    findings: list[Finding] = []
    while len(findings) < len(run_of.rows):
        with acting_as_system(), transaction.atomic():
            held = _held(made, State.TRYING)
            if held is None:
                return
            places = range(len(findings), min(len(findings) + PIECE, len(run_of.rows)))
            findings += [run_of.kind.try_row(run_of.numbers[place], run_of.texts(place)) for place in places]
            held.position = len(findings)
            held.save(update_fields=["position", "updated_at"])
    _end_of_trying(made, findings)


def _end_of_trying(made: RegisterImport, findings: Sequence[Finding]) -> None:
    with transaction.atomic():
        held = _held(made, State.TRYING)
        if held is not None:
            _count(held, findings)
            held.state = State.TRIED
            held.save()


def _count(made: RegisterImport, findings: Sequence[Finding]) -> None:
    states = [each.state for each in findings]
    made.findings = {"rows": [each.plain() for each in findings if each.state != RowState.NEW], "stays": []}
    made.new_count = states.count(RowState.NEW)
    made.duplicate_count = states.count(RowState.DUPLICATE)
    made.problem_count = states.count(RowState.PROBLEM)


# -- writing --------------------------------------------------------------------------------------


def _write_all(made: RegisterImport) -> None:
    with acting_as_system():
        run_of = _run_of(made)
    findings = {finding.number: finding for finding in map(Finding.of, found_of(made))}
    while True:
        with acting_as_system(), transaction.atomic():
            held = _held(made, State.WRITING)
            if held is None:
                return
            if held.position >= len(run_of.rows):
                _end_of_writing(held, findings)
                return
            places = range(held.position, min(held.position + PIECE, len(run_of.rows)))
            refused = {finding.number: finding for finding in _written(run_of, held, places, findings)}
            if refused:
                findings |= refused
                held.findings = {"rows": [each.plain() for each in findings.values()], "stays": []}
                held.save(update_fields=["findings", "updated_at"])
            held.position = places.stop
            held.save(update_fields=["position", "updated_at"])


def _written(run_of: _Run, held: RegisterImport, places: range, findings: dict[int, Finding]) -> list[Finding]:
    """Write some rows down; what is refused now, although it was not when it was tried, is told."""
    refused, made = [], []
    for place in places:
        number = run_of.numbers[place]
        finding = findings.get(number, Finding(number, RowState.NEW))
        if not _is_brought(finding, held):
            continue
        try:
            with transaction.atomic():
                row = run_of.kind.write_row(number, run_of.texts(place), finding)
        except RowRefused as refusal:
            is_there = any(problem in DUPLICATES for _name, problem in refusal.problems)
            state = RowState.DUPLICATE if is_there else RowState.PROBLEM
            refused.append(Finding(number, state, refusal.problems))
            continue
        row.register_import = held
        made.append(row)
    ImportedRow.objects.bulk_create(made)
    return refused


def found_of(made: RegisterImport) -> list[Any]:
    """What was found out of the rows, as JSON."""
    return list(made.findings.get("rows", [])) if isinstance(made.findings, dict) else []


def _is_brought(finding: Finding, made: RegisterImport) -> bool:
    if finding.state == RowState.DUPLICATE:
        return made.brings_duplicates and not finding.is_certain
    return finding.state == RowState.NEW


def _end_of_writing(made: RegisterImport, findings: dict[int, Finding]) -> None:
    made.new_count = scoped(ImportedRow.objects.filter(register_import=made)).count()
    left_out = [each for each in findings.values() if not _is_brought(each, made)]
    states = [each.state for each in left_out]
    made.duplicate_count, made.problem_count = states.count(RowState.DUPLICATE), states.count(RowState.PROBLEM)
    made.findings = {"rows": [each.plain() for each in left_out], "stays": []}
    made.state, made.done_at = State.DONE, clock.now()
    made.rows = None
    made.save()
    _note_end("import.done", made, written=made.new_count, left_out=len(left_out))


# -- undoing --------------------------------------------------------------------------------------


def _undo_all(made: RegisterImport) -> None:
    stays: list[list[Any]] = []
    after = done = 0
    while True:
        with acting_as_system(), transaction.atomic():
            held = _held(made, State.UNDOING)
            if held is None:
                return
            rows = scoped(ImportedRow.objects.filter(register_import=held, pk__gt=after).order_by("pk"))
            piece = list(rows.select_related("client", "contact__client")[:PIECE])
            if not piece:
                _end_of_undoing(held, stays)
                return
            after, done = piece[-1].pk, done + len(piece)
            stays += [[stay.number, stay.why.value, stay.reference] for stay in take_away(piece, held)]
            held.position = done
            held.save(update_fields=["position", "updated_at"])


def _end_of_undoing(made: RegisterImport, stays: list[list[Any]]) -> None:
    kept = made.findings if isinstance(made.findings, dict) else {"rows": []}
    made.findings = kept | {"stays": stays}
    made.state, made.undone_at = State.UNDONE, clock.now()
    made.save()
    _note_end("import.undone", made, stay=len(stays))


# -- ending ---------------------------------------------------------------------------------------


def _stop(made: RegisterImport) -> None:
    """Leave an import as it was before: it cannot go on. What is written stays, and can be undone."""
    with acting_as_system(), transaction.atomic():
        held = RegisterImport.objects.select_for_update().filter(pk=made.pk, state=made.state).first()
        if held is None:
            return
        if scoped(ImportedRow.objects.filter(register_import=held)).exists():
            clear_of_rows(held)
        else:
            held.state, held.position = State.READ, 0
            held.save()
        _note_end("import.stopped", held)


def clear_of_rows(made: RegisterImport) -> None:
    """Let go of what was read and found out; what has been written stands, and can be undone."""
    made.rows = made.findings = None
    if made.state == State.WRITING:
        made.state, made.done_at = State.DONE, clock.now()
    made.save()


def _note_end(verb: str, made: RegisterImport, **details: int) -> None:
    told: dict[str, str | int] = {"kind": str(made.kind), **details}
    record(
        verb,
        target=made,
        by=made.undone_by or made.imported_by,
        details=told,
        organization_id=made.unit.organization_id,
    )

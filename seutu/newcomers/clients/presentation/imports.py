"""Imports in the words of their pages: what was read, what was found out of each row, what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.newcomers.clients.actions.import_rows import Finding, RowState
from seutu.newcomers.clients.actions.import_undoing import StaysFor
from seutu.newcomers.clients.contact_presentation import client_named, page_of_today
from seutu.newcomers.clients.forms.imports import heading_shown
from seutu.newcomers.clients.models import RegisterImport
from seutu.newcomers.clients.queries.imports import rows_of
from seutu.newcomers.clients.queries.visible import clients_visible_to
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.spreadsheets.columns import column
from seutu.newcomers.clients.spreadsheets.sheet import Note
from seutu.shared.ui.components import Link, Status, Tone

State = RegisterImport.State
LINES_SHOWN = 500

NOTES = {
    Note.MERGED_CELLS: gettext_lazy(
        "The sheet has merged cells. Only the first of them has the value, the others are empty."
    ),
    Note.OTHER_SHEETS: gettext_lazy("The workbook has several sheets. Only the first one with rows was read."),
    Note.SAME_HEADINGS: gettext_lazy("Several columns have the same heading. Check what each of them means."),
}
STAYS = {
    StaysFor.CHANGED: gettext_lazy("The data was changed after the import."),
    StaysFor.ADDED_TO: gettext_lazy("Something was written of the client after the import."),
    StaysFor.DAY_LOCKED: gettext_lazy("The day belongs to a report that has been frozen."),
}
TONES: dict[str, Tone] = {State.DONE: "settled", State.UNDONE: "firm", State.TRIED: "told"}


@dataclass(frozen=True)
class ImportLine:
    """An import in a list."""

    made: RegisterImport
    title: str
    about: str
    state: Status


def import_line(made: RegisterImport) -> ImportLine:
    """An import for a list."""
    kind = str(capfirst(RegisterImport.Kind(made.kind).label))
    return ImportLine(made, f"{kind}, {made.unit.name}", made.imported_by.display_name, import_state(made))


def import_state(made: RegisterImport) -> Status:
    """At which stage an import is."""
    return Status(capfirst(State(made.state).label), tone=TONES.get(made.state, "soon"))


@dataclass(frozen=True)
class ProblemLine:
    """What is wrong with a row: where, what stands there, and who is like it, as far as the reader may know."""

    number: int
    state: RowState
    column: str
    value: str
    words: str
    like: Sequence[Link] = ()


def problem_lines(made: RegisterImport, worker: Worker) -> Iterator[ProblemLine]:
    """Every problem of every row, in the order of the file."""
    findings = [Finding.of(plain) for plain in _found(made, "rows")]
    seen = _seen(worker, {reference for finding in findings for reference in finding.like})
    cells = _Cells(made)
    for finding in sorted(findings, key=lambda each: each.number):
        like = [seen[reference] for reference in finding.like if reference in seen]
        for name, problem in finding.problems:
            yield ProblemLine(
                number=finding.number,
                state=finding.state,
                column=cells.heading(name),
                value=cells.value(name, finding.number),
                words=str(problem.label),
                like=like,
            )


def stay_lines(made: RegisterImport) -> list[tuple[int, str, str]]:
    """The rows that an undoing left, each with why and of whom it is."""
    return [
        (number, str(STAYS[StaysFor(why)]), client_named(reference) if reference else "")
        for number, why, reference in _found(made, "stays")
    ]


def notes_of(made: RegisterImport) -> list[str]:
    """What is worth knowing of the file."""
    return [str(NOTES[Note(note)]) for note in rows_of(made)["notes"]]


def has_rows(made: RegisterImport) -> bool:
    """Whether what was read is still there and can be opened."""
    return bool(rows_of(made)["rows"])


def _found(made: RegisterImport, name: str) -> list[Any]:
    return list(made.findings.get(name, [])) if isinstance(made.findings, dict) else []


def _seen(worker: Worker, references: Iterable[str]) -> dict[str, Link]:
    """Of the clients with these references, those whom ``worker`` sees."""
    rows = clients_visible_to(worker).filter(reference__in=references).values_list("reference", flat=True)
    return {each: Link(client_named(each), reverse("clients:client", args=[each])) for each in rows}


class _Cells:
    """The cells of an import, by what they mean; nothing once what was read is gone."""

    def __init__(self, made: RegisterImport) -> None:
        self.kind = made.kind
        self.chosen = made.columns.get("chosen", [])
        rows = rows_of(made)
        self.headings = rows["headings"]
        self.rows = dict(zip(rows["numbers"], rows["rows"], strict=True))

    def heading(self, name: str) -> str:
        meant = column(self.kind, name)
        if name in self.chosen and self.headings:
            return heading_shown(self.headings, self.chosen.index(name))
        return str(capfirst(meant.label)) if meant else ""

    def value(self, name: str, number: int) -> str:
        if name not in self.chosen or number not in self.rows:
            return ""
        value: str = self.rows[number][self.chosen.index(name)]
        return value


def way_to_imports(*below: Link) -> list[Link]:
    """The breadcrumb of a page of imports."""
    return [
        Link(_("Today"), page_of_today()),
        Link(_("Imports"), reverse("clients:imports") if below else ""),
        *below,
    ]

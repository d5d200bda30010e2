"""Imports of the ledger in the words of their pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from seutu.newcomers.projects.models import CostKind, LedgerImport, Project
from seutu.newcomers.projects.queries.ledger import Trial
from seutu.newcomers.projects.rules.ledger import AS_THEY_SHOULD_BE, LeftOut, Reason
from seutu.shared.ui.components import Status, Tone

LINES_SHOWN = 200
ACCOUNTS_SHOWN = 60

REASONS = {
    Reason.TOTAL: gettext_lazy("a row of totals"),
    Reason.ZERO: gettext_lazy("the sum is zero"),
    Reason.KNOWN: gettext_lazy("brought in before"),
    Reason.NOT_A_COST: gettext_lazy("the account is no cost of the project"),
    Reason.FORMULA: gettext_lazy("a formula instead of a value"),
    Reason.NO_DAY: gettext_lazy("no day"),
    Reason.BAD_DAY: gettext_lazy("the day cannot be read"),
    Reason.OUTSIDE: gettext_lazy("the day is outside the project"),
    Reason.NO_AMOUNT: gettext_lazy("no sum"),
    Reason.BAD_AMOUNT: gettext_lazy("the sum cannot be read, or can be read in two ways"),
    Reason.NO_ACCOUNT: gettext_lazy("no account and no kind of cost"),
    Reason.NO_KIND: gettext_lazy("no kind of cost has been chosen for the account"),
}
TONES: dict[str, Tone] = {LedgerImport.State.DONE: "settled", LedgerImport.State.UNDONE: "firm"}


def state_of(brought: LedgerImport) -> Status:
    """At which stage an import is."""
    return Status(brought.get_state_display(), TONES.get(brought.state, "soon"))


@dataclass(frozen=True)
class LeftLine:
    """A row that was left out, with the reason and the cell that says so."""

    number: int
    words: str
    cell: str


@dataclass(frozen=True)
class Report:
    """What was left out of a file: how much for which reason, and the first rows that somebody could mend."""

    counts: Sequence[tuple[str, int]]
    lines: Sequence[LeftLine]
    has_more: bool


def report_of(left: Iterable[LeftOut]) -> Report:
    """The report of what is left out of a file."""
    rows = list(left)
    counted = Counter(each.reason for each in rows)
    to_mend = [each for each in rows if each.reason not in AS_THEY_SHOULD_BE]
    lines = [LeftLine(each.number, str(REASONS[each.reason]), each.cell) for each in to_mend[:LINES_SHOWN]]
    counts = [(str(REASONS[reason]), counted[reason]) for reason in Reason if counted[reason]]
    return Report(counts, lines, len(to_mend) > LINES_SHOWN)


def left_of(brought: LedgerImport) -> list[LeftOut]:
    """The rows that an import left out."""
    return [LeftOut(number, Reason(reason), cell) for number, reason, cell in brought.left_out]


def unsorted_accounts(trial: Trial) -> list[str]:
    """The accounts of a file of which nobody has said what they are, in order."""
    found = {each.cell for each in trial.left if each.reason == Reason.NO_KIND}
    return sorted(found)[:ACCOUNTS_SHOWN]


def sums_by_kind(project: Project, trial: Trial) -> list[tuple[str, int, int]]:
    """What a file would bring to each kind of cost: its name, rows and cents."""
    rows: Counter[int] = Counter(each.kind_id for each in trial.bookings)
    cents: Counter[int] = Counter()
    for each in trial.bookings:
        cents[each.kind_id] += each.amount_cents
    kinds = CostKind.objects.filter(project=project, pk__in=rows)
    return [(kind.name, rows[kind.pk], cents[kind.pk]) for kind in kinds]

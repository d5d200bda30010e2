"""Votes and changes of attendance in a document."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.publishing.decisions.models.kinds import AttendanceChangeKind, ChoiceKind
from seutu.publishing.decisions.rules import ShownAttendanceChange, ShownChoice, ShownVote
from seutu.shared.documents.blocks import Block, Cell, Heading, ListBlock, TableBlock, plain
from seutu.shared.ui import dates
from seutu.shared.ui.typesetting import typeset

# Who voted blank or was away has not taken any side.
ASIDE = frozenset({ChoiceKind.EMPTY, ChoiceKind.ABSENT})


def votes(shown: Sequence[ShownVote], *, level: int) -> list[Block]:
    """Every vote with its result and, where names were called, who voted how."""
    blocks: list[Block] = []
    for place, vote in enumerate(shown, start=1):
        heading = _("Vote") if len(shown) == 1 else _("Vote %(number)s") % {"number": place}
        blocks += [Heading(level, heading), plain(typeset(f"{vote.title} ({vote.procedure.label})"))]
        blocks.append(_result(vote, _("%(vote)s, result") % {"vote": heading}))
        if vote.note:
            blocks.append(plain(typeset(vote.note)))
        if any(choice.names for choice in vote.choices):
            blocks.append(_names(vote, _("%(vote)s, by name") % {"vote": heading}))
    return blocks


def _result(vote: ShownVote, caption: str) -> TableBlock:
    head = _row([_("Choice"), _("Votes"), _("What it stands for"), _("Result")], is_header=True)
    rows = [
        _row([_label(choice), str(choice.count), choice.proposal, _ending(choice, vote)]) for choice in vote.choices
    ]
    return TableBlock((head, *rows), 1, caption)


def _names(vote: ShownVote, caption: str) -> TableBlock:
    head = _row([_("Name"), pgettext("one person's", "Vote"), _("Group")], is_header=True)
    rows = [_row([name, _label(choice), group]) for choice in vote.choices for name, group in choice.names]
    return TableBlock((head, *rows), 1, caption)


def _row(words: Sequence[str], *, is_header: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell((plain(typeset(text)),) if text else (), is_header=is_header) for text in words)


def _label(choice: ShownChoice) -> str:
    return choice.label or str(choice.kind.label)


def _ending(choice: ShownChoice, vote: ShownVote) -> str:
    if choice.is_winner:
        return _("Carried")
    return "" if choice.kind in ASIDE or vote.winner is None else _("Did not carry")


def attendance_changes(shown: Sequence[ShownAttendanceChange], *, level: int) -> list[Block]:
    """Who came, went or was disqualified at an item."""
    if not shown:
        return []
    items = tuple((plain(typeset(_change(each))),) for each in shown)
    return [Heading(level, _("Changes of attendance")), ListBlock(items)]


def _change(change: ShownAttendanceChange) -> str:
    words = {"name": change.name, "time": dates.clock_time(change.at) if change.at else ""}
    match change.kind, bool(change.at):
        case AttendanceChangeKind.ARRIVED, True:
            told = _("%(name)s arrived %(time)s") % words
        case AttendanceChangeKind.ARRIVED, _unknown:
            told = _("%(name)s arrived before this item was handled") % words
        case AttendanceChangeKind.LEFT, True:
            told = _("%(name)s left %(time)s") % words
        case AttendanceChangeKind.LEFT, _unknown:
            told = _("%(name)s left before this item was handled") % words
        case _:
            told = _("%(name)s was disqualified and absent") % words
    return f"{told}: {change.ground}" if change.ground else told

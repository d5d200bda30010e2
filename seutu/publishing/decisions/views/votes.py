"""A vote as a page shows it: its bars, and the same in a table with the names that were called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.publishing.decisions.models.kinds import ChoiceKind
from seutu.publishing.decisions.rules import ShownChoice, ShownVote
from seutu.shared.ui.charts import Bar, BarChart, bar_chart
from seutu.shared.ui.numbers import percent

# Who did not choose any side is no part of what the sides divide between them.
SIDES = frozenset({ChoiceKind.YES, ChoiceKind.NO, ChoiceKind.OTHER})


@dataclass(frozen=True)
class VoteChoice:
    """A row of the table: the word called, what it stands for, and who called it."""

    choice: ShownChoice
    label: str
    share: str

    @property
    def is_side(self) -> bool:
        return self.choice.kind in SIDES


@dataclass(frozen=True)
class VoteView:
    """A vote with its chart and its table; ``has_names`` when names were called."""

    vote: ShownVote
    id: str
    heading: str
    chart: BarChart
    rows: tuple[VoteChoice, ...]

    @property
    def table_caption(self) -> str:
        return _("%(vote)s, result") % {"vote": self.heading}

    @property
    def names_caption(self) -> str:
        return _("%(vote)s, by name") % {"vote": self.heading}

    @property
    def table_id(self) -> str:
        return f"{self.id}-luvut"

    @property
    def names_id(self) -> str:
        return f"{self.id}-nimet"

    @property
    def has_names(self) -> bool:
        return any(row.choice.names for row in self.rows)


def votes_of(votes: tuple[ShownVote, ...]) -> list[VoteView]:
    """The votes on an item, as its page shows them."""
    if len(votes) == 1:
        return [_view(votes[0], "aanestys-1", _("Vote"))]
    return [
        _view(vote, f"aanestys-{place}", _("Vote %(number)s") % {"number": place})
        for place, vote in enumerate(votes, start=1)
    ]


def _view(vote: ShownVote, name: str, heading: str) -> VoteView:
    sides = sum(choice.count for choice in vote.choices if choice.kind in SIDES)
    rows = tuple(VoteChoice(choice, _label(choice), _share(choice, sides)) for choice in vote.choices)
    bars = [Bar(row.label, row.choice.count, row.share, _line(row)) for row in rows]
    chart = bar_chart(bars, solid=gettext_lazy("Carried"), dashed=gettext_lazy("Did not carry"))
    return VoteView(vote, name, heading, chart, rows)


def _line(row: VoteChoice) -> Literal["solid", "dashed", "faint"]:
    if not row.is_side:
        return "faint"
    return "solid" if row.choice.is_winner else "dashed"


def _label(choice: ShownChoice) -> str:
    return choice.label or str(choice.kind.label)


def _share(choice: ShownChoice, sides: int) -> str:
    if choice.kind not in SIDES or not sides:
        return ""
    share = percent(round(100 * choice.count / sides))
    return _("%(share)s of the votes") % {"share": share}

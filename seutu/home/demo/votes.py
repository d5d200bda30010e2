"""The votes of the demo's series: who voted for which proposal, the same in every run."""

from __future__ import annotations

from dataclasses import dataclass

from seutu.home.demo.attendance import group_of, late_in, voters_in
from seutu.home.demo.region import demo_file
from seutu.home.demo.series import Handling
from seutu.home.demo.wording import number_of
from seutu.publishing.decisions.actions import ChoiceInput, VoteInput
from seutu.publishing.decisions.models import ChoiceKind, VoteProcedure

# Of the matters that somebody opposes, one in so many comes to a vote; one vote in so many goes against the proposal.
VOTED_IN = 6
AGAINST_IN = 3
COUNCIL_FROM = 13


@dataclass(frozen=True)
class Voting:
    """A vote, who moved the other proposal and who seconded it, and whether that one carried."""

    vote: VoteInput
    mover: str
    seconder: str
    is_against: bool

    @property
    def detail(self) -> str:
        """7–4."""
        counts = [choice.count for choice in self.vote.choices if choice.kind != ChoiceKind.EMPTY]
        return "–".join(str(count) for count in counts)


def voting_on(handling: Handling, proposal: str, counter: str) -> Voting | None:
    """The vote on an item, None when all agreed. ``counter`` is what was moved besides ``proposal``."""
    if handling.matter.kind.get("ballot"):
        return _ballot(handling)
    key = number_of("vote", handling.matter.town, handling.matter.case_number, handling.step)
    if not counter or handling.is_deferred or key % VOTED_IN:
        return None
    voters = _in_order(handling)
    against = max(len(voters) // 4, 2) + key % max(len(voters) // 5, 1)
    blank = 1 if len(voters) % 2 == 0 or len(voters) > COUNCIL_FROM else 0
    # What goes on to another body goes as it was proposed.
    is_against = handling.is_last and key // VOTED_IN % AGAINST_IN == 0
    no = len(voters) - blank - against if is_against else against
    named = [(name, group_of(name)) for name in voters]
    parts = (named[:no], named[no : len(named) - blank], named[len(named) - blank :])
    choices = [
        ChoiceInput(ChoiceKind.YES, len(parts[1]), "JAA", proposal, not is_against, tuple(parts[1])),
        ChoiceInput(ChoiceKind.NO, len(parts[0]), "EI", counter, is_against, tuple(parts[0])),
    ]
    if blank:
        choices.append(ChoiceInput(ChoiceKind.EMPTY, blank, "Tyhjää", names=tuple(parts[2])))
    procedure = VoteProcedure.ELECTRONIC if len(voters) > COUNCIL_FROM else VoteProcedure.NAMED
    vote = VoteInput("Pohjaehdotus vastaan muutosehdotus", procedure, tuple(choices))
    return Voting(vote, voters[0], voters[1], is_against)


def _ballot(handling: Handling) -> Voting:
    names: list[str] = demo_file("series.toml")["persons"]
    person = handling.matter.words["person"]
    other = next(name for name in names if name != person)
    voters = _in_order(handling)
    few = len(voters) // 3
    choices = (
        ChoiceInput(ChoiceKind.OTHER, len(voters) - few - 1, person, "Puheenjohtajaksi", is_winner=True),
        ChoiceInput(ChoiceKind.OTHER, few, other, "Puheenjohtajaksi"),
        ChoiceInput(ChoiceKind.EMPTY, 1, "Tyhjä äänestyslippu"),
    )
    return Voting(VoteInput("Puheenjohtajan vaali", VoteProcedure.BALLOT, choices), voters[0], voters[1], False)


def _in_order(handling: Handling) -> list[str]:
    """The voters, those against the proposal first. Who is disqualified or not there yet does not vote."""
    meeting = handling.meeting
    away = {disqualified_in(handling), late_in(meeting) if handling is meeting.handlings[0] else ""}
    voters = [name for name in voters_in(meeting) if name not in away]
    return sorted(voters, key=lambda name: number_of("side", handling.matter.case_number, name))


def disqualified_in(handling: Handling) -> str:
    """Who may not take part in a matter, or ""."""
    if not handling.matter.kind.get("disqualified") or handling.matter.turn % 2:
        return ""
    voters = voters_in(handling.meeting)[2:]
    return voters[number_of("disqualified", handling.matter.case_number) % len(voters)]

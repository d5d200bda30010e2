from __future__ import annotations

import pytest

from seutu.publishing.decisions import actions
from seutu.publishing.decisions.actions import ChoiceInput, PartInput, VoteInput
from seutu.publishing.decisions.models import AgendaItem, Correction, FormerVersion, PartKind
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.test_correcting_what_is_out import former, public

pytestmark = pytest.mark.django_db

NAMED = (("Pirkko Puhe", "A"), ("Vieno Vara", "B"))


def vote(count: int = 2, *, procedure: str = "named", names: tuple[tuple[str, str], ...] = NAMED) -> VoteInput:
    choices = (ChoiceInput("yes", count, "JAA", is_winner=True, names=names), ChoiceInput("no", 1, "EI"))
    return VoteInput("Pohjaehdotus vastaan vastaehdotus", procedure, choices)


def published(*votes: VoteInput) -> AgendaItem:
    meeting = desk.minutes(desk.item(parts=(PartInput(PartKind.DECISION, "<p>Hyväksyttiin.</p>"),)))
    actions.record_votes(desk.only_item(meeting), votes or (vote(),), by=desk.BY)
    (checker,) = actions.name_checkers(meeting, [actions.CheckerInput("Taavi Tarkka")], by=desk.BY)
    return desk.only_item(actions.publish_minutes(actions.check_minutes(checker, by=desk.BY), by=desk.BY))


def correct(row: AgendaItem, *votes: VoteInput, **given: object) -> Correction:
    known: dict[str, object] = {"kind": "clerical", "reason": "Ääni puuttui.", "revision": row.revision}
    return actions.correct_votes(row, votes, by=desk.BY, **(known | given))  # type: ignore[arg-type]


def test_votes_are_corrected_and_the_former_ones_stay():
    row = published()

    correct(row, vote(3, names=(*NAMED, ("Taavi Tarkka", "A"))))

    assert public(row).votes[0].choices[0].count == 3
    assert [correction.reason for correction in public(row).corrections] == ["Ääni puuttui."]
    (before,) = former(row).votes
    assert (before.choices[0].count, before.choices[0].names) == (2, NAMED)


def test_a_vote_that_never_was_is_taken_out():
    row = published()

    correct(row, reason="Asiasta ei äänestetty.")

    assert public(row).votes == ()
    assert len(former(row).votes) == 1


def test_the_last_vote_stays_while_the_outcome_is_by_vote():
    row = published()
    AgendaItem.objects.filter(pk=row.pk).update(outcome="vote")

    with pytest.raises(actions.NotPublishable):
        correct(row)

    assert len(public(row).votes) == 1


def test_who_voted_by_closed_ballot_is_named_in_no_version():
    row = published()
    correct(row, vote(2))
    row.refresh_from_db()

    correct(row, vote(2, procedure="ballot", names=()), reason="Äänestys oli suljettu lippuäänestys.")

    assert all(choice.names == () for number in (1, 2) for choice in former(row, number).votes[0].choices)
    assert "Vieno" not in str(list(FormerVersion.objects.values()))


def test_names_that_came_with_a_closed_ballot_are_not_kept():
    row = published()
    row.votes.update(procedure="ballot")

    correct(row, vote(2, procedure="ballot", names=()))

    assert "Vieno" not in str(list(FormerVersion.objects.values()))


def test_names_of_what_is_a_closed_ballot_now_are_not_shown_even_when_they_were_kept():
    row = published()
    correct(row, vote(2))
    row.votes.update(procedure="ballot")

    assert former(row).votes[0].choices[0].names == ()


def test_a_vote_that_cannot_be_is_refused_and_nothing_is_told():
    row = published()

    with pytest.raises(actions.CountsDiffer):
        correct(row, vote(5))
    with pytest.raises(actions.CorrectionWithoutReason):
        correct(row, vote(), reason="")
    with pytest.raises(actions.EditConflict):
        correct(row, vote(), revision=row.revision - 1)

    assert not Correction.objects.exists()


def test_votes_of_minutes_in_the_making_are_written_and_not_corrected():
    row = desk.only_item(desk.minutes())

    with pytest.raises(actions.WrongState):
        correct(row, vote())


def test_the_clerk_may_let_former_votes_go():
    row = published()

    correct(row, vote(2, names=()), removes_former=True)

    assert former(row).votes == ()
    assert FormerVersion.objects.get().votes == []

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions import actions, queries
from seutu.publishing.decisions.actions import (
    AttendanceChangeInput,
    AttendanceInput,
    ChoiceInput,
    PartInput,
    VoteInput,
)
from seutu.publishing.decisions.models import AgendaItem, PartKind
from seutu.publishing.decisions.rules import Reader
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.factories import AttachmentFactory
from seutu.shared.organizations.tests.factories import BodyFactory

pytestmark = pytest.mark.django_db

PEOPLE = [AttendanceInput("Pirkko Puhe", "chair"), AttendanceInput("Vieno Vara", "deputy", deputises_for="Jalmari")]


def vote(**given: object) -> VoteInput:
    known: dict[str, object] = {
        "title": "Pohjaehdotus vastaan vastaehdotus",
        "procedure": "named",
        "choices": (
            ChoiceInput("yes", 2, "JAA", is_winner=True, names=(("Pirkko Puhe", "A"), ("Vieno Vara", "B"))),
            ChoiceInput("no", 1, "EI", names=(("Taavi Tarkka", "A"),)),
        ),
    }
    return VoteInput(**(known | given))  # type: ignore[arg-type]


def clerk_sees(row: AgendaItem) -> object:
    reader = Reader(prepares=frozenset({row.meeting.organization_id}))
    return queries.item(reader, row.meeting.organization.slug, row.meeting.public_id, row.position)


def test_attendance_changes_by_item_and_is_shown_with_the_minutes():
    meeting = desk.minutes()
    row = desk.only_item(meeting)
    changes = [AttendanceChangeInput(2, row.position, "disqualified", ground="HL 28 § 1 mom. 1 k.")]

    actions.record_attendance(meeting, PEOPLE, changes, by=desk.BY)

    (change,) = clerk_sees(row).attendance_changes
    assert (change.name, change.kind, change.ground) == ("Vieno Vara", "disqualified", "HL 28 § 1 mom. 1 k.")
    public = queries.item(Reader(), meeting.organization.slug, meeting.public_id, row.position)
    assert public.attendance_changes == ()


def test_a_disqualification_needs_its_ground():
    meeting = desk.minutes()

    with pytest.raises(actions.DisqualifiedWithoutGround):
        actions.record_attendance(meeting, PEOPLE, [AttendanceChangeInput(1, 1, "disqualified")], by=desk.BY)

    assert [row.name for row in meeting.attendances.all()] == ["Pirkko Puhe"]


@pytest.mark.parametrize(("person", "position"), [(3, 1), (0, 1), (1, 9)])
def test_a_change_of_somebody_or_something_else_is_refused(person, position):
    with pytest.raises(actions.NotOfThisMeeting):
        actions.record_attendance(
            desk.minutes(), PEOPLE, [AttendanceChangeInput(person, position, "left", dt.time(17, 5))], by=desk.BY
        )


def test_a_vote_is_shown_with_its_winner_and_names():
    row = desk.only_item(desk.minutes())

    actions.record_votes(row, [vote()], by=desk.BY)

    (shown,) = clerk_sees(row).votes
    assert (shown.total, shown.winner.label) == (3, "JAA")
    assert shown.choices[1].names == (("Taavi Tarkka", "A"),)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"choices": (ChoiceInput("yes", 2),)}, actions.NothingToVoteOn),
        (
            {"choices": (ChoiceInput("yes", 2, is_winner=True), ChoiceInput("no", 2, is_winner=True))},
            actions.NothingToVoteOn,
        ),
        ({"choices": (ChoiceInput("yes", 2, names=(("A", ""),)), ChoiceInput("no", 0))}, actions.CountsDiffer),
        ({"procedure": "ballot"}, actions.BallotNamesVoters),
    ],
)
def test_a_vote_that_cannot_be_is_refused(given, error):
    row = desk.only_item(desk.minutes())

    with pytest.raises(error):
        actions.record_votes(row, [vote(**given)], by=desk.BY)

    assert not row.votes.exists()


def test_an_item_goes_on_with_what_was_public_of_it():
    source = desk.only_item(desk.minutes(desk.item(case_number="5/00.01/2026")))
    AttachmentFactory(item=source, position=1, title="Sopimus")
    actions.save_item(source, desk.text(case_number="5/00.01/2026"), revision=source.revision, by=desk.BY)
    board = desk.draft(desk.item("Muu asia"), body=BodyFactory(organization=source.meeting.organization))

    sent = actions.forward_item(source, to=board, by=desk.BY)

    assert (sent.title, sent.position, sent.case_id) == (source.title, 2, source.case_id)
    assert [part.kind for part in sent.parts.all()] == ["background", "proposal"]
    assert [attachment.title for attachment in sent.attachments.all()] == ["Sopimus"]


def test_a_decision_goes_along_once_its_minutes_are_out():
    decision = PartInput(PartKind.DECISION, "<p>Hyväksyttiin.</p>")
    source = desk.only_item(desk.published_minutes(desk.item(parts=(decision,))))
    board = desk.draft(body=BodyFactory(organization=source.meeting.organization))

    sent = actions.forward_item(source, to=board, by=desk.BY)

    history = sent.parts.get()
    assert (history.kind, history.html) == ("history", "<p>Hyväksyttiin.</p>")
    assert history.heading == f"{source.meeting.body.name_fi} 10.3.2026 § 1"


def test_both_ends_of_the_way_show_each_other_when_they_are_public():
    source = desk.only_item(desk.published_minutes())
    board = desk.draft(body=BodyFactory(organization=source.meeting.organization))
    actions.forward_item(source, to=board, by=desk.BY)
    address = (source.meeting.organization.slug, source.meeting.public_id, source.position)
    assert queries.item(Reader(), *address).went_to == ()

    actions.publish_agenda(board, by=desk.BY)

    (there,) = queries.item(Reader(), *address).went_to
    assert there.meeting.body == board.body
    back = queries.item(Reader(), board.organization.slug, board.public_id, there.position)
    assert back.came_from.pk == source.pk


def test_an_item_does_not_go_to_its_own_body_or_to_written_minutes():
    source = desk.only_item(desk.minutes())

    with pytest.raises(actions.NotSentOn):
        actions.forward_item(source, to=desk.draft(body=source.meeting.body), by=desk.BY)
    with pytest.raises(actions.NotSentOn):
        actions.forward_item(source, to=desk.minutes(), by=desk.BY)

"""A meeting in which everything happened that a document can tell of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from seutu.publishing.decisions.models import (
    AgendaItem,
    Attendance,
    AttendanceChange,
    AttendanceChangeKind,
    AttendanceRole,
    Checker,
    CheckerRole,
    ChoiceKind,
    Correction,
    CorrectionKind,
    ItemRemedy,
    Meeting,
    MeetingState,
    Outcome,
    PartKind,
    Remedy,
    RemedyInstructions,
    Vote,
    VoteChoice,
    VoteEvent,
    VoteProcedure,
)
from seutu.publishing.decisions.tests.factories import (
    AttachmentFactory,
    CaseFactory,
    ItemFactory,
    MeetingFactory,
    PartFactory,
)
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.tests.factories import BodyFactory

RICH = (
    "<h3>Talous</h3><p>Hinta on <strong>1 511 euroa</strong>, katso "
    '<a href="https://kuusela.example/talous">talousarvio</a>.</p>'
    "<ul><li>yksi<ol><li>kaksi<ul><li>kolme</li></ul></li></ol></li></ul>"
    "<table><caption>Kulut</caption><thead><tr><th>Vuosi</th><th>Euroa</th></tr></thead>"
    "<tbody><tr><td>2026</td><td>1 511</td></tr></tbody></table>"
    "<blockquote><p>Lainaus.</p></blockquote>"
)


def full_meeting(owner: Organization, *, items: int = 1, state: str = MeetingState.MINUTES_PUBLISHED) -> Meeting:
    """Minutes with attendance, checkers and ``items`` items at the address `/kuusela/kokoukset/2026104/`."""
    body = BodyFactory(organization=owner, name_fi="Kunnanvaltuusto", name_sv="Fullmäktige", slug="kunnanvaltuusto")
    meeting = MeetingFactory(body=body, legacy_id="2026104", state=state, number=3, place="Valtuustosali")
    chair = Attendance.objects.create(
        meeting=meeting, position=1, name="Pirkko Puhe", role=AttendanceRole.CHAIR, arrived_at=dt.time(16, 5)
    )
    Attendance.objects.create(
        meeting=meeting, position=2, name="Vieno Vara", role=AttendanceRole.DEPUTY, deputises_for="Jalmari Jokela"
    )
    Checker.objects.create(
        meeting=meeting, position=1, name="Taavi Tarkka", role=CheckerRole.CHECKER, checked_on=dt.date(2026, 3, 13)
    )
    for position in range(1, items + 1):
        full_item(meeting, chair, position)
    return meeting


def full_item(meeting: Meeting, chair: Attendance, position: int, **values: Any) -> AgendaItem:
    """An item with every kind of text and event."""
    item = ItemFactory(
        meeting=meeting,
        position=position,
        section_number=position + 15,
        case=CaseFactory(organization=meeting.organization),
        presenter="Kaija Kansliapäällikkö",
        preparers="Veikko Valmistelija",
        outcome=Outcome.VOTE,
        outcome_detail="18–9",
        **values,
    )
    PartFactory(item=item, position=1, kind=PartKind.BACKGROUND, html=RICH)
    PartFactory(item=item, position=2, kind=PartKind.PROPOSAL, author="Kunnanhallitus", html="<p>Hyväksytään.</p>")
    PartFactory(item=item, position=3, kind=PartKind.DECISION, html="<p>Valtuusto hyväksyi ehdotuksen.</p>")
    AttachmentFactory(item=item, position=1, number=1, title="Kartta", is_unpublished=True)
    ItemRemedy.objects.create(item=item, remedy=Remedy.MUNICIPAL, provision="KuntaL 135 §")
    AttendanceChange.objects.create(
        item=item, attendance=chair, kind=AttendanceChangeKind.DISQUALIFIED, ground="HL 28 § 1 mom. 1 k."
    )
    Correction.objects.create(
        item=item,
        number=1,
        kind=CorrectionKind.CLERICAL,
        reason="Summa oli väärin.",
        corrected_at=dt.datetime(2026, 3, 18, 8, 0, tzinfo=dt.UTC),
    )
    _vote(item)
    return item


def _vote(item: AgendaItem) -> None:
    event = VoteEvent.objects.create(item=item, position=1, title="Pohjaehdotus", procedure=VoteProcedure.NAMED)
    yes = VoteChoice.objects.create(
        event=event, position=1, kind=ChoiceKind.YES, label="JAA", proposal="Hyväksytään", count=1, is_winner=True
    )
    VoteChoice.objects.create(event=event, position=2, kind=ChoiceKind.NO, label="EI", proposal="Hylätään", count=0)
    Vote.objects.create(choice=yes, position=1, name="Pirkko Puhe", group="Metsälista")


def instructions(owner: Organization, **values: Any) -> RemedyInstructions:
    known: dict[str, Any] = {
        "organization": owner,
        "remedy": Remedy.MUNICIPAL,
        "html": "<p>Valitus toimitetaan <strong>hallinto-oikeuteen</strong>.</p>",
        "valid_from": dt.date(2026, 1, 1),
    }
    return RemedyInstructions.objects.create(**(known | values))

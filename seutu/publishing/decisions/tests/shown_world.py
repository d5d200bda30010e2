"""One public record of each kind, with a word planted in it: where the tests of what is hidden do look."""

from __future__ import annotations

from dataclasses import dataclass

from seutu.publishing.decisions.models import AgendaItem, Initiative, Notice, OfficerDecision, Seat
from seutu.publishing.decisions.tests.factories import (
    AttachmentFactory,
    CaseFactory,
    ItemFactory,
    MeetingFactory,
    PartFactory,
)
from seutu.publishing.decisions.tests.hidden_world import plant_attendance
from seutu.publishing.decisions.tests.record_factories import (
    InitiativeFactory,
    NoticeFactory,
    OfficeFactory,
    OfficerDecisionFactory,
    SeatFactory,
)
from seutu.shared.audit.actor import System
from seutu.shared.files.actions import store
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

OF_MEETINGS, OF_RECORDS = "Näkyluoto", "Selkämatala"


@dataclass(frozen=True)
class Shown:
    """What stood in the world; the rows themselves are rolled back."""

    item: AgendaItem
    decision: OfficerDecision
    notice: Notice
    seat: Seat
    initiative: Initiative


def show_one_of_each() -> Shown:
    owner = OrganizationFactory(slug="kuusela")
    meeting = MeetingFactory(body=BodyFactory(organization=owner), place=OF_MEETINGS)
    plant_attendance(meeting, OF_MEETINGS)
    case = CaseFactory(organization=owner, title=OF_MEETINGS)
    item = ItemFactory(meeting=meeting, title=OF_MEETINGS, case=case)
    PartFactory(item=item, html=f"<p>{OF_MEETINGS}</p>")
    AttachmentFactory(item=item, file=store(b"Kartan selite\n", name="kartta.txt", by=System("tests")))
    return Shown(
        item=item,
        decision=OfficerDecisionFactory(
            office=OfficeFactory(organization=owner),
            title=OF_RECORDS,
            case=CaseFactory(organization=owner, title=OF_RECORDS),
        ),
        notice=NoticeFactory(organization=owner, title=OF_RECORDS),
        seat=SeatFactory(body=BodyFactory(organization=owner), person__name=OF_RECORDS),
        initiative=InitiativeFactory(organization=owner, title=OF_RECORDS),
    )

"""Records that nobody may see, each with a word of its own planted wherever it has text.

They stand in one world so that the public is asked once, with nothing public beside them but what is named: what is
hidden would be the newest of its list if a rule let it through.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from seutu.publishing.decisions.models import (
    AgendaItem,
    Attendance,
    AttendanceRole,
    Case,
    Checker,
    InitiativeKind,
    Meeting,
    MeetingCorrection,
    MeetingState,
    NoticeKind,
    PartKind,
    RecordState,
)
from seutu.publishing.decisions.tests.factories import (
    AttachmentFactory,
    CaseFactory,
    ItemFactory,
    MeetingFactory,
    PartFactory,
)
from seutu.publishing.decisions.tests.record_factories import (
    DecisionAttachmentFactory,
    HoldingFactory,
    InitiativeFactory,
    NoticeAttachmentFactory,
    NoticeFactory,
    OfficeFactory,
    OfficerDecisionFactory,
    PersonFactory,
    SeatFactory,
)
from seutu.shared.audit.actor import System
from seutu.shared.files.actions import store
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

NOW = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)
YESTERDAY, TODAY, TOMORROW = dt.date(2026, 3, 19), dt.date(2026, 3, 20), dt.date(2026, 3, 21)
IN_AN_HOUR = NOW + dt.timedelta(hours=1)
# In every planted word, so that one look finds them all.
PLANTED = "Salakari"

HIDDEN_DECISIONS: dict[str, dict[str, Any]] = {
    "draft": {"state": RecordState.DRAFT, "published_at": None, "number": None},
    "withdrawn": {"state": RecordState.WITHDRAWN},
    "scheduled": {"published_at": IN_AN_HOUR},
}
HIDDEN_NOTICES: dict[str, dict[str, Any]] = {
    "draft": {"state": RecordState.DRAFT, "published_at": None},
    "withdrawn": {"state": RecordState.WITHDRAWN},
    "to come": {"displayed_on": TOMORROW},
    "expired": {"ends_on": YESTERDAY},
    "scheduled": {"published_at": IN_AN_HOUR},
}
HIDDEN_INITIATIVES: dict[str, dict[str, Any]] = {
    "draft": {"record_state": RecordState.DRAFT, "published_at": None},
    "withdrawn": {"record_state": RecordState.WITHDRAWN},
    "scheduled": {"published_at": IN_AN_HOUR},
}
MINUTES_NOT_OUT: dict[str, dict[str, Any]] = {
    "drafted": {"state": MeetingState.MINUTES_DRAFTED},
    "checked": {"state": MeetingState.MINUTES_CHECKED},
    "scheduled": {
        "state": MeetingState.MINUTES_PUBLISHED,
        "minutes_checked_on": TODAY,
        "minutes_published_at": IN_AN_HOUR,
    },
}


@dataclass
class Words:
    """The word planted in each hidden record: "Salakari07" in "notice public expired"."""

    of: dict[str, str] = field(default_factory=dict)

    def new(self, *key: str) -> str:
        name = " ".join(key)
        assert name not in self.of
        return self.of.setdefault(name, f"{PLANTED}{len(self.of):02}")


def _file(word: str) -> StoredFile:
    return store(f"{word}\n".encode(), name=f"{word}.txt", by=System("tests"))


def _withdrawn_for(word: str, hidden: dict[str, Any]) -> dict[str, Any]:
    reason = {"withdrawal_reason": word} if hidden.get("state") == RecordState.WITHDRAWN else {}
    return hidden | reason


def plant_everything() -> Words:
    """Every kind of record that is not public, in each way in which it is not."""
    words = Words()
    owner = OrganizationFactory(slug="kuusela")
    plant_decisions(owner, words)
    plant_notices(owner, words)
    plant_people(owner, words)
    plant_initiatives(owner, words)
    plant_meetings(owner, words)
    return words


# -- records that are published alone ---------------------------------------------------------


def plant_decisions(owner: Organization, words: Words) -> None:
    case = CaseFactory(organization=owner, title=words.new("case of decisions"))
    for name, hidden in HIDDEN_DECISIONS.items():
        word = words.new("decision", name)
        row = OfficerDecisionFactory(
            office=OfficeFactory(organization=owner),
            title=word,
            officer_name=word,
            background_html=f"<p>{word}</p>",
            decision_html=f"<p>{word}</p>",
            case=case,
            **_withdrawn_for(word, hidden),
        )
        DecisionAttachmentFactory(decision=row, title=word, file=_file(word))
    word = words.new("decision", "withheld")
    withheld = OfficerDecisionFactory(
        office=OfficeFactory(organization=owner),
        is_withheld=True,
        secrecy_ground="JulkL 24 § 1 mom. 25 k.",
        officer_name=word,
    )
    DecisionAttachmentFactory(decision=withheld, title=word, file=_file(word))


def plant_notices(owner: Organization, words: Words) -> None:
    case = CaseFactory(organization=owner, title=words.new("case of notices"))
    for kind in NoticeKind:
        for name, hidden in HIDDEN_NOTICES.items():
            word = words.new("notice", kind, name)
            row = NoticeFactory(
                organization=owner,
                kind=kind,
                title=word,
                html=f"<p>{word}</p>",
                where_available=word,
                provision=word,
                length_reason=word,
                case=case,
                **_withdrawn_for(word, hidden),
            )
            NoticeAttachmentFactory(notice=row, title=word, file=_file(word))
    word = words.new("notice", "gone")
    gone = NoticeFactory(organization=owner, ends_on=YESTERDAY, title=word, html=f"<p>{word}</p>")
    NoticeAttachmentFactory(notice=gone, title=word, file=_file("Kartan selite"))


def plant_people(owner: Organization, words: Words) -> None:
    word = words.new("people", "out of force")
    body = BodyFactory(organization=owner)
    ended = SeatFactory(body=body, person__name=word, ends_on=YESTERDAY)
    SeatFactory(body=body, person__name=word, starts_on=TOMORROW)
    SeatFactory(body=body, role="deputy", deputises_for=ended)
    office = OfficeFactory(organization=owner)
    HoldingFactory(office=office, person__name=word, ends_on=YESTERDAY)
    HoldingFactory(office=office, person__name=word, starts_on=TOMORROW)
    PersonFactory(organization=owner, name=word)


def plant_initiatives(owner: Organization, words: Words) -> None:
    for name, hidden in HIDDEN_INITIATIVES.items():
        word = words.new("initiative", name)
        InitiativeFactory(organization=owner, title=word, html=f"<p>{word}</p>", first_signatory=word, **hidden)
    resident = words.new("initiative", "resident who signed first")
    InitiativeFactory(organization=owner, kind=InitiativeKind.RESIDENTS, first_signatory=resident, signature_count=412)


# -- meetings ---------------------------------------------------------------------------------


def plant_meetings(owner: Organization, words: Words) -> None:
    """Each in a body of its own: a list that shows one meeting of a body must not be filled by another."""
    _plant_draft(BodyFactory(organization=owner), words.new("meeting", "draft"), words.new("case of drafts"))
    _plant_scheduled_agenda(BodyFactory(organization=owner), words.new("meeting", "scheduled agenda"))
    for name, hidden in MINUTES_NOT_OUT.items():
        _plant_minutes_not_out(BodyFactory(organization=owner), words.new("minutes", name), hidden)
    _plant_withheld_item(BodyFactory(organization=owner), words.new("item", "withheld"))


def plant_attendance(meeting: Meeting, word: str) -> None:
    Attendance.objects.create(meeting=meeting, position=1, name=word, role=AttendanceRole.CHAIR, note=word)
    Checker.objects.create(meeting=meeting, position=1, name=word)


def plant_correction(meeting: Meeting, word: str, *, reason: str) -> None:
    """A correction of a meeting: ``word`` stands in what was told of its first item before."""
    former = {
        "starts_at": NOW.isoformat(),
        "has_time": True,
        "ends_at": None,
        "place": "Kirjasto",
        "kind": "ordinary",
        "number": None,
        "language": "fi",
        "attendance": [
            {
                "name": "Pirkko Puhe",
                "role": "chair",
                "title": "",
                "arrived_at": None,
                "left_at": None,
                "note": "",
                "deputises_for": "",
            }
        ],
        "attendance_changes": [{"attendance": 1, "item": 1, "kind": "disqualified", "at": None, "ground": word}],
    }
    MeetingCorrection.objects.create(
        meeting=meeting, number=1, kind="clerical", reason=reason, corrected_at=NOW, former=former
    )


def _plant_draft(body: Body, word: str, case_title: str) -> None:
    meeting = MeetingFactory(body=body, state=MeetingState.DRAFT, place=word)
    plant_attendance(meeting, word)
    case: Case = CaseFactory(organization=body.organization, title=case_title)
    item = ItemFactory(meeting=meeting, title=word, presenter=word, preparers=word, case=case)
    PartFactory(item=item, html=f"<p>{word}</p>", heading=word, author=word)
    AttachmentFactory(item=item, title=word)


def _plant_scheduled_agenda(body: Body, word: str) -> None:
    tomorrow = NOW + dt.timedelta(days=1)
    meeting = MeetingFactory(
        body=body,
        state=MeetingState.AGENDA_PUBLISHED,
        place=word,
        starts_at=tomorrow + dt.timedelta(days=7),
        agenda_published_at=tomorrow,
    )
    ItemFactory(meeting=meeting, title=word)


def _plant_minutes_not_out(body: Body, word: str, hidden: dict[str, Any]) -> None:
    meeting = MeetingFactory(body=body, state=MeetingState.MINUTES_DRAFTED)
    plant_attendance(meeting, word)
    item: AgendaItem = ItemFactory(meeting=meeting, outcome_detail=word)
    for place, kind in enumerate(set(PartKind) - {PartKind.BACKGROUND, PartKind.PROPOSAL, PartKind.HISTORY}, start=1):
        PartFactory(item=item, position=place, kind=kind, html=f"<p>{word}</p>", heading=word, author=word)
    PartFactory(item=item, position=90, kind=PartKind.PROPOSAL, is_amended=True, html=f"<p>{word}</p>")
    item.remedies.create(remedy="ban", provision=word)
    plant_correction(meeting, word, reason=word)
    Meeting.objects.filter(pk=meeting.pk).update(**hidden)


def _plant_withheld_item(body: Body, word: str) -> None:
    item = ItemFactory(
        meeting=MeetingFactory(body=body),
        is_withheld=True,
        secrecy_ground="JulkL 24 § 1 mom. 19 k.",
        presenter=word,
        preparers=word,
        outcome="approved",
        outcome_detail=word,
    )
    PartFactory(item=item, kind=PartKind.DECISION, html=f"<p>{word}</p>", heading=word, author=word)
    AttachmentFactory(item=item, title=word, file=_file(word))
    plant_correction(item.meeting, word, reason="Kirjoitusvirhe")

"""The pages of records that are published alone ask the database as often for three rows as for one."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from seutu.publishing.decisions.models import (
    Attendance,
    AttendanceChange,
    AttendanceChangeKind,
    AttendanceRole,
    ChoiceKind,
    Correction,
    CorrectionKind,
    Vote,
    VoteChoice,
    VoteEvent,
    VoteProcedure,
)
from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory, MeetingFactory
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
from seutu.publishing.decisions.tests.test_query_counts import queries_of
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory
from tests.standing import standing

NOW = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)

PAGES = [
    "/kuusela/viranhaltijapaatokset",
    "/kuusela/viranhaltijapaatokset/2026900",
    "/kuusela/kuulutukset",
    "/kuusela/kuulutukset/{notice}",
    "/kuusela/luottamushenkilot",
    "/kuusela/luottamushenkilot/maija-metsa",
    "/kuusela/viranhaltijat",
    "/kuusela/aloitteet",
    "/kuusela/asiat/1-2026",
    "/kuusela/toimielimet/lautakunta",
    "/kuusela/kokoukset/2026104",
    "/kuusela/kokoukset/2026104/1",
]

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Records:
    """Records that grow: each step adds one row to every list there is."""

    def __init__(self) -> None:
        self.owner = OrganizationFactory(slug="kuusela")
        self.body = BodyFactory(organization=self.owner, slug="lautakunta")
        self.office = OfficeFactory(organization=self.owner)
        self.case = CaseFactory(organization=self.owner, number="1/2026")
        self.decision = OfficerDecisionFactory(office=self.office, legacy_id="2026900", case=self.case, number=900)
        self.notice = NoticeFactory(organization=self.owner)
        self.person = PersonFactory(organization=self.owner, slug="maija-metsa")
        meeting = MeetingFactory(body=self.body, legacy_id="2026104")
        self.item = ItemFactory(meeting=meeting, position=1)
        self.size = 0

    def grow(self) -> None:
        number = self.size = self.size + 1
        OfficerDecisionFactory(office=self.office, case=self.case, number=number, takeover_body=self.body)
        file = StoredFile.objects.create(sha256=f"{number:064}", size=1, kind="text/plain", name="a.txt")
        DecisionAttachmentFactory(decision=self.decision, file=file)
        NoticeFactory(organization=self.owner, case=self.case)
        NoticeAttachmentFactory(notice=self.notice, file=file)
        first = SeatFactory(body=self.body)
        SeatFactory(body=self.body, role="deputy", deputises_for=first)
        SeatFactory(body=BodyFactory(organization=self.owner), person=self.person)
        HoldingFactory(office=OfficeFactory(organization=self.owner))
        InitiativeFactory(organization=self.owner, submitted_to=self.body, case=self.case)
        self._grow_item(number)

    def _grow_item(self, number: int) -> None:
        item = self.item
        event = VoteEvent.objects.create(item=item, position=number, title="Ehdotus", procedure=VoteProcedure.NAMED)
        choice = VoteChoice.objects.create(event=event, position=1, kind=ChoiceKind.YES, count=1)
        Vote.objects.create(choice=choice, position=1, name="Maija")
        values = {"meeting": item.meeting, "position": number, "name": "Maija", "role": AttendanceRole.MEMBER}
        person = Attendance.objects.create(**values)
        AttendanceChange.objects.create(attendance=person, item=item, kind=AttendanceChangeKind.LEFT)
        reason = {"reason": "Kirjoitusvirhe", "corrected_at": NOW}
        Correction.objects.create(item=item, number=number, kind=CorrectionKind.CLERICAL, **reason)


@pytest.fixture(scope="module")
def counted(django_db_setup, django_db_blocker) -> dict[str, tuple[int, int]]:
    """How many queries each page costs with one row in every list and with three; the rows are made once."""
    addresses, client = [page + ending for page in PAGES for ending in ("/", ".json")], Client()
    with standing(django_db_blocker), time_machine.travel(NOW, tick=False):
        records = Records()

        def count() -> dict[str, int]:
            notice = records.notice.public_id
            return {address: queries_of(client, address.format(notice=notice)) for address in addresses}

        records.grow()
        first = count()
        records.grow()
        records.grow()
        third = count()
        return {address: (first[address], third[address]) for address in addresses}


@pytest.mark.parametrize("ending", ["/", ".json"])
@pytest.mark.parametrize("page", PAGES)
def test_three_rows_cost_as_many_queries_as_one(counted, page, ending):
    with_one_row, with_three_rows = counted[page + ending]

    assert with_three_rows == with_one_row

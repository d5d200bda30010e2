"""A small municipality whose record has one of everything that a public page can show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from seutu.publishing.decisions.models import (
    AgendaItem,
    AttachmentKind,
    Attendance,
    AttendanceRole,
    Case,
    Checker,
    MeetingKind,
    MeetingState,
    Outcome,
    PartKind,
)
from seutu.publishing.decisions.tests.factories import (
    AttachmentFactory,
    CaseFactory,
    ItemFactory,
    MeetingFactory,
    PartFactory,
)
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.organizations.tests.factories import BodyFactory, BodyTermFactory

TABLE = "<table><thead><tr><th>Osa</th><th>Euroa</th></tr></thead><tbody><tr><td>Työ</td><td>1 200 €</td></tr></table>"


def public_page(path: str) -> Callable[[pytest.FixtureRequest], str]:
    """A page of that municipality, for a `PageType`."""

    def make(request: pytest.FixtureRequest) -> str:
        fill(request.getfixturevalue("municipality"))
        return path

    return make


def fill(owner: Organization) -> None:
    """Fill ``owner`` with a body, its minutes, an agenda and a draft."""
    board = BodyFactory(
        organization=owner, name_fi="Kunnanhallitus", name_sv="Kommunstyrelsen", slug="kh", kind=Body.Kind.BOARD
    )
    body = BodyFactory(
        organization=owner,
        name_fi="Tekninen lautakunta",
        name_sv="Tekniska nämnden",
        slug="tekninen-lautakunta",
        abbreviation="TEKLA",
        parent=board,
    )
    BodyTermFactory(body=body)
    case = CaseFactory(organization=owner, number="157/00.01.05.00/2020", title="Kevyen liikenteen väylän valaistus")
    _minutes(body, case)
    coming = clock.now() + dt.timedelta(days=6)
    agenda = MeetingFactory(body=body, legacy_id="2026105", state=MeetingState.AGENDA_PUBLISHED, starts_at=coming)
    ItemFactory(meeting=agenda, position=1, section_number=20, title="Valaistuksen hankinta", case=case)
    draft = MeetingFactory(body=body, legacy_id="2026106", state=MeetingState.DRAFT, kind=MeetingKind.EXTRAORDINARY)
    ItemFactory(meeting=draft, position=1, section_number=None, title="Luonnosteltava asia")


def _minutes(body: Body, case: Case) -> None:
    meeting = MeetingFactory(body=body, legacy_id="2026104", number=3, place="Kunnantalo, kokoushuone 2")
    people = [("Maija Metsä", AttendanceRole.CHAIR), ("Outi Oja", AttendanceRole.MEMBER)]
    for place, (name, role) in enumerate(people, start=1):
        Attendance.objects.create(
            meeting=meeting, position=place, name=name, role=role, arrived_at=dt.time(16, 12), note="§ 17 ajan"
        )
    Checker.objects.create(meeting=meeting, position=1, name="Outi Oja", checked_on=dt.date(2026, 3, 13))
    _full_item(ItemFactory(meeting=meeting, position=1, section_number=16, title="Väylän valaistus", case=case))
    ItemFactory(
        meeting=meeting,
        position=2,
        section_number=17,
        title="Riita urakan laadusta",
        is_withheld=True,
        is_supplementary=True,
        secrecy_ground="JulkL 24 § 1 mom. 19 k.",
    )
    ItemFactory(meeting=meeting, position=3, section_number=18, title="Svar till vänorten", language="sv")


def _full_item(item: AgendaItem) -> None:
    item.outcome, item.outcome_detail, item.presenter = Outcome.VOTE, "7–4", "Tekninen johtaja"
    item.save()
    texts = {
        PartKind.BACKGROUND: f"<p>Väylä on pimeä.</p><h3>Kustannukset</h3>{TABLE}",
        PartKind.PROPOSAL: "<p>Lautakunta hyväksyy suunnitelman.</p><ol><li>Heti.</li><li>Kokonaan.</li></ol>",
        PartKind.COUNTER_PROPOSAL: "<p>Lautakunta palauttaa asian.</p>",
        PartKind.DECISION: "<p>Ehdotus hyväksyttiin äänin 7–4.</p>",
        PartKind.DISSENT: "<p>Avvikande mening på svenska.</p>",
    }
    for place, (kind, html) in enumerate(texts.items(), start=1):
        language = "sv" if kind is PartKind.DISSENT else ""
        PartFactory(item=item, position=place, kind=kind, html=html, author="Tekninen johtaja", language=language)
    PartFactory(item=item, position=9, kind=PartKind.PROPOSAL, is_amended=True, html="<p>Hyväksyy muutettuna.</p>")
    AttachmentFactory(item=item, position=1, number=1, title="Kartta")
    AttachmentFactory(item=item, position=2, kind=AttachmentKind.SUPPORTING, title="Lausunto", is_unpublished=True)
    AttachmentFactory(
        item=item, position=3, number=2, title="Tarjous", is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 20 k."
    )
    item.remedies.create(remedy="review_request")

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions.models import InitiativeKind, InitiativeState, MeetingState, RecordState
from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory, MeetingFactory
from seutu.publishing.decisions.tests.record_factories import InitiativeFactory
from seutu.shared.organizations.tests.factories import BodyFactory

LIST = "/en/kuusela/aloitteet/"
PAGE = "/en/kuusela/aloitteet/2026/3/"
TWIN = "/kuusela/aloitteet/2026/3.json"

pytestmark = pytest.mark.django_db


def initiative(owner, **values):
    return InitiativeFactory(**{"organization": owner, "number": 3, **values})


def text(response):
    return " ".join(response.content.decode().split())


def test_a_councillor_who_signed_first_is_named(client, municipality):
    initiative(municipality, first_signatory="Outi Oja", signature_count=14, html="<p>Esitämme.</p>")

    page = text(client.get(PAGE))

    assert "Council initiative 3/2026" in page
    assert "Outi Oja" in page
    assert "14 signatures" in page
    assert "<p>Esitämme.</p>" in page


def test_a_resident_who_signed_first_is_not(client, municipality, clerk):
    initiative(municipality, kind=InitiativeKind.RESIDENTS, first_signatory="Kalle Kangas", signature_count=412)
    client.force_login(clerk)

    assert "Kalle Kangas" not in text(client.get(PAGE))
    assert client.get(TWIN).json()["first_signatory"] == ""
    assert client.get(TWIN).json()["signature_count"] == 412


@pytest.mark.parametrize(
    ("state", "solid"),
    [
        (InitiativeState.SUBMITTED, False),
        (InitiativeState.IN_PREPARATION, False),
        (InitiativeState.ANSWERED, True),
        (InitiativeState.CLOSED, True),
    ],
)
def test_its_state_is_dashed_until_it_is_settled(client, municipality, state, solid):
    initiative(municipality, state=state, answered_on=dt.date(2026, 3, 10))

    page, row = text(client.get(PAGE)), text(client.get(LIST))

    assert ('class="item open"' in row) is not solid
    assert ('<li class="open"' in page) is not solid
    assert ('<li class="decided"' in page) is solid


def test_it_leads_to_its_case_and_to_the_item_that_answered_it(client, municipality):
    case = CaseFactory(organization=municipality, number="1/2026")
    meeting = MeetingFactory(body=BodyFactory(organization=municipality, abbreviation="KV"))
    item = ItemFactory(meeting=meeting, case=case, section_number=16)
    values = {"case": case, "answer_item": item, "answered_on": dt.date(2026, 3, 10)}
    initiative(municipality, state=InitiativeState.ANSWERED, **values)

    page = text(client.get(PAGE))

    assert "/en/kuusela/asiat/1-2026/" in page
    assert f"/en/kuusela/kokoukset/{meeting.public_id}/{item.position}/" in page
    assert "KV 10.3.2026 §" in page


def test_an_answer_that_is_not_out_yet_is_not_told(client, municipality):
    meeting = MeetingFactory(body=BodyFactory(organization=municipality), state=MeetingState.DRAFT)
    item = ItemFactory(meeting=meeting, title="Salakari", case=CaseFactory(organization=municipality))
    initiative(municipality, answer_item=item, case=item.case)

    page = text(client.get(PAGE))

    assert "/kokoukset/1" not in page
    assert "/asiat/" not in page
    assert client.get(TWIN).json()["answer"] is None


def test_a_draft_is_for_those_who_prepare(client, municipality, clerk, outsider):
    initiative(municipality, record_state=RecordState.DRAFT, published_at=None)

    assert client.get(PAGE).status_code == 404
    client.force_login(outsider)
    assert client.get(PAGE).status_code == 404
    client.force_login(clerk)
    assert "This is a draft." in text(client.get(PAGE))


def test_the_list_can_be_narrowed_to_whose_they_are_and_to_a_year(client, municipality):
    initiative(municipality, title="Koulumatkat")
    InitiativeFactory(organization=municipality, kind=InitiativeKind.RESIDENTS, title="Uimaranta", year=2025)

    residents = text(client.get(f"{LIST}?laji=kuntalaisaloitteet"))
    this_year = text(client.get(f"{LIST}?vuosi=2026"))

    assert "Uimaranta" in residents
    assert "Koulumatkat" not in residents
    assert "Koulumatkat" in this_year
    assert "Uimaranta" not in this_year
    assert client.get(f"{LIST}?laji=olematon").status_code == 404

"""Every page of the registers: who has not signed in is asked to, and who is of another municipality finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse

from seutu.publishing.decisions.models import Notification, RemedyInstructions
from seutu.publishing.decisions.tests.factories import ItemFactory
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
from seutu.publishing.desk import register_urls
from seutu.shared.audit.actor import System
from seutu.shared.files.actions import store
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.organizations.tests.factories import BodyFactory
from tests.standing import standing

pytestmark = pytest.mark.django_db

NAMES = sorted(pattern.name for pattern in register_urls.urlpatterns)
# Without a row in the address: a clerk of another municipality has registers of their own there.
OWN = {
    *("officer_decisions", "new_officer_decision", "takeovers", "notices", "new_notice", "people", "new_person"),
    *("erase_former_people", "offices", "new_office", "initiatives", "new_initiative", "notifications"),
    *("remedy_instructions", "new_remedy_instructions"),
}
SECRET = "Salakari"


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, int]]:
    """A row of each kind in the clerk's municipality, by the name it has in addresses; once for all tests here."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("files")):
        yield _rows(BodyFactory(organization__slug="kuusela", organization__name_fi="Kuusela"))


def _rows(body: Body) -> dict[str, int]:
    municipality = body.organization
    file = store(b"Salakari\n", name="salakari.txt", by=System("tests"))
    office = OfficeFactory(organization=municipality, name_fi=SECRET)
    decision = OfficerDecisionFactory(office=office, title=SECRET, takeover_body=body)
    notice = NoticeFactory(organization=municipality, title=SECRET)
    person = PersonFactory(organization=municipality, name=SECRET)
    item = ItemFactory(meeting__body=body, title=SECRET)
    told = Notification.objects.create(
        item=item, party_name=SECRET, way="proof_of_delivery", sent_on=item.meeting.displayed_on
    )
    instructions = RemedyInstructions.objects.create(
        organization=municipality, remedy="municipal", html=f"<p>{SECRET}</p>", valid_from=item.meeting.displayed_on
    )
    return {
        "decision_id": decision.pk,
        "notice_id": notice.pk,
        "person_id": person.pk,
        "seat_id": SeatFactory(person=person, body=body).pk,
        "holding_id": HoldingFactory(person=person, office=office).pk,
        "office_id": office.pk,
        "initiative_id": InitiativeFactory(organization=municipality, title=SECRET).pk,
        "item_id": item.pk,
        "notification_id": told.pk,
        "former_id": instructions.pk,
        "decision_file": DecisionAttachmentFactory(decision=decision, file=file).pk,
        "notice_file": NoticeAttachmentFactory(notice=notice, file=file).pk,
    }


@pytest.fixture
def municipality(rows) -> Organization:
    """The municipality that the rows stand in, for the cast."""
    return Organization.objects.get(slug="kuusela")


def address(name: str, rows: dict[str, int]) -> str:
    route = next(str(pattern.pattern) for pattern in register_urls.urlpatterns if pattern.name == name)
    known = rows | {"attachment_id": rows["notice_file" if "kuulutukset" in route else "decision_file"]}
    return reverse(f"desk:{name}", kwargs={key: value for key, value in known.items() if f":{key}>" in route})


@pytest.mark.parametrize("name", NAMES)
def test_a_visitor_is_asked_to_sign_in(client, rows, name):
    page = address(name, rows)

    answer = client.get(page)
    answer = client.post(page) if answer.status_code == 405 else answer

    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


@pytest.mark.parametrize("name", NAMES)
def test_an_outsider_finds_nothing(client, outsider, rows, name):
    client.force_login(outsider)
    page = address(name, rows)

    answers = [client.get(page), client.post(page)]

    if name not in OWN:
        assert {answer.status_code for answer in answers} <= {404, 405}
    assert not any(SECRET in answer.content.decode() for answer in answers)


@pytest.mark.parametrize("name", NAMES)
def test_who_prepares_no_meetings_has_no_registers(client, operator, rows, name):
    client.force_login(operator)

    assert client.get(address(name, rows)).status_code in {404, 405}


@pytest.mark.parametrize("name", NAMES)
def test_every_page_opens_for_the_clerk(desk_client, rows, name):
    assert desk_client.get(address(name, rows)).status_code in {200, 302, 405}

"""The JSON twin of each page."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions.models import (
    AgendaItem,
    Attendance,
    AttendanceRole,
    ItemRemedy,
    MeetingState,
    Outcome,
    PartKind,
    Remedy,
)
from seutu.publishing.decisions.tests.factories import (
    AttachmentFactory,
    CaseFactory,
    ItemFactory,
    MeetingFactory,
    PartFactory,
)
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    owner = OrganizationFactory(name_fi="Kuusela", name_sv="Granby", slug="kuusela")
    return BodyFactory(organization=owner, name_fi="Tekninen lautakunta", slug="tekla", abbreviation="TEKLA")


@pytest.fixture
def meeting(body):
    return MeetingFactory(body=body, legacy_id="2026104", number=5)


@pytest.fixture
def item(meeting):
    case = CaseFactory(organization=meeting.organization, number="157/00.01.05.00/2020")
    return ItemFactory(
        meeting=meeting, position=4, section_number=16, title="Valot", outcome=Outcome.APPROVED, case=case
    )


PAGES = [
    "/",
    "/kokoukset/",
    "/toimielimet/",
    "/kuusela/",
    "/kuusela/toimielimet/",
    "/kuusela/toimielimet/tekla/",
    "/kuusela/kokoukset/",
    "/kuusela/kokoukset/2026104/",
    "/kuusela/kokoukset/2026104/4/",
    "/kuusela/asiat/157-00.01.05.00-2020/",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
def test_every_page_links_its_twin_which_anyones_script_may_read(client, item, page, prefix):
    address = f"{prefix}{page}"
    twin = f"{address[:-1]}.json" if page != "/" else f"{prefix}/index.json"

    html = client.get(address).content.decode()
    response = client.get(twin)

    assert f'<link rel="alternate" type="application/json" href="{twin}">' in html
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}
    assert response.json()["url"] == f"http://testserver{address}"
    assert client.get(twin, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_the_twin_of_an_item_has_everything_that_its_page_has(client, item, stored_file):
    PartFactory(item=item, position=1, kind=PartKind.PROPOSAL, author="Johtaja", is_amended=True, html="<p>Näin.</p>")
    AttachmentFactory(item=item, position=1, number=1, title="Kartta", file=stored_file)
    AttachmentFactory(item=item, position=2, title="Lista", is_unpublished=True)
    ItemRemedy.objects.create(item=item, remedy=Remedy.MUNICIPAL)
    ItemFactory(meeting=item.meeting, position=5)

    twin = client.get("/kuusela/kokoukset/2026104/4.json").json()

    assert twin["title"] == "Valot"
    assert twin["section_number"] == 16
    assert twin["citation"] == "TEKLA 10.3.2026 §\xa016"
    assert twin["case"] == "http://testserver/kuusela/asiat/157-00.01.05.00-2020/"
    assert twin["meeting"] == "http://testserver/kuusela/kokoukset/2026104/"
    assert (twin["outcome"], twin["day"], twin["displayed_on"]) == ("approved", "2026-03-10", "2026-03-17")
    assert twin["parts"] == [
        {
            "kind": "proposal",
            "heading": "",
            "author": "Johtaja",
            "is_amended": True,
            "language": "fi",
            "html": "<p>Näin.</p>",
            "text": "Näin.",
        }
    ]
    assert [each["url"] for each in twin["attachments"]] == [
        "http://testserver/kuusela/kokoukset/2026104/4/liitteet/1/",
        None,
    ]
    assert twin["attachments"][0]["sha256"] == stored_file.sha256
    assert [(each["remedy"], each["provision"], each["ends_on"]) for each in twin["remedies"]] == [
        ("municipal", "", "2026-04-23")
    ]
    assert (twin["previous"], twin["next"]) == (None, "http://testserver/kuusela/kokoukset/2026104/5.json")


def test_instants_have_the_zone_of_helsinki(client, meeting):
    twin = client.get("/kuusela/kokoukset/2026104.json").json()

    assert twin["starts_at"] == "2026-03-10T16:00:00+02:00"
    assert dt.datetime.fromisoformat(twin["updated_at"]).utcoffset() is not None


def test_an_unknown_hour_is_not_made_up(client, body):
    MeetingFactory(body=body, legacy_id="7", has_time=False)

    twin = client.get("/kuusela/kokoukset/7.json").json()

    assert (twin["day"], twin["starts_at"]) == ("2026-03-10", None)


def test_the_twin_of_a_meeting_has_its_items_and_people(client, item):
    Attendance.objects.create(meeting=item.meeting, position=1, name="Maija Metsä", role=AttendanceRole.CHAIR)

    twin = client.get("/kuusela/kokoukset/2026104.json").json()

    assert [each["title"] for each in twin["items"]] == ["Valot"]
    assert twin["attendance"][0]["name"] == "Maija Metsä"


def test_the_hash_changes_with_what_is_shown(client, item):
    address = "/kuusela/kokoukset/2026104/4.json"
    first = client.get(address).json()["content_hash"]

    AgendaItem.objects.update(title="Valojen uusiminen")

    assert client.get(f"{address}?x=1").json()["content_hash"] != first


def test_the_hash_does_not_tell_of_what_is_hidden(client, body):
    meeting = MeetingFactory(body=body, legacy_id="7", state=MeetingState.MINUTES_DRAFTED)
    item = ItemFactory(meeting=meeting, position=1)
    first = client.get("/kuusela/kokoukset/7/1.json").json()["content_hash"]

    PartFactory(item=item, kind=PartKind.DECISION, html="<p>Ei vielä.</p>")

    assert client.get("/kuusela/kokoukset/7/1.json?x=1").json()["content_hash"] == first


@pytest.mark.slow
def test_a_long_list_leads_to_its_next_and_previous_page(client, body):
    for day in range(1, 32):
        MeetingFactory(body=body, starts_at=dt.datetime(2026, 1, day, 14, tzinfo=dt.UTC))
    address = "http://testserver/kuusela/kokoukset.json?vuosi=2026&sivu="

    first = client.get("/kuusela/kokoukset.json?vuosi=2026").json()
    second = client.get(first["next"]).json()

    assert (first["total"], first["pages"], len(first["meetings"])) == (31, 2, 30)
    assert (first["previous"], first["next"]) == (None, f"{address}2")
    assert (second["previous"], second["next"], len(second["meetings"])) == (f"{address}1", None, 1)


def test_the_twin_is_narrowed_as_its_page_is(client, body):
    MeetingFactory(body=body)
    other = MeetingFactory(body=BodyFactory(organization=body.organization, slug="toinen"))

    twin = client.get("/kuusela/kokoukset.json?toimielin=toinen").json()

    assert [each["id"] for each in twin["meetings"]] == [other.public_id]
    assert client.get("/kuusela/kokoukset.json?vuosi=2025").json()["meetings"] == []
    assert client.get("/kokoukset.json?kunta=kuusela").json()["total"] == 2


def test_a_preparer_reads_the_twin_of_a_draft_and_it_says_that_it_is_one(client, clerk, municipality):
    meeting = MeetingFactory(body=BodyFactory(organization=municipality), legacy_id="9", state=MeetingState.DRAFT)
    ItemFactory(meeting=meeting, position=1)

    assert client.get("/kuusela/kokoukset/9/1.json").status_code == 404
    client.force_login(clerk)
    twin = client.get("/kuusela/kokoukset/9/1.json")

    assert twin.json()["is_public"] is False
    assert "private" in twin["Cache-Control"]


def test_it_is_only_read(client, item):
    assert client.post("/kuusela.json").status_code == 405

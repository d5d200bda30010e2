from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.publishing.decisions.models import SeatRole
from seutu.publishing.decisions.tests.record_factories import HoldingFactory, OfficeFactory, PersonFactory, SeatFactory
from seutu.shared.organizations.models import Body
from seutu.shared.organizations.tests.factories import BodyFactory

ALL = "/en/kuusela/luottamushenkilot/"
NOW = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 3, 20)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def council(municipality):
    return BodyFactory(
        organization=municipality, kind=Body.Kind.COUNCIL, name_fi="Kunnanvaltuusto", slug="kunnanvaltuusto"
    )


def seat(body, name, **values):
    person = PersonFactory(organization=body.organization, name=name, slug=name.lower().replace(" ", "-"))
    return SeatFactory(body=body, person=person, **values)


def text(response):
    return " ".join(response.content.decode().split())


def test_bodies_name_their_chair_first_and_whom_a_deputy_stands_in_for(client, council):
    member = seat(council, "Aino Aho", group="Metsälista")
    seat(council, "Outi Oja", role=SeatRole.CHAIR)
    seat(council, "Anna Aalto", role=SeatRole.DEPUTY, deputises_for=member)

    response = client.get(ALL)
    page = text(response)

    assert page.index("Outi Oja") < page.index("Aino Aho") < page.index("Anna Aalto")
    assert "<td>Aino Aho</td>" in page
    assert "Metsälista" in page
    assert response["X-Robots-Tag"] == "noindex"
    assert "data-nosnippet" in page


def test_a_column_that_is_empty_for_all_is_left_out(client, council):
    seat(council, "Aino Aho", group="Metsälista")
    seat(council, "Outi Oja", role=SeatRole.CHAIR)

    page = text(client.get(ALL))

    assert "Stands in for" not in page
    assert '<th scope="col">Group</th>' in page
    assert page.count("<td></td>") == 1


@pytest.mark.parametrize(
    ("term", "is_shown"),
    [
        ({"starts_on": TODAY}, True),
        ({"starts_on": dt.date(2025, 6, 1), "ends_on": TODAY}, True),
        ({"starts_on": dt.date(2025, 6, 1), "ends_on": dt.date(2026, 3, 19)}, False),
        ({"starts_on": dt.date(2026, 3, 21)}, False),
    ],
    ids=["first day", "last day", "day after", "day before"],
)
def test_a_person_is_shown_while_a_seat_of_theirs_is_in_force(client, council, term, is_shown):
    seat(council, "Aino Aho", **term)

    assert ("Aino Aho" in text(client.get(ALL))) is is_shown
    assert ("Aino Aho" in text(client.get("/en/kuusela/toimielimet/kunnanvaltuusto/"))) is is_shown
    assert client.get(f"{ALL}aino-aho/").status_code == (200 if is_shown else 404)
    assert client.get("/kuusela/luottamushenkilot/aino-aho.json").status_code == (200 if is_shown else 404)


def test_the_page_of_a_person_has_only_what_is_in_force(client, council, municipality):
    held = seat(council, "Aino Aho", ends_on=dt.date(2029, 5, 31))
    former = BodyFactory(organization=municipality, name_fi="Entinen lautakunta")
    SeatFactory(body=former, person=held.person, starts_on=dt.date(2021, 8, 1), ends_on=dt.date(2025, 5, 31))

    page = text(client.get(f"{ALL}aino-aho/"))

    assert "Kunnanvaltuusto" in page
    assert "31 May 2029" in page
    assert "Entinen" not in page


def test_a_deputy_of_a_seat_that_ended_stands_in_for_nobody(client, council):
    ended = seat(council, "Aino Aho", ends_on=dt.date(2026, 3, 19))
    seat(council, "Anna Aalto", role=SeatRole.DEPUTY, deputises_for=ended)

    assert "Aino Aho" not in text(client.get(ALL))


def test_offices_tell_who_holds_them_today(client, municipality):
    office = OfficeFactory(organization=municipality, name_fi="Tekninen johtaja")
    HoldingFactory(office=office, person__name="Veera Virkanen")
    HoldingFactory(office=office, person__name="Entinen Johtaja", ends_on=dt.date(2026, 3, 19))
    OfficeFactory(organization=municipality, name_fi="Kunnanjohtaja")

    page = text(client.get("/en/kuusela/viranhaltijat/"))
    twin = client.get("/kuusela/viranhaltijat.json").json()

    assert "Veera Virkanen" in page
    assert "Entinen Johtaja" not in page
    assert [len(each["holders"]) for each in twin["offices"]] == [0, 1]


def test_an_office_holder_without_a_seat_has_no_page_among_elected_officials(client, municipality):
    HoldingFactory(office=OfficeFactory(organization=municipality), person__slug="veera-virkanen")

    assert client.get(f"{ALL}veera-virkanen/").status_code == 404


def test_the_page_of_a_body_is_left_out_of_search_engines_only_when_it_names_people(client, council):
    page = "/en/kuusela/toimielimet/kunnanvaltuusto/"

    assert "X-Robots-Tag" not in client.get(page)
    seat(council, "Aino Aho")
    assert client.get(f"{page}?sivu=1")["X-Robots-Tag"] == "noindex"

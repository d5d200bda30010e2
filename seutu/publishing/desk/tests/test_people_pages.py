"""People, seats and offices at the desk."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from seutu.publishing.decisions.models import Office, Person
from seutu.publishing.decisions.tests.record_factories import HoldingFactory, OfficeFactory, PersonFactory, SeatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def person(municipality) -> Person:
    return PersonFactory(organization=municipality, name="Taru Tarmokas")


def page(name: str, row) -> str:
    return reverse(f"desk:{name}", args=[row.pk])


def test_a_person_is_added_and_gets_a_seat(desk_client, municipality, body):
    desk_client.post(reverse("desk:new_person"), {"organization": municipality.pk, "name": "Väinö Älykäs"})
    person = Person.objects.get()

    desk_client.post(page("give_seat", person), {"body": body.pk, "role": "member", "starts_on": "1.6.2025"})

    shown = desk_client.get(page("person", person)).content.decode()
    assert person.slug == "vaino-alykas"
    assert body.name_fi in shown
    assert "1.6.2025" in shown


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"starts_on": ""}, "starts_on"),
        ({"ends_on": "1.1.2025"}, "ends_on"),
        ({"body": ""}, "body"),
        ({"role": "member", "deputises_for": "member"}, "deputises_for"),
        ({"role": "deputy", "deputises_for": "elsewhere"}, "deputises_for"),
    ],
)
def test_what_is_wrong_with_a_seat_is_said_beside_its_field(desk_client, municipality, person, body, given, field):
    known = {"member": SeatFactory(body=body), "elsewhere": SeatFactory(body__organization=municipality)}
    sent = {"body": body.pk, "role": "member", "starts_on": "1.6.2025"} | given
    if "deputises_for" in sent:
        sent["deputises_for"] = known[sent["deputises_for"]].pk

    answer = desk_client.post(page("give_seat", person), sent)

    assert field in answer.context["form"].errors
    assert not person.seats.exists()


def test_a_second_seat_in_the_same_body_is_refused_in_words(desk_client, person, body):
    SeatFactory(person=person, body=body)

    answer = desk_client.post(page("give_seat", person), {"body": body.pk, "role": "chair", "starts_on": "1.6.2026"})

    assert "starts_on" in answer.context["form"].errors


def test_a_body_of_another_municipality_cannot_be_chosen(desk_client, person):
    other = SeatFactory().body

    answer = desk_client.post(page("give_seat", person), {"body": other.pk, "role": "chair", "starts_on": "1.6.2026"})

    assert "body" in answer.context["form"].errors


def test_a_seat_gets_its_last_day_and_one_by_mistake_is_taken_back(desk_client, person, body):
    seat = SeatFactory(person=person, body=body)
    assert "ends_on" in desk_client.post(page("end_seat", seat), {"ends_on": "1.1.2020"}).context["form"].errors

    desk_client.post(page("end_seat", seat), {"ends_on": "2.11.2026"})
    seat.refresh_from_db()
    assert seat.ends_on == dt.date(2026, 11, 2)

    desk_client.post(page("remove_seat", seat))
    assert not person.seats.exists()


def test_an_office_is_made_given_ended_and_taken_back(desk_client, municipality, person):
    desk_client.post(reverse("desk:new_office"), {"organization": municipality.pk, "name_fi": "Rehtori"})
    office = Office.objects.get()
    desk_client.post(page("office", office), {"name_fi": "Johtava rehtori", "abbreviation": "JR"})
    office.refresh_from_db()
    assert (office.name_fi, office.abbreviation, office.slug) == ("Johtava rehtori", "JR", "rehtori")

    desk_client.post(page("give_office", person), {"office": office.pk, "starts_on": "1.1.2026"})
    holding = person.holdings.get()
    again = desk_client.post(page("give_office", person), {"office": office.pk, "starts_on": "1.2.2026"})
    assert "starts_on" in again.context["form"].errors

    desk_client.post(page("end_holding", holding), {"ends_on": "1.11.2026"})
    holding.refresh_from_db()
    assert holding.ends_on == dt.date(2026, 11, 1)

    desk_client.post(page("remove_holding", holding))
    assert not person.holdings.exists()


def test_a_name_changes_and_is_never_empty(desk_client, person):
    assert "name" in desk_client.post(page("rename_person", person), {"name": " "}).context["form"].errors

    desk_client.post(page("rename_person", person), {"name": "Taru Toimelias"})

    person.refresh_from_db()
    assert person.slug == "taru-toimelias"


def test_who_holds_something_is_not_erased(desk_client, person, body):
    SeatFactory(person=person, body=body)

    desk_client.post(page("erase_person", person))
    assert Person.objects.exists()

    person.seats.update(ends_on=dt.date(2026, 11, 1))
    desk_client.post(page("erase_person", person))
    assert not Person.objects.exists()


def test_former_people_are_listed_first_and_erased_after(desk_client, person, body, other_municipality):
    SeatFactory(person=person, body=body, ends_on=dt.date(2026, 11, 1))
    elsewhere = HoldingFactory(
        office=OfficeFactory(organization=other_municipality), ends_on=dt.date(2026, 11, 1)
    ).person

    listed = desk_client.get(reverse("desk:erase_former_people")).content.decode()
    assert person.name in listed
    assert elsewhere.name not in listed
    assert Person.objects.count() == 2

    desk_client.post(reverse("desk:erase_former_people"))
    assert list(Person.objects.all()) == [elsewhere]


def test_people_are_found_by_a_part_of_the_name(desk_client, person):
    PersonFactory(organization=person.organization, name="Väinö Älykäs")

    found = desk_client.get(reverse("desk:people"), {"nimi": "tarmo"}).content.decode()

    assert "Taru Tarmokas" in found
    assert "Väinö Älykäs" not in found


@pytest.mark.parametrize("name", ["people", "offices", "erase_former_people"])
def test_three_people_cost_as_many_queries_as_one(count_queries, municipality, body, name):
    def add() -> None:
        HoldingFactory(person=SeatFactory(body=body).person, office=OfficeFactory(organization=municipality))
        SeatFactory(body=body, ends_on=dt.date(2026, 11, 1))

    add()
    one = count_queries(reverse(f"desk:{name}"))
    add()
    add()

    assert count_queries(reverse(f"desk:{name}")) == one


def test_three_seats_cost_as_many_queries_as_one(count_queries, municipality, person):
    SeatFactory(person=person, body__organization=municipality)
    one = count_queries(page("person", person))
    for _number in range(2):
        SeatFactory(person=person, body__organization=municipality)

    assert count_queries(page("person", person)) == one

"""People of a municipality: their seats and offices, and how they leave the register."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from seutu.publishing.decisions.actions import people as actions
from seutu.publishing.decisions.actions.people import OfficeInput, SeatInput
from seutu.publishing.decisions.models import OfficeHolding, Person, Seat
from seutu.publishing.decisions.tests.record_factories import HoldingFactory, OfficeFactory, PersonFactory, SeatFactory
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.organizations.tests.factories import BodyFactory

pytestmark = pytest.mark.django_db

BY = System("tests")
TODAY, YESTERDAY = dt.date(2026, 11, 2), dt.date(2026, 11, 1)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def person(municipality):
    return actions.add_person(municipality, "Taru Tarmokas", by=BY)


@pytest.fixture
def body(municipality):
    return BodyFactory(organization=municipality)


def test_namesakes_get_addresses_of_their_own(municipality, other_municipality):
    names = [actions.add_person(municipality, " Väinö  Älykäs ", by=BY).slug for _ in range(3)]

    assert names == ["vaino-alykas", "vaino-alykas-2", "vaino-alykas-3"]
    assert actions.add_person(other_municipality, "Väinö Älykäs", by=BY).slug == "vaino-alykas"


def test_a_name_without_latin_letters_has_an_address_too(municipality):
    assert actions.add_person(municipality, "李", by=BY).slug == "henkilo"


def test_a_former_name_does_not_stay_in_the_address(person):
    actions.rename_person(person, "Taru Toimelias", by=BY)

    assert (person.name, person.slug) == ("Taru Toimelias", "taru-toimelias")
    actions.rename_person(person, "Taru  Toimelias", by=BY)
    assert person.slug == "taru-toimelias"


def test_a_person_and_an_office_need_a_name(municipality, person):
    with pytest.raises(actions.NameMissing):
        actions.add_person(municipality, "  ", by=BY)
    with pytest.raises(actions.NameMissing):
        actions.rename_person(person, "", by=BY)
    with pytest.raises(actions.NameMissing):
        actions.add_office(municipality, OfficeInput(""), by=BY)


def test_a_person_sits_in_a_body_once_at_a_time(person, body):
    first = actions.give_seat(person, SeatInput(body, "member", dt.date(2025, 6, 1), dt.date(2026, 6, 1)), by=BY)

    for starts, ends in [(dt.date(2026, 6, 1), None), (dt.date(2025, 1, 1), dt.date(2025, 6, 1))]:
        with pytest.raises(actions.TermsOverlap):
            actions.give_seat(person, SeatInput(body, "chair", starts, ends), by=BY)
    second = actions.give_seat(person, SeatInput(body, "chair", dt.date(2026, 6, 2)), by=BY)

    assert list(person.seats.order_by("starts_on")) == [first, second]


def test_a_seat_ends_on_its_last_day_and_not_before_its_first(person, body):
    seat = actions.give_seat(person, SeatInput(body, "member", dt.date(2026, 6, 1)), by=BY)

    with pytest.raises(actions.EndsBeforeStart):
        actions.end_term(seat, on=dt.date(2026, 5, 31), by=BY)
    actions.end_term(seat, on=TODAY, by=BY)

    assert not Seat.objects.in_force_on(dt.date(2026, 11, 3)).exists()
    assert Seat.objects.in_force_on(TODAY).exists()


def test_a_deputy_stands_in_for_a_member_of_the_same_body(municipality, person, body):
    member = actions.give_seat(person, SeatInput(body, "member", dt.date(2026, 6, 1)), by=BY)
    deputy = actions.add_person(municipality, "Dea Deputy", by=BY)
    elsewhere = BodyFactory(organization=municipality)

    seat = actions.give_seat(deputy, SeatInput(body, "deputy", TODAY, deputises_for=member), by=BY)

    assert seat.deputises_for == member
    with pytest.raises(actions.OtherOrganization):
        actions.give_seat(deputy, SeatInput(elsewhere, "deputy", TODAY, deputises_for=member), by=BY)


def test_a_body_or_office_of_another_municipality_is_refused(person):
    with pytest.raises(actions.OtherOrganization):
        actions.give_seat(person, SeatInput(BodyFactory(), "member", TODAY), by=BY)
    with pytest.raises(actions.OtherOrganization):
        actions.give_office(person, OfficeFactory(), starts_on=TODAY, by=BY)


def test_a_person_holds_an_office_once_at_a_time(municipality, person):
    office = actions.add_office(municipality, OfficeInput("Sivistysjohtaja", "Bildningsdirektör", "SJ"), by=BY)
    again = actions.add_office(municipality, OfficeInput("Sivistysjohtaja"), by=BY)
    assert (office.slug, again.slug) == ("sivistysjohtaja", "sivistysjohtaja-2")

    holding = actions.give_office(person, office, starts_on=YESTERDAY, by=BY)
    with pytest.raises(actions.TermsOverlap):
        actions.give_office(person, office, starts_on=TODAY, by=BY)
    actions.remove_term(holding, by=BY)

    assert actions.give_office(person, office, starts_on=TODAY, by=BY).office == office


def test_the_address_of_an_office_stays_when_its_name_changes(municipality):
    office = actions.add_office(municipality, OfficeInput("Rehtori"), by=BY)

    actions.change_office(office, OfficeInput("Johtava rehtori"), by=BY)

    assert (office.name_fi, office.slug) == ("Johtava rehtori", "rehtori")


def test_who_is_in_office_is_not_erased(person, body):
    actions.give_seat(person, SeatInput(body, "member", dt.date(2026, 12, 1)), by=BY)

    with pytest.raises(actions.StillInForce):
        actions.erase_person(person, by=BY)


def test_those_who_hold_nothing_any_more_are_erased_with_their_terms():
    former = SeatFactory(ends_on=YESTERDAY).person
    both = SeatFactory(ends_on=YESTERDAY).person
    HoldingFactory(person=both, office=OfficeFactory(organization=both.organization))
    last_day = SeatFactory(ends_on=TODAY).person
    newcomer = PersonFactory()

    assert actions.erase_former_people(by=BY, is_dry_run=True) == [former.pk]
    assert Person.objects.count() == 4
    assert actions.erase_former_people(by=BY) == [former.pk]

    assert set(Person.objects.all()) == {both, last_day, newcomer}
    assert not Seat.objects.filter(person_id=former.pk).exists()
    entry = Entry.objects.get(verb="person.erased")
    assert entry.target_id == str(former.pk)


def test_only_the_people_of_the_given_organizations_are_erased(municipality):
    SeatFactory(ends_on=YESTERDAY)

    assert actions.erase_former_people(by=BY, organizations=[municipality.pk]) == []


def test_the_command_says_whom_and_with_a_dry_run_erases_nobody(capsys):
    former = HoldingFactory(ends_on=YESTERDAY).person

    call_command("erase_former_people", "--dry-run")
    assert str(former.pk) in capsys.readouterr().out
    assert OfficeHolding.objects.exists()

    call_command("erase_former_people")
    call_command("erase_former_people")
    assert not Person.objects.exists()

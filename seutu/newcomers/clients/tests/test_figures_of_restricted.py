"""Whom figures do not break down: protected clients, and those the processing of whose data is restricted."""

from __future__ import annotations

import pytest

from seutu.newcomers.clients.models import Gender, Household, MunicipalityKind
from seutu.newcomers.clients.tests.counting import cells, counted, open_numbers
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory, TopicFactory
from seutu.shared.core.figures import NOT_KNOWN, FigureCell, dimensions, indicators
from seutu.shared.organizations.tests.factories import OrganizationFactory, UnitFactory

pytestmark = pytest.mark.django_db

RESTRICTED = ({"is_protected": True}, {"processing_restricted": True})


def contact_of(client, **values):
    return ContactFactory(client=client, unit=client.unit, **values)


@pytest.fixture
def unit():
    return UnitFactory(organization=OrganizationFactory(slug="kuusela"))


@pytest.mark.parametrize("flags", RESTRICTED)
def test_a_restricted_client_is_counted_in_the_whole_and_broken_down_by_nothing_personal(unit, flags):
    place = {"client_municipality": unit.organization, "client_municipality_kind": MunicipalityKind.NAMED}
    told = {"gender": Gender.WOMAN, "language": "ti", "service_language": "ti", **place}
    contact_of(ClientFactory(unit=unit, **flags), **told).topics.set([TopicFactory(code="turva-1")])

    of_person = [each.key for each in dimensions.entries() if each.about_person]
    for key in ("contacts", "clients", "topics"):
        for dimension in indicators.entry(key).dimensions & set(of_person):
            assert counted(key, dimension) == {(NOT_KNOWN,): 1}, (key, dimension)
    assert cells("contacts", "provider_municipality", "channel") == [FigureCell(("kuusela", "phone"), 1, 0)]


@pytest.mark.parametrize("flags", RESTRICTED)
@pytest.mark.parametrize("key", ["contacts", "clients", "households", "new_clients", "contact_minutes"])
def test_a_restricted_client_is_left_out_of_the_open_number(unit, key, flags):
    for _time in range(2):
        contact_of(ClientFactory(unit=unit))
    contact_of(ClientFactory(unit=unit, **flags))

    per_contact = 10 if key == "contact_minutes" else 1
    assert counted(key) == {(): 3 * per_contact}
    assert open_numbers(key) == {(): 2 * per_contact}


def test_an_anonymous_contact_is_open():
    ContactFactory()

    assert cells("contacts") == [FigureCell((), 1, 1)]


@pytest.mark.parametrize("flags", RESTRICTED)
def test_narrowing_by_something_personal_never_reaches_a_restricted_client(unit, flags):
    contact_of(ClientFactory(unit=unit, **flags), gender=Gender.WOMAN)

    assert counted("contacts", only={"gender": ["woman"]}) == {}
    assert counted("contacts", only={"gender": [NOT_KNOWN]}) == {(): 1}
    assert counted("contacts", only={"channel": ["phone"]}) == {(): 1}


def test_figures_by_something_personal_are_the_same_whatever_a_restricted_client_is(unit):
    ordinary, protected = ClientFactory(unit=unit), ClientFactory(unit=unit, is_protected=True)
    contact_of(ordinary, gender=Gender.MAN)
    contact = contact_of(protected, gender=Gender.MAN)
    before = cells("contacts", "gender", "age_band")

    contact.gender, contact.age_band = Gender.WOMAN, "61"
    contact.save()

    assert cells("contacts", "gender", "age_band") == before


def test_a_household_with_a_restricted_client_is_restricted_and_counted_once(unit):
    home = Household.objects.create()
    contact_of(ClientFactory(unit=unit, household=home), gender=Gender.WOMAN)
    contact_of(ClientFactory(unit=unit, household=home, is_protected=True), gender=Gender.MAN)

    assert cells("households") == [FigureCell((), 1, 0)]
    assert cells("households", "gender") == [FigureCell((NOT_KNOWN,), 1, 0)]


@pytest.mark.parametrize("key", ["contact_minutes", "work_minutes", "group_sessions", "participants"])
def test_work_is_not_broken_down_by_people(key):
    of_person = {each.key for each in dimensions.entries() if each.about_person}

    # The language of a group session is that of the session.
    assert indicators.entry(key).dimensions & of_person <= {"service_language"}

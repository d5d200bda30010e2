from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from seutu.newcomers.clients.models import (
    Assessment,
    BasisGroup,
    Client,
    Gender,
    GroupSession,
    Household,
    IntegrationPlan,
    Interpreting,
    MunicipalityKind,
    OtherWork,
    OtherWorkKind,
    Reach,
    StatusRecord,
    VisitKind,
    scoped,
)
from seutu.newcomers.clients.tests.counting import YEAR, counted
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory, FundingCodeFactory, TopicFactory
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import clock
from seutu.shared.core.figures import NOT_KNOWN, CountUnit, dimensions, indicators
from seutu.shared.organizations.tests.factories import OrganizationFactory, UnitFactory

pytestmark = pytest.mark.django_db

KEYS = [each.key for each in indicators.entries()]


def contact_of(client, **values):
    return ContactFactory(client=client, unit=values.pop("unit", None) or client.unit, **values)


def group_session(**values):
    unit = values.pop("unit", None) or UnitFactory()
    return GroupSession.objects.create(
        **{
            "unit": unit,
            "provider_municipality": unit.organization,
            "logged_by": UserFactory(),
            "logged_at": clock.now(),
            "occurred_on": dt.date(2026, 3, 2),
            "minutes": 90,
            "funding_code": FundingCodeFactory(),
            "title": "Keskusteluryhmä",
            "service_language": "fi",
            "participants": 8,
            **values,
        }
    )


def other_work(**values):
    unit = UnitFactory()
    return OtherWork.objects.create(
        **{
            "unit": unit,
            "provider_municipality": unit.organization,
            "logged_by": UserFactory(),
            "logged_at": clock.now(),
            "occurred_on": dt.date(2026, 3, 2),
            "minutes": 45,
            "funding_code": FundingCodeFactory(),
            "kind": OtherWorkKind.NETWORKING,
            **values,
        }
    )


# -- contacts ---------------------------------------------------------------------------------------


def test_only_contacts_that_reached_somebody_are_contacts():
    for reach, times in ((Reach.REACHED, 3), (Reach.NO_SHOW, 2), (Reach.NOT_REACHED, 1)):
        ContactFactory.create_batch(times, reach=reach)

    assert counted("contacts") == {(): 3}
    assert counted("no_shows") == {(): 2}
    assert counted("not_reached") == {(): 1}
    assert counted("contacts", "reach") == {("reached",): 3}


def test_a_contact_with_many_topics_is_one_contact_and_many_topics():
    housing, tax = TopicFactory(code="asuminen-1"), TopicFactory(code="vero-1")
    ContactFactory().topics.set([housing, tax])
    ContactFactory().topics.set([tax])
    ContactFactory(reach=Reach.NO_SHOW).topics.set([tax])
    ContactFactory()

    assert counted("contacts") == {(): 3}
    assert counted("topics") == {(): 3}
    assert counted("topics", "topic") == {("asuminen-1",): 1, ("vero-1",): 2}
    assert counted("topics", only={"topic": ["vero-1"]}) == {(): 2}


def test_a_closed_code_and_the_one_that_follows_it_are_one_value():
    former = TopicFactory(code="asuminen-1", name_fi="Asuminen", ends_on=dt.date(2026, 2, 28))
    later = TopicFactory(code="asuminen-1", name_fi="Asuminen ja muutto", starts_on=dt.date(2026, 3, 1))
    client = ClientFactory()
    for topic, day in ((former, dt.date(2026, 2, 2)), (later, dt.date(2026, 4, 2))):
        contact_of(client, occurred_on=day).topics.set([topic])

    assert counted("topics", "topic") == {("asuminen-1",): 2}
    assert counted("clients", "topic") == {("asuminen-1",): 1}
    assert dimensions.entry("topic").words(["asuminen-1"]) == {"asuminen-1": "Asuminen ja muutto"}


def test_what_was_not_asked_and_what_was_not_told_are_both_not_known():
    for gender in Gender:
        ContactFactory(gender=gender)

    assert counted("contacts", "gender") == {("woman",): 1, ("man",): 1, ("other",): 1, (NOT_KNOWN,): 2}


def test_a_municipality_is_told_by_its_word_and_others_by_what_is_known():
    home = OrganizationFactory(slug="kuusela")
    ContactFactory(client_municipality=home, client_municipality_kind=MunicipalityKind.NAMED)
    for kind in (MunicipalityKind.OTHER_FINNISH, MunicipalityKind.NONE, MunicipalityKind.UNKNOWN):
        ContactFactory(client_municipality_kind=kind)

    found = counted("contacts", "client_municipality")

    assert found == {("kuusela",): 1, ("other_finnish",): 1, ("none",): 1, (NOT_KNOWN,): 1}
    assert counted("contacts", only={"client_municipality": ["kuusela", NOT_KNOWN]}) == {(): 2}
    assert counted("contacts", only={"client_municipality": ["nowhere"]}) == {}


def test_only_the_work_of_the_named_municipalities_is_counted():
    ours, theirs = UnitFactory(), UnitFactory()
    ContactFactory.create_batch(2, unit=ours)
    ContactFactory(unit=theirs)
    group_session(unit=theirs)

    assert counted("contacts", organizations=[ours.organization_id]) == {(): 2}
    assert counted("work_minutes", organizations=[ours.organization_id]) == {(): 20}
    assert counted("contacts", organizations=[]) == {}
    assert counted("contacts", "provider_municipality") == {
        (ours.organization.slug,): 2,
        (theirs.organization.slug,): 1,
    }


@pytest.mark.parametrize(
    ("day", "month", "quarter"),
    [
        (dt.date(2026, 1, 1), "2026-01", "2026-Q1"),
        (dt.date(2026, 3, 31), "2026-03", "2026-Q1"),
        (dt.date(2026, 4, 1), "2026-04", "2026-Q2"),
        (dt.date(2026, 9, 30), "2026-09", "2026-Q3"),
        (dt.date(2026, 10, 1), "2026-10", "2026-Q4"),
        (dt.date(2026, 12, 31), "2026-12", "2026-Q4"),
    ],
)
def test_a_day_is_in_its_month_its_quarter_and_its_year(day, month, quarter):
    ContactFactory(occurred_on=day)

    assert counted("contacts", "month", "quarter", "year") == {(month, quarter, "2026"): 1}


def test_both_ends_of_a_time_are_inside_it():
    for day in (dt.date(2025, 12, 31), YEAR[0], YEAR[1], dt.date(2027, 1, 1)):
        ContactFactory(occurred_on=day)

    assert counted("contacts") == {(): 2}
    assert counted("contacts", "year", days=(dt.date(2025, 12, 31), YEAR[0])) == {("2025",): 1, ("2026",): 1}


def test_interpreted_and_first_visits_and_interpreters_in_vain():
    ContactFactory(interpreting=Interpreting.PHONE, visit_kind=VisitKind.FIRST)
    ContactFactory(interpreting=Interpreting.ON_SITE, interpreter_unused=True, reach=Reach.NO_SHOW)
    ContactFactory(interpreting=Interpreting.ON_SITE, interpreter_unused=True)
    ContactFactory(visit_kind=VisitKind.RETURNING)

    assert counted("interpreted_contacts", "interpreting") == {("phone",): 1}
    assert counted("unused_interpreters") == {(): 2}
    assert counted("first_visits") == {(): 1}


# -- people -----------------------------------------------------------------------------------------


def test_a_client_is_counted_once_however_many_contacts_there_were():
    client = ClientFactory()
    for day in (dt.date(2026, 1, 5), dt.date(2026, 1, 6), dt.date(2026, 5, 5)):
        contact_of(client, occurred_on=day)
    contact_of(ClientFactory(), reach=Reach.NO_SHOW)
    ContactFactory()

    assert counted("clients") == {(): 1}
    assert counted("clients", "month") == {("2026-01",): 1, ("2026-05",): 1}
    assert counted("anonymous_contacts") == {(): 1}


def test_a_client_of_two_municipalities_is_one_in_the_whole_and_one_in_each():
    client = ClientFactory(unit=UnitFactory(organization=OrganizationFactory(slug="kuusela")))
    contact_of(client)
    contact_of(client, unit=UnitFactory(organization=OrganizationFactory(slug="koivula")))

    assert counted("clients") == {(): 1}
    assert counted("clients", "provider_municipality") == {("koivula",): 1, ("kuusela",): 1}


def test_a_client_who_was_not_asked_and_would_not_tell_is_one_not_known():
    client = ClientFactory()
    contact_of(client, basis_group=BasisGroup.NOT_ASKED)
    contact_of(client, basis_group=BasisGroup.NO_ANSWER)

    assert counted("clients", "basis_group") == {(NOT_KNOWN,): 1}


def test_a_new_client_is_counted_where_and_when_the_first_contact_was():
    client = ClientFactory()
    contact_of(client, occurred_on=dt.date(2025, 12, 31), reach=Reach.NO_SHOW)
    contact_of(client, occurred_on=dt.date(2026, 2, 2), gender=Gender.WOMAN)
    contact_of(client, occurred_on=dt.date(2026, 2, 2), gender=Gender.MAN)
    former = ClientFactory()
    contact_of(former, occurred_on=dt.date(2025, 5, 5))
    contact_of(former, occurred_on=dt.date(2026, 5, 5))

    assert counted("new_clients", "month", "gender") == {("2026-02", "woman"): 1}


def test_a_household_is_counted_once_and_who_lives_alone_is_one():
    home = Household.objects.create()
    for client in (ClientFactory(household=home), ClientFactory(household=home), ClientFactory(), ClientFactory()):
        contact_of(client)

    assert counted("clients") == {(): 4}
    assert counted("households") == {(): 3}


def test_forgetting_a_person_moves_no_figure():
    client = ClientFactory(mother_tongue="ar", household=Household.objects.create())
    contact_of(client, language="ar", gender=Gender.WOMAN)
    asked = ("clients", "own_language", "gender"), ("households",), ("new_clients",), ("contacts", "own_language")
    before = [counted(*each) for each in asked]

    scoped(Client.objects.filter(pk=client.pk)).update(
        anonymised_at=clock.now(), shown_name="", keyworker=None, birth_date=None, mother_tongue=""
    )

    assert [counted(*each) for each in asked] == before


def test_a_client_has_assessments_and_plans_once():
    client, by = ClientFactory(), UserFactory()
    at = timezone.make_aware(dt.datetime(2026, 4, 1, 0, 30))
    for _time in range(2):
        Assessment.objects.create(
            client=client,
            asked_on=dt.date(2026, 3, 1),
            started_on=dt.date(2026, 3, 31),
            finalised_at=at,
            finalised_by=by,
        )
    for number in (1, 2):
        IntegrationPlan.objects.create(
            client=client,
            number=number,
            starts_on=dt.date(2026, 4, 1),
            ends_on=dt.date(2027, 3, 1),
            accepted_by_client_on=dt.date(2026, 4, 1),
            accepted_by_worker_on=dt.date(2026, 4, 1),
            finalised_at=at,
            finalised_by=by,
        )

    assert counted("assessments_started", "quarter") == {("2026-Q1",): 1}
    # In Finland it was April already.
    assert counted("assessments_finalised", "month") == {("2026-04",): 1}
    assert counted("plans", "provider_municipality", "quarter") == {(client.controller.slug, "2026-Q2"): 1}


def test_a_status_is_counted_at_each_point_at_which_it_was_recorded():
    client, by = ClientFactory(), UserFactory()
    for point, work in (("start", "unemployed"), ("end", "employed"), ("after", "unknown")):
        StatusRecord.objects.create(
            client=client, point=point, recorded_on=dt.date(2026, 3, 2), recorded_by=by, work=work
        )

    assert counted("statuses") == {(): 1}
    assert counted("statuses", "status_point", "work_status") == {
        ("after", NOT_KNOWN): 1,
        ("end", "employed"): 1,
        ("start", "unemployed"): 1,
    }


# -- work -------------------------------------------------------------------------------------------


def test_hours_are_of_contacts_alone_and_of_all_work():
    ContactFactory(minutes=20)
    ContactFactory(minutes=5, reach=Reach.NO_SHOW)
    group_session()
    other_work()

    assert counted("contact_minutes") == {(): 25}
    assert counted("work_minutes") == {(): 160}
    assert counted("work_minutes", "work_kind") == {("contact",): 25, ("group_session",): 90, ("networking",): 45}
    assert counted("work_minutes", only={"work_kind": ["contact", "networking"]}) == {(): 70}
    assert dimensions.entry("work_kind").arranged(["networking", "contact"]) == ["contact", "networking"]


def test_sessions_and_those_who_took_part_are_counted_apart():
    group_session(participants=8)
    group_session(participants=3, service_language="ar")

    assert counted("group_sessions") == {(): 2}
    assert counted("participants") == {(): 11}
    assert counted("participants", "service_language") == {("ar",): 3, ("fi",): 8}
    assert counted("contacts") == {}


# -- what is declared -------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_every_indicator_can_be_asked_by_each_of_its_dimensions(key):
    for dimension in indicators.entry(key).dimensions:
        assert counted(key, dimension, only={dimension: ["1"]}) == {}


def test_only_numbers_of_people_cannot_be_added():
    of_people = {CountUnit.CLIENT, CountUnit.HOUSEHOLD}

    added = {each.key for each in indicators.entries() if each.is_additive and each.count_unit in of_people}

    assert added == {"new_clients"}
    assert all(each.is_additive for each in indicators.entries() if each.count_unit not in of_people)


def test_every_dimension_names_and_arranges_whatever_it_is_given():
    values = ["zz", NOT_KNOWN, "named", "1"]
    for dimension in dimensions.entries():
        assert set(dimension.words(values)) == set(values)
        assert sorted(dimension.arranged(values)) == sorted(values)
        assert dimension.arranged(values)[-1] == NOT_KNOWN


def test_a_unit_is_named_with_its_municipality():
    unit = UnitFactory(name_fi="Ohjauspiste", organization=OrganizationFactory(name_fi="Kuusela"))

    assert dimensions.entry("unit").words([str(unit.pk)]) == {str(unit.pk): "Ohjauspiste (Kuusela)"}

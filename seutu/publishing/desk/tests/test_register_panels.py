"""What of the registers waits or runs out, on a clerk's first page."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from seutu.publishing.decisions.models import InitiativeState, RecordState
from seutu.publishing.decisions.tests.record_factories import (
    InitiativeFactory,
    NoticeFactory,
    OfficeFactory,
    OfficerDecisionFactory,
)
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

TODAY = "/tyo/"
MONDAY = dt.date(2026, 11, 2)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


def text(client) -> str:
    return client.get(TODAY).content.decode()


def after(days: int) -> dt.date:
    return MONDAY + dt.timedelta(days=days)


def test_a_clerk_with_nothing_in_the_registers_sees_no_empty_panels(desk_client, body):
    page = text(desk_client)

    for words in ("Otto-oikeus", "Pian päättyvät kuulutukset", "Vastausta odottavat aloitteet", "Kesken jääneet"):
        assert words not in page


def test_a_decision_that_can_be_taken_over_shows_its_days_left(desk_client, municipality):
    board = BodyFactory(organization=municipality, name_fi="Kunnanhallitus", slug="kh")
    office = OfficeFactory(organization=municipality, name_fi="Rehtori")
    decision = OfficerDecisionFactory(
        office=office, title="Opettajan valinta", takeover_body=board, displayed_on=after(-3), state="published"
    )

    page = text(desk_client)

    assert "Otto-oikeus" in page
    assert reverse("desk:officer_decision", args=[decision.pk]) in page
    assert "päivää jäljellä" in page
    assert "Kunnanhallitus" in page


@pytest.mark.parametrize(
    ("first", "last", "is_told"), [(-10, 0, True), (-10, 7, True), (-10, 8, False), (-10, -1, False), (1, 5, False)]
)
def test_a_notice_is_told_of_in_its_last_week(desk_client, municipality, first, last, is_told):
    NoticeFactory(
        organization=municipality,
        title="Asemakaavan muutos",
        displayed_on=after(first),
        ends_on=after(last),
        state=RecordState.PUBLISHED,
    )

    page = text(desk_client)

    assert ("Asemakaavan muutos" in page) is is_told
    assert ("Viimeinen päivä" in page) is (last == 0)


@pytest.mark.parametrize(
    ("state", "is_told"),
    [
        (InitiativeState.SUBMITTED, True),
        (InitiativeState.IN_PREPARATION, True),
        (InitiativeState.ANSWERED, False),
        (InitiativeState.CLOSED, False),
    ],
)
def test_an_initiative_is_told_of_until_it_is_answered(desk_client, municipality, state, is_told):
    InitiativeFactory(
        organization=municipality,
        title="Pyörätie koululle",
        state=state,
        submitted_on=after(-60),
        answered_on=after(-1) if state == InitiativeState.ANSWERED else None,
    )

    assert ("Pyörätie koululle" in text(desk_client)) is is_told


def test_nothing_of_another_municipality_is_told(desk_client, body):
    InitiativeFactory(organization=OrganizationFactory(), title="Naapurin aloite")

    assert "Naapurin aloite" not in text(desk_client)


def test_three_records_of_each_ask_no_more_than_one(desk_client, municipality, count_queries):
    board = BodyFactory(organization=municipality, slug="kh")
    office = OfficeFactory(organization=municipality)

    def add() -> None:
        OfficerDecisionFactory(office=office, takeover_body=board, displayed_on=after(-3), state="published")
        NoticeFactory(organization=municipality, displayed_on=after(-3), ends_on=after(3), state="published")
        InitiativeFactory(organization=municipality)

    add()
    one = count_queries(TODAY)
    add()
    add()

    assert count_queries(TODAY) == one

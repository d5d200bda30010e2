from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions.models import MeetingState, Outcome
from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory, MeetingFactory
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

PAGE = "/kuusela/asiat/157-00.01.05.00-2020/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    owner = OrganizationFactory(name_fi="Kuusela", slug="kuusela")
    return CaseFactory(organization=owner, number="157/00.01.05.00/2020", title="Hankkeen vaiheet")


def handle(case, year, body="Jaosto", outcome="", **values):
    body = BodyFactory(organization=case.organization, name_fi=body)
    meeting = MeetingFactory(body=body, starts_at=dt.datetime(year, 3, 10, 14, tzinfo=dt.UTC), **values)
    return ItemFactory(meeting=meeting, case=case, section_number=16, title=f"Käsittely {year}", outcome=outcome)


def text(response):
    return " ".join(response.content.decode().split())


def test_its_handlings_over_the_bodies_stand_in_the_order_of_time(client, case):
    handle(case, 2022, body="Jaosto", outcome=Outcome.UNANIMOUS)
    handle(case, 2020, body="Kunnanhallitus", outcome=Outcome.NOTED)

    page = text(client.get(PAGE))

    assert page.index("Käsittely 2020") < page.index("Käsittely 2022")
    assert "Jaosto <span" in page
    assert "Kunnanhallitus" in page
    assert "10.3.2020–10.3.2022" in page
    assert "00.01.05.00</span>" in page


def test_what_is_decided_is_filled_what_is_noted_is_a_ring_and_what_is_to_come_is_dashed(client, case):
    handle(case, 2020, outcome=Outcome.NOTED)
    handle(case, 2021, outcome=Outcome.VOTE)
    handle(case, 2022, state=MeetingState.AGENDA_PUBLISHED)

    page = client.get(PAGE).content.decode().split('<ol class="timeline">')[1]
    classes = [piece.split('"')[0] for piece in page.split('<li class="')[1:4]]

    assert classes == ["", "decided", "open"]


def test_a_case_known_only_from_a_draft_is_not_found(client, case):
    handle(case, 2022, state=MeetingState.DRAFT)

    assert client.get(PAGE).status_code == 404
    assert client.get(f"{PAGE[:-1]}.json").status_code == 404


def test_a_case_without_handlings_is_not_found(client, case):
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("word", ["1-1-1", "%00", "157-00.01.05.00-2020%00", "x" * 200, "..", "157"])
def test_an_address_of_nothing_is_not_found(client, case, word):
    handle(case, 2022)

    assert client.get(f"/kuusela/asiat/{word}/").status_code == 404


def test_it_can_be_followed_by_feed_and_by_mail(client, case):
    handle(case, 2022)

    page = text(client.get(PAGE))

    assert "Seuraa asiaa" in page
    assert f'href="{PAGE}kasittelyt.rss"' in page
    assert 'href="/hakuvahti/uusi/?q=asianumero:%22157/00.01.05.00/2020%22&amp;kunta=kuusela"' in page

"""Initiatives at the desk."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from seutu.publishing.decisions.models import Initiative, RecordState
from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory
from seutu.publishing.decisions.tests.record_factories import InitiativeFactory
from seutu.shared.organizations.tests.factories import BodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


def form(municipality, **given):
    known = {
        "organization": municipality.pk,
        "kind": "council",
        "title": "Pyörätie koululle",
        "html": "<p>Esitämme.</p>",
        "submitted_on": "26.10.2026",
        "language": "fi",
    }
    return known | given


@pytest.fixture
def draft(desk_client, municipality) -> Initiative:
    desk_client.post(reverse("desk:new_initiative"), form(municipality))
    return Initiative.objects.get()


def page(name: str, row) -> str:
    return reverse(f"desk:{name}", args=[row.pk])


def test_an_initiative_is_registered_with_a_number_and_published(desk_client, draft):
    assert (draft.number, draft.year, draft.record_state) == (1, 2026, RecordState.DRAFT)

    desk_client.post(page("publish_initiative", draft))
    draft.refresh_from_db()
    assert draft.record_state == RecordState.PUBLISHED

    desk_client.post(page("withdraw_initiative", draft))
    draft.refresh_from_db()
    assert draft.record_state == RecordState.WITHDRAWN


@pytest.mark.parametrize(
    ("given", "field"),
    [({"title": ""}, "title"), ({"submitted_on": "3.11.2026"}, "submitted_on"), ({"kind": "x"}, "kind")],
)
def test_what_is_wrong_is_said_beside_its_field(desk_client, municipality, given, field):
    answer = desk_client.post(reverse("desk:new_initiative"), form(municipality) | given)

    assert field in answer.context["form"].errors


def test_a_body_of_another_municipality_cannot_be_chosen(desk_client, municipality):
    answer = desk_client.post(reverse("desk:new_initiative"), form(municipality, submitted_to=BodyFactory().pk))

    assert "submitted_to" in answer.context["form"].errors


def test_what_stands_in_the_way_is_said_with_a_link_to_its_field(desk_client, municipality):
    desk_client.post(reverse("desk:new_initiative"), form(municipality, html="<p>131052-308T</p>"))
    draft = Initiative.objects.get()

    answer = desk_client.post(page("publish_initiative", draft))

    assert answer.status_code == 409
    assert f"{page('change_initiative', draft)}#id_html" in answer.content.decode()


def test_a_public_initiative_is_changed_but_never_with_an_identity_code(desk_client, municipality, draft):
    desk_client.post(page("publish_initiative", draft))

    answer = desk_client.post(page("change_initiative", draft), form(municipality, html="131052-308T", revision="2"))
    assert "html" in answer.context["form"].errors

    desk_client.post(page("change_initiative", draft), form(municipality, title="Pyörätie", revision="2"))
    draft.refresh_from_db()
    assert (draft.title, draft.html) == ("Pyörätie", "<p>Esitämme.</p>")


def test_two_who_change_the_same_initiative_see_both_versions(desk_client, municipality, draft):
    desk_client.post(page("change_initiative", draft), form(municipality, title="Ensimmäinen", revision="1"))

    answer = desk_client.post(page("change_initiative", draft), form(municipality, title="Toinen", revision="1"))

    assert answer.status_code == 409
    assert "Ensimmäinen" in answer.content.decode()


def test_an_answer_names_its_day_and_an_item_of_its_case(desk_client, municipality):
    case = CaseFactory(organization=municipality)
    row = InitiativeFactory(organization=municipality, case=case)
    item = ItemFactory(case=case, meeting__body__organization=municipality)
    other = ItemFactory(meeting__body__organization=municipality)

    assert (
        "answered_on"
        in desk_client.post(page("change_initiative_state", row), {"state": "answered"}).context["form"].errors
    )
    sent = {"state": "answered", "answered_on": "2.11.2026", "answer_item": other.pk}
    assert "answer_item" in desk_client.post(page("change_initiative_state", row), sent).context["form"].errors
    early = sent | {"answered_on": "1.1.2026", "answer_item": item.pk}
    assert "answered_on" in desk_client.post(page("change_initiative_state", row), early).context["form"].errors
    desk_client.post(page("change_initiative_state", row), sent | {"answer_item": item.pk})

    row.refresh_from_db()
    assert (row.answered_on, row.answer_item) == (dt.date(2026, 11, 2), item)
    assert f"§ {item.section_number}" in desk_client.get(page("initiative", row)).content.decode()


def test_an_initiative_was_not_submitted_after_its_answer(desk_client, municipality):
    row = InitiativeFactory(organization=municipality, answered_on=dt.date(2026, 3, 30))

    answer = desk_client.post(page("change_initiative", row), form(municipality, revision=str(row.revision)))

    assert "submitted_on" in answer.context["form"].errors


def test_pages_of_a_state_lead_back_when_it_is_past(desk_client, municipality, draft):
    published = InitiativeFactory(organization=municipality, number=99)

    assert desk_client.get(page("publish_initiative", published)).url == page("initiative", published)
    assert desk_client.get(page("withdraw_initiative", draft)).url == page("initiative", draft)


def test_three_initiatives_cost_as_many_queries_as_one(count_queries, municipality):
    InitiativeFactory(organization=municipality)
    one = count_queries(reverse("desk:initiatives"))
    for _number in range(2):
        InitiativeFactory(organization=municipality)

    assert count_queries(reverse("desk:initiatives")) == one

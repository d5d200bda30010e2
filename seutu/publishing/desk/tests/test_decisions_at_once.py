"""Decisions that were made as proposed are written at once; what was decided otherwise is left alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.models import AgendaItem, Outcome, PartKind
from seutu.publishing.decisions.tests import desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(body):
    titles = ("Talousarvio", "Kaava", "Avustukset")
    return desk.minutes(
        *(desk.item(title, position=place, outcome="") for place, title in enumerate(titles, 1)), body=body
    )


@pytest.fixture
def page(meeting):
    return reverse("desk:decisions_at_once", args=[meeting.pk])


def keys(*items: AgendaItem) -> list[str]:
    return [f"{item.pk}-{item.revision}" for item in items]


def decision_of(item: AgendaItem) -> list[str]:
    return [part.html for part in item.parts.filter(kind=PartKind.DECISION)]


def test_what_is_ticked_gets_the_outcome_and_its_proposal_as_the_decision(desk_client, meeting, page):
    budget, _plan, grants = meeting.items.order_by("position")

    answer = desk_client.post(page, {"outcome": "unanimous", "items": keys(budget, grants)})

    assert answer.status_code == 302
    after = list(meeting.items.order_by("position"))
    assert [item.outcome for item in after] == [Outcome.UNANIMOUS, "", Outcome.UNANIMOUS]
    assert [decision_of(item) for item in after] == [["<p>Ehdotus.</p>"], [], ["<p>Ehdotus.</p>"]]


def test_it_offers_what_waits_for_its_decision_and_names_what_has_no_proposal(desk_client, meeting, page, clerk):
    budget, plan, grants = meeting.items.order_by("position")
    decisions.save_item(budget, desk.text("Talousarvio"), revision=budget.revision, by=clerk)
    plan.parts.filter(kind=PartKind.PROPOSAL).delete()

    shown = desk_client.get(page)

    assert list(shown.context["form"].offered.values()) == [grants]
    assert [item for item, _name in shown.context["others"]] == [plan]
    assert reverse("desk:decision", args=[plan.pk]) in shown.content.decode()


def test_what_somebody_changed_meanwhile_is_not_written_over(desk_client, meeting, page, clerk):
    budget, plan, _grants = meeting.items.order_by("position")
    chosen = keys(budget, plan)
    decisions.save_item(budget, desk.text("Talousarvio", outcome="rejected"), revision=budget.revision, by=clerk)

    answer = desk_client.post(page, {"outcome": "unanimous", "items": chosen})

    assert answer.status_code == 200
    assert "Jotakin asioista muutettiin" in answer.content.decode()
    assert [item.outcome for item in meeting.items.order_by("position")] == [Outcome.REJECTED, "", ""]


def test_before_the_minutes_are_begun_there_is_nothing_to_decide(desk_client, body):
    meeting = desk.published_agenda(desk.item(outcome=""), body=body)

    answer = desk_client.get(reverse("desk:decisions_at_once", args=[meeting.pk]))

    assert answer.url == reverse("desk:meeting", args=[meeting.pk])


def test_all_that_is_offered_is_ticked_beforehand(desk_client, meeting, page):
    shown = desk_client.get(page).context["form"]

    desk_client.post(page, {"outcome": "noted", "items": shown["items"].value()})

    assert set(meeting.items.values_list("outcome", flat=True)) == {Outcome.NOTED}
    assert desk_client.get(page).context["form"].offered == {}

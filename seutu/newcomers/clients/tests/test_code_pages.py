"""The code lists and who keeps them."""

from __future__ import annotations

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from seutu.newcomers.clients.models import FundingCode, Topic
from seutu.newcomers.clients.tests.entries import default_codes
from seutu.newcomers.clients.tests.factories import ContactFactory, FundingCodeFactory, TopicFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
DAY = {"starts_on": "1.1.2026"}


@pytest.fixture
def browser(client, coordinator):
    client.force_login(coordinator)
    return client


def test_a_new_register_has_the_topics_and_a_payer():
    default_codes()
    default_codes()

    assert Topic.objects.filter(starts_on=dt.date(2015, 1, 1)).count() == 17
    assert all(topic.name_sv and topic.name_en for topic in Topic.objects.filter(starts_on=dt.date(2015, 1, 1)))
    assert FundingCode.objects.filter(code="oma-toiminta").count() == 1


def test_the_way_back_takes_away_what_nothing_stands_under(unit):
    default_codes()
    used = Topic.objects.get(code="asuminen")
    ContactFactory(unit=unit, funding_code=FundingCode.objects.get(code="oma-toiminta")).topics.add(used)

    import_module("seutu.newcomers.clients.migrations.0002_default_topics").take_away(apps, None)

    assert [topic.code for topic in Topic.objects.all()] == ["asuminen"]
    assert FundingCode.objects.filter(code="oma-toiminta").exists()


@pytest.mark.parametrize(("name", "model"), [("topic", Topic), ("funding_code", FundingCode)])
def test_a_code_is_added_renamed_and_closed(browser, name, model):
    names = {"name_fi": "Äänestäminen", "name_sv": "Att rösta", "name_en": "Voting", "position": "5"}

    browser.post(reverse(f"clients:new_{name}"), names | DAY)
    code = model.objects.get(name_fi="Äänestäminen")
    address = reverse(f"clients:{name}", args=[code.pk])
    browser.post(address, names | {"name_fi": "Vaalit"})
    browser.post(address, {"op": "close", "ends_on": "31.1.2026"})

    code.refresh_from_db()
    assert (code.code, code.name_fi, code.position, code.ends_on) == (
        "aanestaminen",
        "Vaalit",
        5,
        dt.date(2026, 1, 31),
    )
    verbs = [entry.verb for entry in Entry.objects.order_by("pk")]
    kind = model._meta.model_name
    assert verbs == [f"{kind}.added", f"{kind}.renamed", f"{kind}.closed"]


def test_a_closed_code_is_opened_again(browser):
    code = TopicFactory(ends_on=clock.today())

    browser.post(reverse("clients:topic", args=[code.pk]), {"op": "close", "ends_on": ""})

    code.refresh_from_db()
    assert code.ends_on is None


def test_a_code_does_not_end_before_it_begins_or_before_it_was_used_last(browser, unit):
    code = FundingCodeFactory(starts_on=dt.date(2026, 1, 1))
    ContactFactory(unit=unit, funding_code=code, occurred_on=dt.date(2026, 3, 2))
    address = reverse("clients:funding_code", args=[code.pk])

    for day in ("31.12.2025", "1.3.2026"):
        answer = browser.post(address, {"op": "close", "ends_on": day})
        assert answer.context["form"].errors.keys() == {"ends_on"}
    browser.post(address, {"op": "close", "ends_on": "2.3.2026"})

    code.refresh_from_db()
    assert code.ends_on == dt.date(2026, 3, 2)


def test_a_topic_that_was_used_later_is_not_closed(browser, unit):
    code = TopicFactory()
    ContactFactory(unit=unit, occurred_on=dt.date(2026, 3, 2)).topics.add(code)

    answer = browser.post(reverse("clients:topic", args=[code.pk]), {"op": "close", "ends_on": "1.3.2026"})

    assert "ends_on" in answer.context["form"].errors


def test_the_same_name_on_the_same_day_is_refused(browser):
    for _each in range(2):
        answer = browser.post(reverse("clients:new_topic"), {"name_fi": "Vaalit", "position": "1"} | DAY)

    assert "name_fi" in answer.context["form"].errors
    assert Topic.objects.filter(name_fi="Vaalit").count() == 1


@pytest.mark.parametrize(
    "changes", [{"name_fi": ""}, {"name_fi": "x" * 121}, {"position": "-1"}, {"position": "x"}, {"starts_on": "eilen"}]
)
def test_what_cannot_be_a_code_is_said(browser, changes):
    answer = browser.post(reverse("clients:new_topic"), {"name_fi": "Vaalit", "position": "1"} | DAY | changes)

    assert answer.context["form"].errors
    assert not Topic.objects.filter(position=1).exists()


@pytest.mark.parametrize("person", ["adviser", "counsellor", "supervisor"])
@pytest.mark.parametrize("name", ["topics", "funding_codes", "new_topic", "new_funding_code"])
def test_who_does_not_keep_the_lists_finds_none(request, client, person, name):
    client.force_login(request.getfixturevalue(person))

    assert client.get(reverse(f"clients:{name}")).status_code == 404
    assert client.post(reverse(f"clients:{name}"), {"name_fi": "Vaalit"} | DAY).status_code in {404, 405}


def test_a_funding_code_of_another_municipality_is_not_in_the_list(browser, other_municipality):
    code = FundingCodeFactory(organization=other_municipality)

    assert browser.get(reverse("clients:funding_code", args=[code.pk])).status_code == 404
    assert code.name_fi not in browser.get(reverse("clients:funding_codes")).content.decode()

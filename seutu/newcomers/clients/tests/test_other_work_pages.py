"""Group sessions and work that is no contact."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.clients.actions.entries import NotRemovable
from seutu.newcomers.clients.actions.group_sessions import remove_group_session
from seutu.newcomers.clients.actions.other_work import remove_other_work
from seutu.newcomers.clients.models import GroupSession, OtherWork, WhyRemoved, scoped
from seutu.newcomers.clients.tests.entries import acting, payer, topic
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
GROUP, OTHER = "/tyo/kontaktit/ryhma/", "/tyo/kontaktit/muu-tyo/"


@pytest.fixture
def browser(client, adviser):
    client.force_login(adviser)
    return client


def typed(unit, **changes):
    today = clock.today()
    day = f"{today.day}.{today.month}.{today.year}"
    return {"minutes": "90", "occurred_on": day, "funding_code": payer().pk, "unit": unit.pk, "opening": "x1"} | changes


def session(unit, **changes):
    more = {"title": "Neuvontaa kirjastolla", "service_language": "ru", "participants": "12", "first_timers": "3"}
    return typed(unit, **more, topics=[topic("Asuminen").pk]) | changes


def sessions() -> list[GroupSession]:
    return list(scoped(GroupSession.objects.all()))


def other_work() -> list[OtherWork]:
    return list(scoped(OtherWork.objects.all()))


def test_a_group_session_counts_heads(browser, unit, adviser):
    browser.post(GROUP, session(unit))
    browser.post(GROUP, session(unit))

    (made,) = sessions()
    assert (made.participants, made.first_timers, made.service_language) == (12, 3, "ru")
    assert (made.provider_municipality, made.logged_by) == (unit.organization, adviser)
    assert Entry.objects.filter(verb="group_session.logged").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_timers": "13"}, "first_timers"),
        ({"participants": "-1"}, "participants"),
        ({"participants": "kymmenen"}, "participants"),
        ({"participants": "9" * 40}, "participants"),
        ({"title": ""}, "title"),
        ({"title": "010190-901R"}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"minutes": ""}, "minutes"),
        ({"occurred_on": "1.1.2199"}, "occurred_on"),
    ],
)
def test_a_group_session_that_cannot_be_is_refused(browser, unit, changes, field):
    answer = browser.post(GROUP, session(unit, **changes))

    assert field in answer.context["form"].errors
    assert sessions() == []


def test_other_work_is_logged(browser, unit):
    browser.post(OTHER, typed(unit, kind="networking", title="Verkoston kokous"))

    (work,) = other_work()
    assert (work.kind, work.title, work.minutes) == ("networking", "Verkoston kokous", 90)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"kind": ""}, "kind"), ({"kind": "holiday"}, "kind"), ({"title": "Soitto 010190-901R"}, "title")],
)
def test_other_work_that_cannot_be_is_refused(browser, unit, changes, field):
    answer = browser.post(OTHER, typed(unit, kind="reporting") | changes)

    assert field in answer.context["form"].errors
    assert other_work() == []


@pytest.mark.parametrize("address", [GROUP, OTHER])
def test_a_draft_is_left_without_a_script(browser, unit, address):
    answer = browser.post(address, typed(unit, title="Kesken", op="draft"), follow=True)

    (line,) = answer.context["drafts"]
    assert browser.get(line.url).context["form"]["title"].value() == "Kesken"


@pytest.mark.parametrize("address", [GROUP, OTHER])
def test_the_page_asks_the_same_number_of_questions_whatever_its_length(
    browser, unit, address, django_assert_num_queries
):
    def make(*openings: str) -> None:
        for opening in openings:
            browser.post(address, session(unit, opening=opening, kind="training"))

    make("a")
    browser.get(address)
    with CaptureQueriesContext(connection) as first:
        browser.get(address)
    asked = len(first)
    make("b", "c")
    browser.get(address)
    with django_assert_num_queries(asked):
        assert len(browser.get(address).context["lines"]) == 3


def test_ones_own_entries_are_removed(browser, unit):
    browser.post(GROUP, session(unit))
    browser.post(OTHER, typed(unit, kind="training"))

    for name, row in (("remove_group_session", sessions()[0]), ("remove_other_work", other_work()[0])):
        address = reverse(f"clients:{name}", args=[row.pk])
        assert browser.get(address).status_code == 200
        assert "why" in browser.post(address).context["form"].errors
        browser.post(address, {"why": "not_held"})

    assert sessions() == [] == other_work()
    gone = Entry.objects.filter(verb__endswith=".removed").order_by("verb")
    assert [(each.verb, each.details) for each in gone] == [
        ("group_session.removed", {"why": "not_held"}),
        ("other_work.removed", {"why": "not_held"}),
    ]


def test_anothers_entries_stay(client, browser, unit, colleague, supervisor):
    browser.post(GROUP, session(unit))
    browser.post(OTHER, typed(unit, kind="training"))

    with pytest.raises(NotRemovable):
        remove_group_session(sessions()[0], why=WhyRemoved.MISTAKE, by=acting(colleague))
    with pytest.raises(NotRemovable):
        remove_other_work(other_work()[0], why=WhyRemoved.MISTAKE, by=acting(supervisor))
    client.force_login(colleague)
    assert client.get(reverse("clients:remove_other_work", args=[other_work()[0].pk])).status_code == 404


def test_another_municipality_sees_neither(client, browser, unit, foreign_counsellor):
    browser.post(GROUP, session(unit))
    browser.post(OTHER, typed(unit, kind="training"))
    client.force_login(foreign_counsellor)

    for address in (GROUP, OTHER):
        assert client.get(address).context["lines"] == []
    assert client.post(reverse("clients:remove_group_session", args=[sessions()[0].pk])).status_code == 404

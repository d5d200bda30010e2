from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils.translation import override

from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import registry
from seutu.shared.core.registry import Point, WorkPanel
from seutu.shared.organizations.roles import DESCRIPTIONS, Role
from seutu.shared.organizations.tests.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/en/tyo/"


@pytest.fixture
def panels(monkeypatch):
    """A registry of this test's own."""
    point = Point(WorkPanel)
    monkeypatch.setattr("seutu.home.work_views.work_panels", point)
    assert point is not registry.work_panels
    return point


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (3, "Good evening"),
        (4, "Good morning"),
        (9, "Good morning"),
        (10, "Good day"),
        (16, "Good day"),
        (17, "Good evening"),
    ],
)
def test_the_greeting_follows_the_clock_in_helsinki(client, hour, greeting):
    client.force_login(UserFactory(display_name="Kerttu Kirjuri"))

    with time_machine.travel(
        dt.datetime(2026, 11, 24, hour, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))), tick=False
    ):
        page = client.get(ADDRESS).content.decode()

    assert f"<h1>{greeting}, Kerttu Kirjuri</h1>" in page
    assert "Tuesday 24" in page


def test_a_person_sees_what_each_role_lets_them_do(client, clerk):
    client.force_login(clerk)

    page = client.get(ADDRESS).content.decode()

    assert "Clerk, Kuusela" in page
    with override("en"):
        assert str(DESCRIPTIONS[Role.CLERK]) in page


def test_a_role_that_has_ended_is_not_shown(client):
    ended = MembershipFactory(starts_on=dt.date(2020, 1, 1), ends_on=dt.date(2020, 12, 31))
    client.force_login(ended.user)

    page = client.get(ADDRESS).content.decode()

    assert ended.organization.name_fi not in page
    assert "You have no role yet" in page


def test_nothing_is_made_up_when_nothing_waits(client, clerk, panels):
    client.force_login(clerk)

    assert "Nothing is waiting for you" in client.get(ADDRESS).content.decode()


def test_panels_of_other_apps_stand_in_their_order(client, clerk, panels):
    template = "ui/empty.html"
    panels.register(WorkPanel(key="b", order=2, template=template, context=lambda request: {"title": "B", "level": 2}))
    panels.register(WorkPanel(key="a", order=1, template=template, context=lambda request: {"title": "A", "level": 2}))
    panels.register(WorkPanel(key="c", order=3, template=template, context=lambda request: None))
    client.force_login(clerk)

    page = client.get(ADDRESS).content.decode()

    assert page.index("<h2>A</h2>") < page.index("<h2>B</h2>")
    assert "Nothing is waiting for you" not in page


def test_three_roles_ask_no_more_than_one(client, panels, django_assert_num_queries):
    counts = []
    for roles in (1, 3):
        user = UserFactory()
        for _ in range(roles):
            MembershipFactory(user=user, organization=OrganizationFactory())
        client.force_login(user)
        client.get(ADDRESS)
        with django_assert_num_queries(3) as asked:  # session, person, memberships: once for all that depends on them
            client.get(ADDRESS)
        counts.append(len(asked))

    assert counts[0] == counts[1]

"""The whole way in through a municipality's own sign-in service, and the pages beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page, expect

from seutu.shared.accounts.models import User
from seutu.shared.accounts.provider_views import STARTS_PER_MINUTE
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import clock
from seutu.shared.core.rate_limits import WINDOW, count_of
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.tests import oidc_server as oidc
from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.conftest import OpenPage

WIDTHS = [1280, 360]

pytestmark = [pytest.mark.filterwarnings(r"ignore:\w+\(self, .*will be removed in version 1:DeprecationWarning")]


@pytest.fixture
def provider(settings, municipality: Organization, other_municipality: Organization) -> Iterator[oidc.Provider]:
    with oidc.running() as running:
        settings.OIDC = {
            "kuusela": oidc.table(running.address, mfa=True),
            "mantyla": oidc.table(running.address, name="Mäntylän kunta", mfa=True),
        }
        claims = {"name": "Kerttu Kirjuri", "groups": [oidc.CLERKS], "amr": ["pwd", "mfa"]}
        running.knows("kerttu", email="kerttu@kuusela.example", **claims)
        yield running


def press(page: Page, provider: oidc.Provider) -> None:
    """Press our button; where the provider would ask who one is, answer for the person and follow it back."""
    with page.expect_request(lambda request: request.url.startswith(f"{provider.address}/oauth2/authorize")) as asked:
        page.get_by_role("link", name="Kuuselan kunta").click()
    page.goto(provider.consents(asked.value.url, "kerttu"), wait_until="load")


def look_through(page: Page) -> None:
    assert_is_accessible(page)
    assert overflow(page) == []


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_clerk_comes_in_by_the_button(open_page: OpenPage, provider: oidc.Provider, has_scripts: bool) -> None:
    page = open_page("/tyo/kirjaudu/?next=/tyo/oma-tili/", has_scripts=has_scripts)

    press(page, provider)

    page.wait_for_url("**/tyo/oma-tili/")
    assert User.objects.get().display_name == "Kerttu Kirjuri"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_sign_in_page_is_accessible(open_page: OpenPage, provider: oidc.Provider, width: int) -> None:
    page = open_page("/tyo/kirjaudu/", width=width)

    look_through(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_refusal_is_accessible(open_page: OpenPage, provider: oidc.Provider, width: int) -> None:
    UserFactory(email="kerttu@kuusela.example", password="seitsemän leveää lautaa")
    page = open_page("/tyo/kirjaudu/", width=width)

    press(page, provider)

    expect(page.get_by_text("kerttu", exact=True)).to_be_visible()
    look_through(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_asking_too_often_is_told_accessibly(
    open_page: OpenPage, settings, provider: oidc.Provider, width: int
) -> None:
    page = open_page("/tyo/kirjaudu/", width=width)
    now = clock.now()
    for moment in (now + WINDOW, now):  # the minute may change before the button is pressed
        with time_machine.travel(moment, tick=False):
            for _time in range(STARTS_PER_MINUTE):
                count_of("127.0.0.1", "sign_in_by_provider", most=STARTS_PER_MINUTE)

    page.get_by_role("link", name="Kuuselan kunta").click()

    expect(page.locator("h1")).not_to_have_text("Kirjaudu sisään")
    look_through(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_joining_an_account_is_accessible(open_page: OpenPage, provider: oidc.Provider, width: int) -> None:
    client = Client()
    client.force_login(UserFactory(password="seitsemän leveää lautaa"))
    page = open_page("/tyo/oma-tili/", width=width, client=client)
    look_through(page)

    page.get_by_role("button", name="Kuuselan kunta").click()
    page.get_by_role("link", name="Kuuselan kunta").wait_for()

    look_through(page)
    press(page, provider)
    page.wait_for_url("**/tyo/")

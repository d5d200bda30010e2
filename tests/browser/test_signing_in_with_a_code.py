"""Taking codes into use and signing in with them, as a person does it, and the pages on the way."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from seutu.home.demo.newcomers import fill_units
from seutu.home.demo.region import fill_accounts, fill_region, fill_second_factors
from seutu.shared.accounts import totp
from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.accounts.tests.second_factor import code_of, signed_in_with_code, with_codes
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory
from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.conftest import OpenPage

WIDTHS = [1280, 360]
EMAIL, PASSWORD = "olli@kuusela.example", "seitsemän leveää lautaa"


@pytest.fixture
def officer(municipality: Organization) -> User:
    user = UserFactory(email=EMAIL, display_name="Olli Suoja", password=PASSWORD)
    MembershipFactory(user=user, organization=municipality, role=Role.DATA_PROTECTION_OFFICER)
    return user


def give_password(page: Page) -> None:
    page.locator("[name=login]").fill(EMAIL)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu sisään").click()


def look_through(page: Page) -> None:
    assert_is_accessible(page)
    assert overflow(page) == []


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_officer_takes_codes_into_use_and_comes_to_the_page_they_wanted(
    open_page: OpenPage, officer: User, has_scripts: bool
) -> None:
    page = open_page("/tyo/oma-tili/", has_scripts=has_scripts)
    give_password(page)
    expect(page.locator("h1")).to_have_text("Ota vahvistuskoodit käyttöön")
    page.wait_for_load_state()
    if has_scripts:
        assert page.locator("img").evaluate("(image) => image.naturalWidth") > 0

    secret = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label("Vahvistuskoodi").fill(totp.code_at(secret, totp.step_at(clock.now())))
    page.get_by_role("button", name="Ota käyttöön").click()
    expect(page.locator("h1")).to_have_text("Varakoodit")
    expect(page.locator("li code")).to_have_count(10)
    page.get_by_role("link", name="Jatka").click()

    page.wait_for_url("**/tyo/oma-tili/")


@pytest.mark.parametrize("width", WIDTHS)
def test_signing_in_with_a_code_after_a_wrong_one(open_page: OpenPage, officer: User, width: int) -> None:
    with_codes(officer)
    page = open_page("/tyo/oma-tili/", width=width)
    give_password(page)
    field = page.get_by_label("Vahvistuskoodi")
    look_through(page)

    field.fill("000000")
    field.press("Enter")
    page.get_by_text("Koodi ei kelpaa").first.wait_for()
    expect(page).to_have_title(re.compile("^Virhe:"))
    look_through(page)
    field.fill(code_of(officer))
    field.press("Enter")
    page.wait_for_url("**/tyo/oma-tili/")

    look_through(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_to_take_codes_into_use_is_accessible(
    open_page: OpenPage, officer: User, width: int, scheme: str
) -> None:
    page = open_page("/tyo/", width=width, scheme=scheme)
    give_password(page)

    look_through(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path", ["/tyo/vahvistuskoodi/varakoodit/", "/tyo/vahvistuskoodi/vahvista/?next=/tyo/&kesken=1", "/tyo/oma-tili/"]
)
def test_the_pages_of_who_has_codes_are_accessible(open_page: OpenPage, officer: User, width: int, path: str) -> None:
    client = signed_in_with_code(Client(), with_codes(officer))

    look_through(open_page(path, width=width, client=client))


@pytest.mark.parametrize("width", WIDTHS)
def test_the_accounts_of_the_demo_are_accessible(open_page: OpenPage, settings, width: int) -> None:
    settings.DEMO = True
    fill_region()
    fill_units()
    fill_accounts()
    fill_second_factors()

    look_through(open_page("/demo/", width=width))

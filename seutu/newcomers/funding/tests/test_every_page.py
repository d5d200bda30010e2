"""Every page of shared costs, opened as anonymous, as strangers, as a partner who reads, and as who manages."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.clients.tests.signed_in import WorkersBrowser
from seutu.newcomers.funding import urls
from seutu.newcomers.funding.actions import billing
from seutu.newcomers.funding.tests.factories import (
    BasisFactory,
    CostPoolFactory,
    PoolMemberFactory,
    StatisticsAnswerFactory,
)
from seutu.shared.organizations.models import Organization

# Slow: each test asks for every page.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

READ = {
    "pools",
    "pool",
    "year",
    "what_if",
    "instalment",
    "invoicing_file",
    "invoicing_file_of_share",
    "bases",
    "basis",
    "source_file",
}
WITHOUT_ROW = {"pools", "new_pool", "bases", "bring_basis", "fetch_basis"}
NAMES = [page.name for page in urls.urlpatterns]


@pytest.fixture
def addresses(pool, year, basis, coordinator) -> dict[str, str]:
    """Every page's address, of rows that are there."""
    instalment = billing.bill_advance(year, amount=100, by=coordinator)
    used = BasisFactory(organization=pool.organization, answer=StatisticsAnswerFactory(), numbers={"901": 1, "902": 2})
    year.basis = used
    year.save()
    values = {
        "pool_id": pool.pk,
        "member_id": pool.members.all()[0].pk,
        "year_id": year.pk,
        "instalment_id": instalment.pk,
        "share_id": instalment.shares.all()[0].pk,
        "file_kind": "csv",
        "basis_id": used.pk,
    }
    return {
        page.name: reverse(f"funding:{page.name}", kwargs={name: values[name] for name in page.pattern.converters})
        for page in urls.urlpatterns
    }


def browser_of(user) -> Browser:
    browser = WorkersBrowser()
    browser.force_login(user)
    return browser


def test_anonymous_is_asked_to_sign_in(addresses):
    answers = {name: Browser().get(address) for name, address in addresses.items()}

    assert {name for name, answer in answers.items() if "/kirjaudu/" not in answer.headers.get("Location", "")} == set()


@pytest.mark.parametrize("who", ["outsider", "clerk", "counsellor", "adviser"])
def test_who_neither_reads_figures_nor_manages_finds_nothing(who, addresses, request):
    browser = browser_of(request.getfixturevalue(who))

    assert {name for name, address in addresses.items() if browser.get(address).status_code != 404} == set()


def test_a_coordinator_of_a_municipality_that_takes_no_part_finds_nothing(stranger, addresses):
    browser = browser_of(stranger)
    found = {name for name, address in addresses.items() if browser.get(address).status_code != 404}

    assert found - WITHOUT_ROW - {"mark"} == set()
    assert "neuvonta" not in browser.get(addresses["pools"]).content.decode()


def test_a_partner_reads_and_changes_nothing(partner, addresses):
    browser = browser_of(partner)
    answers = {name: browser.get(address).status_code for name, address in addresses.items()}

    assert {name for name, status in answers.items() if status == 200} == READ
    assert {status for name, status in answers.items() if name not in READ} == {404}
    assert {browser.post(addresses[name]).status_code for name in addresses if name not in READ} == {404}


def test_who_manages_opens_everything(coordinator, addresses):
    browser = browser_of(coordinator)
    answers = {name: browser.get(address).status_code for name, address in addresses.items() if name != "mark"}

    # A year without its actual cost is sent back to its page instead of being settled.
    assert {name for name, status in answers.items() if status != 200} == {"settle"}


def test_without_the_second_factor_nothing_opens(coordinator, addresses):
    browser = Browser()
    browser.force_login(coordinator)

    assert {browser.get(address).status_code for address in addresses.values()} == {302}


def test_no_page_is_kept_by_a_browser(coordinator, addresses):
    assert browser_of(coordinator).get(addresses["year"]).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["pools", "bases"])
def test_a_list_asks_the_database_as_often_whatever_its_length(name, municipality, coordinator):
    browser = browser_of(coordinator)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse(f"funding:{name}")).status_code == 200
        return len(queries)

    _make(municipality, 1)
    asked()
    once = asked()
    _make(municipality, 2)

    assert asked() == once


def _make(municipality: Organization, count: int) -> None:
    for pool in CostPoolFactory.create_batch(count, organization=municipality):
        PoolMemberFactory.create_batch(count, pool=pool)
    BasisFactory.create_batch(count, organization=municipality)

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client as Browser

from seutu.newcomers.clients.tests.app_role import as_app_role
from seutu.newcomers.clients.tests.conftest import role_of_the_service  # noqa: F401 (a fixture for the session)
from seutu.newcomers.clients.tests.entries import payer
from seutu.newcomers.clients.tests.factories import ContactFactory
from seutu.newcomers.clients.tests.signed_in import WorkersBrowser
from seutu.newcomers.reports.actions.freezing import freeze
from seutu.newcomers.reports.tests.reports_to_freeze import DAY, to_freeze


@pytest.fixture
def client() -> WorkersBrowser:
    """The browser of the tests of figures, in which signing in passes the second factor."""
    return WorkersBrowser()


@pytest.fixture(autouse=True)
def _behind_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL, every request is answered by a role before which the second wall stands."""
    if connection.vendor == "postgresql":
        asked = Browser.request

        def asked_as_the_service(browser: Browser, **environment: Any) -> HttpResponse:
            with as_app_role():
                return asked(browser, **environment)

        monkeypatch.setattr(Browser, "request", asked_as_the_service)


@pytest.fixture
def contacts(unit, counsellor):
    """Seven contacts on one day of the quarter."""
    given = {"unit": unit, "logged_by": counsellor, "occurred_on": DAY, "funding_code": payer()}
    return [ContactFactory(**given) for _number in range(7)]


@pytest.fixture
def report(contacts, municipality, coordinator):
    """The quarter with the seven contacts, frozen."""
    return freeze(to_freeze(municipality), by=coordinator)

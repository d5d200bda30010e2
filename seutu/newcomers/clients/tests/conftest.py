"""On PostgreSQL, every request of these tests is answered by a role before which the second wall stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client as Browser
from pytest_django import DjangoDbBlocker

from seutu.newcomers.clients.tests.app_role import as_app_role, make_role
from seutu.newcomers.clients.tests.signed_in import WorkersBrowser


@pytest.fixture
def client() -> WorkersBrowser:
    """The browser of the tests of the register, in which signing in passes the second factor."""
    return WorkersBrowser()


# For the session, so that it comes before the transaction of any test, which would take the role's rights back.
@pytest.fixture(scope="session", autouse=True)
def role_of_the_service(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    if connection.vendor == "postgresql":
        request.getfixturevalue("django_db_setup")
        with django_db_blocker.unblock():
            make_role()


@pytest.fixture(autouse=True)
def _behind_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "postgresql":
        asked = Browser.request

        def asked_as_the_service(browser: Browser, **environment: Any) -> HttpResponse:
            with as_app_role():
                return asked(browser, **environment)

        monkeypatch.setattr(Browser, "request", asked_as_the_service)

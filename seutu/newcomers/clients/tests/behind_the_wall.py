"""A browser whose requests, on PostgreSQL, are answered by a role before which the second wall stands."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client as Browser

from seutu.newcomers.clients.tests.app_role import as_app_role, make_role
from seutu.shared.accounts.models import User


class WalledBrowser(Browser):
    def request(self, **request: Any) -> HttpResponse:
        with as_app_role() if connection.vendor == "postgresql" else nullcontext():
            return super().request(**request)


def browsers() -> Callable[[User], WalledBrowser]:
    """What makes a browser in which somebody of the cast has signed in."""
    if connection.vendor == "postgresql":
        make_role()

    def browser_of(user: User) -> WalledBrowser:
        browser = WalledBrowser()
        browser.force_login(user)
        return browser

    return browser_of

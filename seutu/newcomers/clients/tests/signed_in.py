"""A browser in which somebody of the cast has signed in, with their second factor."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client as Browser

from seutu.newcomers.clients.tests.app_role import ROLE, as_app_role, make_role
from seutu.shared.accounts import second_factor
from seutu.shared.accounts.models import User


class WorkersBrowser(Browser):
    """A browser whose every sign-in passes the second factor: without it the pages of the register do not open."""

    def force_login(self, user: Any, backend: str | None = None) -> None:
        super().force_login(user, backend)
        session = self.session
        second_factor.note_passed(session)
        session.save()


class WalledBrowser(WorkersBrowser):
    """Likewise; on PostgreSQL its requests are answered by a role before which the second wall stands."""

    def request(self, **request: Any) -> Any:
        if connection.vendor != "postgresql":
            return super().request(**request)
        if not _is_role_made():
            make_role()
        with as_app_role():
            return super().request(**request)


def _is_role_made() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        return cursor.fetchone() is not None


def signed_in(user: User) -> WalledBrowser:
    browser = WalledBrowser()
    browser.force_login(user)
    return browser

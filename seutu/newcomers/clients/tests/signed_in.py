"""A browser in which somebody of the cast has signed in, with their second factor."""

from __future__ import annotations

from typing import Any

from django.test import Client as Browser

from seutu.shared.accounts import second_factor
from seutu.shared.accounts.models import User


class WorkersBrowser(Browser):
    """A browser whose every sign-in passes the second factor: without it the pages of the register do not open."""

    def force_login(self, user: Any, backend: str | None = None) -> None:
        super().force_login(user, backend)
        session = self.session
        second_factor.note_passed(session)
        session.save()


def signed_in(user: User) -> Browser:
    browser = WorkersBrowser()
    browser.force_login(user)
    return browser

"""A browser in which somebody of the cast has signed in."""

from __future__ import annotations

from django.test import Client as Browser

from seutu.shared.accounts.models import User


def signed_in(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user)
    return browser

"""Linking one's account to a provider: asked by who has signed in, done when they come back from the provider."""

from __future__ import annotations

from django.http import HttpRequest

from seutu.shared.accounts.models import User
from seutu.shared.core import clock

WANTED = "links_to_provider"
WITHIN_SECONDS = 600


def want(request: HttpRequest, slug: str) -> None:
    """Remember that the person of this session wants to link their account to the provider ``slug``."""
    request.session[WANTED] = [slug, int(clock.now().timestamp())]


def taken(request: HttpRequest, slug: str) -> User | None:
    """The person who has wanted it for this provider a moment ago, or None; the wish is used up."""
    wish = request.session.pop(WANTED, None)
    if not isinstance(request.user, User) or not isinstance(wish, list):
        return None
    is_fresh = clock.now().timestamp() - wish[1] <= WITHIN_SECONDS
    return request.user if wish[0] == slug and is_fresh else None

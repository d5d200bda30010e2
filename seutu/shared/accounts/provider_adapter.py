"""What happens when a person comes from a municipality's sign-in service: let in with the roles they have, or refused.

allauth asks these hooks. An e-mail never tells who somebody is: the provider's own id of the person does. So an account
with a password is not taken over by a provider that knows its e-mail; its owner links it in "own account".
"""

from __future__ import annotations

import functools
import logging
from typing import Any, NoReturn

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest

from seutu.shared.accounts import actions, linking
from seutu.shared.accounts.id_tokens import NotProven
from seutu.shared.accounts.models import User
from seutu.shared.accounts.providers import (
    Refusal,
    SignInProvider,
    arrivals,
    provider_called,
    providers,
)
from seutu.shared.accounts.refusals import refusal_page

logger = logging.getLogger(__name__)

# To reach a provider, and to wait for its words: together five seconds.
TIMEOUT = (2, 3)
MOST_REDIRECTS = 3


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """The hooks that allauth calls."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The providers of the settings: none stands in the database, and no secret does."""
        apps = [_app(row) for row in providers()]
        wanted = [app for app in apps if provider in {None, app.provider, app.provider_id}]
        return [app for app in wanted if client_id in {None, app.client_id}]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody signs up: `pre_social_login` has made the account of who may have one."""
        return False

    def get_requests_session(self) -> requests.Session:
        session = requests.Session()
        session.max_redirects = MOST_REDIRECTS
        session.request = functools.partial(session.request, timeout=TIMEOUT)  # type: ignore[method-assign]
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let the person in whom the provider has proved, or stop here with a page that says why not."""
        provider = provider_called(sociallogin.account.provider)
        known = sociallogin.user if sociallogin.is_existing else None
        asking = linking.taken(request, sociallogin.account.provider)
        if provider is None or (known and asking and known != asking):
            refuse(request, provider, Refusal.LINKED_TO_ANOTHER, person_id=sociallogin.person.subject)
        answer = _admit(provider, sociallogin, known or asking, is_linking=known is None and asking is not None)
        if isinstance(answer, Refusal):
            refuse(request, provider, answer, person_id=sociallogin.person.subject)
        sociallogin.user = sociallogin.account.user = answer

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str = AuthError.UNKNOWN,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> NoReturn:
        """Say what went wrong on a page of ours."""
        ours = provider_called(provider.sub_id)
        if exception is not None:
            # Our own words, or its class: what a provider answers may hold a code or a name.
            reason = str(exception) if isinstance(exception, NotProven) else type(exception).__name__
            logger.warning("signing in by a provider failed", extra={"reason": reason})
        refuse(request, ours, _why(error, exception, extra_context or {}))


def refuse(request: HttpRequest, provider: SignInProvider | None, reason: Refusal, *, person_id: str = "") -> NoReturn:
    """Note the refusal and stop with its page.

    :raises ImmediateHttpResponse: always.
    """
    if reason is not Refusal.CANCELLED:
        actions.note_refusal(provider.slug if provider else "unknown", reason.value)
    raise ImmediateHttpResponse(refusal_page(request, provider, reason, person_id=person_id))


def _admit(provider: SignInProvider, login: SocialLogin, user: User | None, *, is_linking: bool) -> User | Refusal:
    answer: User | Refusal = Refusal.NO_ROLE
    for arrival in arrivals.entries():
        answer = arrival.admit(provider, login.person, user, is_linking)
    return answer


def _why(error: str, exception: Exception | None, context: dict[str, Any]) -> Refusal:
    if error == AuthError.CANCELLED:
        return Refusal.CANCELLED
    if isinstance(exception, requests.RequestException):
        return Refusal.UNREACHABLE
    # Without its state the answer belongs to no sign-in of this browser: too late, sent again, or another's.
    return Refusal.STATE_LOST if "state_id" in context else Refusal.NOT_PROVEN


def _app(provider: SignInProvider) -> SocialApp:
    return SocialApp(
        provider="openid_connect",
        provider_id=provider.slug,
        name=provider.name[:40],
        client_id=provider.client_id,
        secret=provider.client_secret,
        settings={"server_url": provider.issuer},
    )

"""To a municipality's sign-in service and back, and joining an account to it."""

from __future__ import annotations

from typing import cast

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from seutu.shared.accounts import linking
from seutu.shared.accounts.openid_connect import StaffAdapter
from seutu.shared.accounts.provider_adapter import refuse
from seutu.shared.accounts.providers import Refusal, SignInProvider, provider_called
from seutu.shared.accounts.rules import signed_in
from seutu.shared.core.rate_limits import limited

# A town hall stands behind one address, and comes to work at eight.
STARTS_PER_MINUTE = 120


@require_safe
@never_cache
@limited("sign_in_by_provider", per_minute=STARTS_PER_MINUTE)
def begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Lead to the provider. Another site cannot send people on this way: they come to the sign-in page first."""
    provider = _provider(provider_id)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return redirect("account_login")
    return _answer(request, provider, OAuth2LoginView)


@require_safe
@never_cache
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the provider, in the language in which the way began."""
    provider = _provider(provider_id)
    with translation.override(_language(request)):
        return _answer(request, provider, OAuth2CallbackView)


@require_POST
@signed_in
def join(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Ask once more before one's account is joined to a provider; the way there begins from the page."""
    provider = _provider(provider_id)
    linking.want(request, provider.slug)
    return render(request, "accounts/join_provider.html", {"provider": provider})


def _provider(slug: str) -> SignInProvider:
    provider = provider_called(slug)
    if provider is None:
        raise Http404
    return provider


def _answer(request: HttpRequest, provider: SignInProvider, step: type[OAuth2View]) -> HttpResponseBase:
    """What a step of allauth answers; where it lets an error of the provider through, our page."""
    try:
        return cast(HttpResponseBase, step.adapter_view(StaffAdapter(request, provider.slug))(request))
    except requests.RequestException:
        reason = Refusal.UNREACHABLE
    except OAuth2Error:
        reason = Refusal.NOT_PROVEN
    try:
        refuse(request, provider, reason)
    except ImmediateHttpResponse as stop:
        return cast(HttpResponseBase, stop.response)


def _language(request: HttpRequest) -> str:
    stashed = statekit.get_states(request).get(request.GET.get("state", ""))
    language = stashed[0].get("language") if stashed else None
    return language if language in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE

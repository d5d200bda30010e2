"""The steps of OpenID Connect with a municipality's provider, on top of django-allauth's.

Added to allauth's: a nonce, a signature that is always checked, an issuer that must be the one in the settings, one
return address for all languages, and nothing that a visitor's address line could add to the request.
"""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlsplit

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from seutu.shared.accounts import id_tokens, queries
from seutu.shared.accounts.models import User
from seutu.shared.accounts.providers import ProvenPerson, SignInProvider, provider_called

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
# A provider's addresses and keys change seldom, and a sign-in should not wait for them twice.
KEPT_SECONDS = 300


class StaffAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """One sign-in with one provider."""

    @property
    def ours(self) -> SignInProvider:
        """The provider as our settings tell of it.

        :raises SocialApp.DoesNotExist: there is none.
        """
        found = provider_called(self.provider_id)
        if found is None:
            raise SocialApp.DoesNotExist
        return found

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself.

        :raises RequestException: it does not answer.
        :raises OAuth2Error: it says that it is another, or leads where nobody should go.
        """
        address = self.ours.issuer.rstrip("/") + "/.well-known/openid-configuration"
        config = _fetched(address)
        if config.get("issuer") != self.ours.issuer:
            raise OAuth2Error("the provider calls itself by another name than the settings")
        for name in ENDPOINTS:
            if not _is_as_safe(str(config.get(name, "")), self.ours.issuer):
                raise OAuth2Error(f"the provider has no safe {name}")
        return config

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        self.nonce = nonce_of(pkce_code_verifier or "")
        data: dict[str, Any] = super().get_access_token_data(request, app, client, pkce_code_verifier)
        return data

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """The sign-in of the person of the ID token. Userinfo is not asked: it would say the same, unsigned.

        :raises NotProven: the token proves nothing.
        """
        id_token = str(kwargs["response"].get("id_token") or "")
        claims = id_tokens.read(id_token, keys=self.keys(), provider=self.ours, nonce=self.nonce)
        return self.get_provider().sociallogin_from_response(request, id_tokens.person_in(claims, self.ours))

    def keys(self) -> dict[str, Any]:
        return _fetched(self.openid_config["jwks_uri"])

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """One address in all languages, so that one has to be registered at the provider."""
        with translation.override(settings.LANGUAGE_CODE):
            path = reverse("openid_connect_callback", kwargs={"provider_id": self.provider_id})
        return str(build_absolute_uri(request, path))


class StaffProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    """allauth's provider, which knows here one way only: PKCE, a nonce, no choices by the visitor."""

    oauth2_adapter_class = StaffAdapter

    def get_pkce_params(self) -> dict[str, str]:
        """The challenge of PKCE, and a nonce that only who keeps its secret can tell."""
        params: dict[str, str] = generate_code_challenge()
        return {**params, "nonce": nonce_of(params["code_verifier"])}

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "process": "login",
            "next_url": get_next_redirect_url(request),
            "scope": ["openid", "profile", "email"],
            "auth_params": {"prompt": "login"} if self._is_asked_again(request) else {},
            "language": translation.get_language(),
        }

    def _is_asked_again(self, request: HttpRequest) -> bool:
        """Who is here already by this provider comes to confirm who they are: an old session there is not enough."""
        return isinstance(request.user, User) and self.sub_id in queries.providers_of(request.user)

    def sociallogin_from_response(self, request: HttpRequest, response: ProvenPerson) -> SocialLogin:
        login = super().sociallogin_from_response(request, response)
        login.person = response
        return login

    def extract_uid(self, data: ProvenPerson) -> str:
        return data.subject

    def extract_extra_data(self, data: ProvenPerson) -> dict[str, Any]:
        """Nothing: what the token says of a person is used, not kept."""
        return {}

    def extract_common_fields(self, data: ProvenPerson) -> dict[str, Any]:
        """Nothing: an account is made by our own action, not by allauth."""
        return {}

    def extract_email_addresses(self, data: ProvenPerson) -> list[Any]:
        """None: an e-mail identifies nobody here, so allauth needs not know it."""
        return []


def nonce_of(code_verifier: str) -> str:
    """The nonce that belongs to the secret of PKCE: nobody learns one from the other."""
    return hashlib.sha256(f"nonce:{code_verifier}".encode()).hexdigest() if code_verifier else ""


def _fetched(address: str) -> dict[str, Any]:
    key = f"openid:{address}"
    kept = cache.get(key)
    if kept is None:
        with get_adapter().get_requests_session() as session:
            response = session.get(address)
            response.raise_for_status()
            kept = response.json()
        if not isinstance(kept, dict):
            raise OAuth2Error("the provider answers with something else than a JSON object")
        cache.set(key, kept, KEPT_SECONDS)
    return dict(kept)


def _is_as_safe(address: str, issuer: str) -> bool:
    scheme = urlsplit(address).scheme
    return scheme == "https" or (scheme == "http" and urlsplit(issuer).scheme == "http")

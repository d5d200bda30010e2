"""How django-allauth works here: nobody signs up, attempts are limited in the database, and the trail is kept."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.shared.accounts import actions, queries, second_factor, session_end
from seutu.shared.accounts.attempts import begin_attempt
from seutu.shared.accounts.code_stage import is_proven_by_provider
from seutu.shared.accounts.models import User
from seutu.shared.accounts.providers import provider_instead_of_password
from seutu.shared.accounts.rules import is_own_address
from seutu.shared.core.addresses import client_address

SIGN_IN_FAILED = gettext_lazy("Sign-in did not succeed. Check your username and password and try again.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """The hooks that allauth calls."""

    error_messages = {**DefaultAccountAdapter.error_messages, "email_password_mismatch": SIGN_IN_FAILED}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person, or None: the same for an unknown e-mail, a wrong password and a closed account.

        One password is hashed in each case, so that the time tells no more than the answer.

        :raises ValidationError: there have been too many attempts, or their organization takes no passwords.
        """
        attempt = begin_attempt(request, str(credentials.get("email", "")))
        user = authenticate(request, **credentials)
        # allauth keeps a closed account whose password was right, to tell that it is closed; nobody is told here.
        AuthenticationBackend.unstash_authenticated_user()
        if not isinstance(user, User):
            actions.note_failure(attempt)
            return None
        actions.note_success(attempt)
        _refuse_password_where_closed(user)
        return user

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    @transaction.atomic
    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        session_end.begin(request.session)
        second_factor.note_confirmed(request.session)
        actions.note_sign_in(user)

    def get_login_stages(self) -> list[str]:
        return [*super().get_login_stages(), "seutu.shared.accounts.code_stage.CodeStage"]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Lead on; first to the second factor, who must have one and has none."""
        response = cast(HttpResponse, super().post_login(request, user, **kwargs))
        if is_proven_by_provider(kwargs.get("signal_kwargs")):
            second_factor.note_passed(request.session)
        elif second_factor.must_have(user) and not queries.has_second_factor(user):
            with translation.override(user.language):
                return redirect(f"{reverse('accounts:enrol')}?{urlencode({'next': response['Location']})}")
        return response

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            actions.note_sign_out(user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The worker's home, in the language that the person has chosen for the service."""
        with translation.override(cast(User, request.user).language):
            return resolve_url(settings.LOGIN_REDIRECT_URL)

    def is_safe_url(self, url: str) -> bool:
        """Only an address of this site without its host: other hosts may be allowed, but are no place to return to."""
        return is_own_address(url)

    def is_ajax(self, request: HttpRequest) -> bool:
        """No: one answer for everyone, whatever the headers ask."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Of allauth's messages only one is worth a reader's time."""
        if message_template == "account/messages/logged_out.txt":
            messages.success(request, _("You are signed out now."))


def _refuse_password_where_closed(user: User) -> None:
    """Told only to who knew the password."""
    if provider := provider_instead_of_password(user):
        reason = _("Your organization does not use passwords here. Sign in: %(name)s.")
        raise ValidationError(reason, code="provider_instead", params={"name": provider.label})

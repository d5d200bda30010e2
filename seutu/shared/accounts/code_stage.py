"""The step between the right password and being signed in: a code, of who has taken codes into use."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage, LoginStageController
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from seutu.shared.accounts import queries
from seutu.shared.accounts.models import User

BOUND_TO = "bound_to"


class CodeStage(LoginStage):  # type: ignore[misc]  # allauth has no types
    """Waits for the code before there is a session. Who comes from a provider that has asked for one passes."""

    key = "code"
    urlname = "accounts:code"

    @property
    def user(self) -> User:
        return cast(User, self.login.user)

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if self.login.user is None or is_proven_by_provider(self.login.signal_kwargs):
            return None, True
        if not queries.has_second_factor(self.user):
            return None, True
        # While it waits, the login lies in the session: neither a token of a provider nor a person's claims with it.
        self.login.signal_kwargs = None
        self.state[BOUND_TO] = self.user.get_session_auth_hash()
        return redirect(self.urlname), True

    def is_in_force(self) -> bool:
        """Whether the account is open still, with the password and the second factor of when it began to wait."""
        bound_to = str(self.state.get(BOUND_TO, ""))
        return self.user.is_active and constant_time_compare(bound_to, self.user.get_session_auth_hash())


def pending(request: HttpRequest) -> CodeStage | None:
    """The sign-in of this browser that waits for its code, or None; one that is not in force any more is forgotten."""
    if request.user.is_authenticated:
        return None
    stage = LoginStageController.enter(request, CodeStage.key)
    if isinstance(stage, CodeStage) and stage.is_in_force():
        return stage
    if stage is not None:
        clear_login(request)
    return None


def is_proven_by_provider(signal_kwargs: dict[str, Any] | None) -> bool:
    """Whether the person comes from a provider that has asked for a second factor itself, and is believed in that."""
    login = (signal_kwargs or {}).get("sociallogin")
    person = getattr(login, "person", None)
    return person is not None and bool(person.has_second_factor)

from __future__ import annotations

from typing import Any, cast

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from seutu.shared.accounts import actions, queries
from seutu.shared.accounts.forms import OwnAccountForm, PasswordForm
from seutu.shared.accounts.models import User
from seutu.shared.accounts.providers import providers
from seutu.shared.accounts.rules import INTERRUPTED_PARAMETER, REASON_PARAMETER, EndReason, signed_in


class SignInView(LoginView):  # type: ignore[misc]  # allauth has no types
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["providers"] = providers()
        # After a failed attempt its own words are enough.
        if self.request.method != "POST":
            context["session_end"] = _why_session_ended(self.request.GET.get(REASON_PARAMETER, ""))
            context["is_interrupted"] = INTERRUPTED_PARAMETER in self.request.GET
        return context


def _why_session_ended(reason: str) -> str:
    if reason == EndReason.IDLE.value:
        minutes = settings.SESSION_IDLE_MINUTES
        return ngettext(
            "Your session ended after %(minutes)s minute without use. Sign in.",
            "Your session ended after %(minutes)s minutes without use. Sign in.",
            minutes,
        ) % {"minutes": minutes}
    if reason == EndReason.AGE.value:
        hours = settings.SESSION_HOURS
        return ngettext(
            "Your session ended, since %(hours)s hour has passed since you signed in. Sign in again.",
            "Your session ended, since %(hours)s hours have passed since you signed in. Sign in again.",
            hours,
        ) % {"hours": hours}
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def own_account(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    given = {"display_name": user.display_name, "language": user.language}
    form = OwnAccountForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        actions.change_own_account(user, **form.cleaned_data, by=user)
        # The page turns to the language that was just chosen, and so do its words.
        with translation.override(user.language):
            messages.success(request, _("Your account was saved."))
            return redirect("accounts:own_account")
    return render(request, "accounts/own_account.html", {"form": form, "email": user.email, **_ways_in(user)})


def _ways_in(user: User) -> dict[str, object]:
    slugs = queries.providers_of(user)
    return {
        "has_password": user.has_usable_password(),
        "has_second_factor": queries.has_second_factor(user),
        "joined": [provider.label for provider in providers() if provider.slug in slugs],
        "joinable": [provider for provider in providers() if provider.slug not in slugs],
    }


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_password(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    form = PasswordForm(user, request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_password(user, form.cleaned_data["new"], by=user)
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password was changed. Your other sessions were ended."))
        return redirect("accounts:own_account")
    return render(request, "accounts/change_password.html", {"form": form})

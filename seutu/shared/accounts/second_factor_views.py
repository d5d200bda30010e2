"""The pages of the second factor: writing a code, taking codes into use, recovery codes, confirming that it is you."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from seutu.shared.accounts import actions, code_stage, queries, second_factor, totp
from seutu.shared.accounts.code_forms import CodeForm, EnrolForm, PasswordAgainForm, wrong_code
from seutu.shared.accounts.code_stage import CodeStage
from seutu.shared.accounts.models import User
from seutu.shared.accounts.providers import SignInProvider, providers
from seutu.shared.accounts.rules import (
    INTERRUPTED_PARAMETER,
    is_own_address,
    recently_authenticated,
    second_factor_required,
    signed_in,
)

HOME = "work:today"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enter_code(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code: before there is a session, or in one that has not passed the second factor yet."""
    stage = code_stage.pending(request)
    user = stage.user if stage else request.user
    if not isinstance(user, User):
        return redirect(_with_next(request, "account_login"))
    if stage is None and second_factor.has_passed(request.session):
        return redirect(_next(request))
    if stage is None and not queries.has_second_factor(user):
        return redirect(_with_next(request, "accounts:enrol"))
    form = CodeForm(user, request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _let_in(request, stage, form)
    return render(request, "accounts/code.html", {"form": form, "next": _given_next(request), "is_signing_in": stage})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@recently_authenticated()
def enrol(request: HttpRequest) -> HttpResponse:
    """Take codes into use, or move them to another phone: that only in a session that has passed the old ones."""
    user = cast(User, request.user)
    has_one = queries.has_second_factor(user)
    if has_one and not second_factor.has_passed(request.session):
        return redirect(_with_next(request, "accounts:code"))
    secret = totp.pending_secret(request.session)
    form = EnrolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.enrol(user, secret, form.cleaned_data["code"], by=user)
        except actions.WrongCode:
            form.add_error("code", wrong_code())
        else:
            return _enrolled(request)
    context = {
        "form": form,
        "next": _given_next(request),
        "has_one": has_one,
        "is_required": second_factor.must_have(user),
        "secret": totp.in_groups(secret),
        "address_for_app": totp.address_for_app(secret, user.email),
    }
    return render(request, "accounts/enrol.html", context)


@require_safe
@never_cache
@signed_in
def secret_as_picture(request: HttpRequest) -> HttpResponse:
    """The secret that is being taken into use, for the camera of a phone."""
    if totp.PENDING not in request.session:
        raise Http404
    address = totp.address_for_app(totp.pending_secret(request.session), cast(User, request.user).email)
    return HttpResponse(totp.as_svg(address), content_type="image/svg+xml")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@second_factor_required
@recently_authenticated()
def recovery_codes(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if request.method == "POST":
        try:
            actions.renew_recovery_codes(user, by=user)
        except actions.WrongCode as none:
            raise Http404 from none
        messages.success(request, _("You have new recovery codes. The earlier ones are not good any more."))
        return redirect("accounts:recovery_codes")
    if not queries.has_second_factor(user):
        raise Http404
    codes = [totp.in_groups(code) for code in queries.recovery_codes_of(user)]
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "next": _given_next(request)})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask once more who it is, before a page where that matters, and lead back to it."""
    user = cast(User, request.user)
    form = _form_of(user, request)
    if request.method == "POST" and form is not None and form.is_valid():
        return _confirmed(request, form)
    context = {
        "form": form,
        "next": _given_next(request),
        "is_interrupted": _is_interrupted(request),
        "interrupted_parameter": INTERRUPTED_PARAMETER,
        "providers": _providers_of(user),
    }
    return render(request, "accounts/confirm.html", context)


def _form_of(user: User, request: HttpRequest) -> CodeForm | PasswordAgainForm | None:
    """A code of who has codes, else the password; None of who has neither, and comes by a provider only."""
    if queries.has_second_factor(user):
        return CodeForm(user, request, request.POST or None)
    return PasswordAgainForm(user, request, request.POST or None) if user.has_usable_password() else None


def _providers_of(user: User) -> list[SignInProvider]:
    joined = queries.providers_of(user)
    return [provider for provider in providers() if provider.slug in joined]


def _let_in(request: HttpRequest, stage: CodeStage | None, form: CodeForm) -> HttpResponseBase:
    if stage:
        answer = cast(HttpResponseBase, stage.exit())
    else:
        request.session.cycle_key()
        answer = redirect(_next(request))
    second_factor.note_passed(request.session)
    _tell_of_recovery(request, form)
    return answer


def _enrolled(request: HttpRequest) -> HttpResponse:
    totp.drop_pending_secret(request.session)
    request.session.cycle_key()
    second_factor.note_passed(request.session)
    messages.success(request, _("The codes are in use. From now on you are asked for one when you sign in."))
    return redirect(_with_next(request, "accounts:recovery_codes"))


def _confirmed(request: HttpRequest, form: forms.Form) -> HttpResponse:
    request.session.cycle_key()
    if isinstance(form, CodeForm):
        second_factor.note_passed(request.session)
        _tell_of_recovery(request, form)
    second_factor.note_confirmed(request.session)
    if _is_interrupted(request):
        words = _("What you sent before you confirmed was not done. Check the page and send it again.")
        messages.warning(request, words)
    return redirect(_next(request))


def _tell_of_recovery(request: HttpRequest, form: CodeForm) -> None:
    if not form.used_recovery_code:
        return
    left = len(queries.recovery_codes_of(form.user))
    words = ngettext(
        "You used a recovery code. You have %(left)s left. On the page “Own account” you get new ones.",
        "You used a recovery code. You have %(left)s left. On the page “Own account” you get new ones.",
        left,
    )
    messages.warning(request, words % {"left": left})


def _is_interrupted(request: HttpRequest) -> bool:
    return INTERRUPTED_PARAMETER in (request.POST if request.method == "POST" else request.GET)


def _given_next(request: HttpRequest) -> str:
    """The address of this site to which the person wanted, or ""."""
    given = request.POST.get("next") or request.GET.get("next") or ""
    return given if is_own_address(given) else ""


def _next(request: HttpRequest) -> str:
    return _given_next(request) or resolve_url(HOME)


def _with_next(request: HttpRequest, url_name: str) -> str:
    given = _given_next(request)
    return f"{reverse(url_name)}?{urlencode({'next': given})}" if given else reverse(url_name)

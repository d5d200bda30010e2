"""What every page of shared costs has: a person with a second factor who may see figures or manage projects."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from seutu.newcomers.funding.queries.reading import Reader, reader_of
from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import second_factor_required, signed_in
from seutu.shared.core.request_log import keep_values_out
from seutu.shared.organizations.queries import memberships_on
from seutu.shared.ui.components import Link

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Reader, P], HttpResponseBase]


def reads(reader: Reader) -> bool:
    """For pages of whoever may see shared costs."""
    return bool(reader.sees)


def manages(reader: Reader) -> bool:
    """For pages of whoever manages shared costs of a lead."""
    return bool(reader.manages)


def funding_page(
    may_open: Callable[[Reader], bool],
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Open a page for those of whom ``may_open`` says so, after their second factor; for others it is not there."""

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @second_factor_required
        def opened(request: HttpRequest, reader: Reader, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            response = view(request, reader, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        @wraps(view)
        def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            keep_values_out(request)
            reader = reader_on(request)
            if not may_open(reader):
                raise Http404
            return opened(request, reader, *args, **kwargs)

        return signed_in(cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], page))

    return decorate


def reader_on(request: HttpRequest) -> Reader:
    """The rights of who asks; found out once for a page and its frame."""
    if not hasattr(request, "funding_reader"):
        request.funding_reader = reader_of(memberships_on(request))  # type: ignore[attr-defined]
    reader: Reader = request.funding_reader  # type: ignore[attr-defined]
    return reader


def person(request: HttpRequest) -> User:
    return cast(User, request.user)


def form_page(
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    title: str,
    back: str,
    breadcrumb: list[Link],
    button: str = "",
    template: str = "funding/form.html",
    **more: Any,
) -> HttpResponse:
    """A page with one form; ``more`` may have ``text``, ``over``, ``has_file`` and what else ``template`` needs."""
    context = {"form": form, "title": title, "button": button or _("Save"), "back": back, "breadcrumb": breadcrumb}
    return render(request, template, {**context, **more})


def confirm_page(
    request: HttpRequest, *, title: str, text: str, back: str, breadcrumb: list[Link], is_danger: bool = False
) -> HttpResponse:
    """A page that asks once more; its button is called as the page is."""
    context = {"title": title, "text": text, "back": back, "breadcrumb": breadcrumb, "is_danger": is_danger}
    return render(request, "funding/confirm.html", context)

"""What every page of projects has: somebody who may see it, a second factor, no copy kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from seutu.newcomers.projects.queries.visible import access_to
from seutu.newcomers.projects.rules.access import Access
from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import second_factor_required, signed_in
from seutu.shared.core.request_log import keep_values_out
from seutu.shared.organizations.queries import is_permitted_on
from seutu.shared.organizations.roles import Permission

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
ProjectPage = Callable[Concatenate[HttpRequest, Access, P], HttpResponseBase]


def person(request: HttpRequest) -> User:
    """Who has signed in."""
    return cast(User, request.user)


def worker_page(*permissions: Permission) -> Callable[[Page[P]], Page[P]]:
    """Open a page for who holds one of ``permissions`` anywhere; for others it is not there (404)."""

    def decorate(view: Page[P]) -> Page[P]:
        @second_factor_required
        def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        @wraps(view)
        def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            keep_values_out(request)
            if not any(is_permitted_on(request, each) for each in permissions):
                raise Http404
            return opened(request, *args, **kwargs)

        # Read by the test that opens every page as everybody.
        page.is_guarded = True  # type: ignore[attr-defined]
        return signed_in(page)

    return decorate


def project_page(*, manages: bool) -> Callable[[ProjectPage[P]], Callable[..., HttpResponseBase]]:
    """Open a page of one project for who reads it, or only for who manages it; for others it is not there (404)."""

    def decorate(view: ProjectPage[P]) -> Callable[..., HttpResponseBase]:
        @worker_page(Permission.MANAGE_PROJECTS, Permission.READ_FIGURES)
        @wraps(view)
        def page(request: HttpRequest, /, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            access = access_to(request.user, slug)
            if access is None or (manages and not access.manages):
                raise Http404
            return view(request, access, *args, **kwargs)

        return page

    return decorate


def revision_of(request: HttpRequest) -> int:
    """The revision on which a form was opened.

    :raises Http404: none was sent.
    """
    told = request.POST.get("revision", "")
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        raise Http404("no revision")
    return int(told)

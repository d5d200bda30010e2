"""What every page of figures has: somebody who reads figures, with a second factor, and no copy kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from seutu.newcomers.reports.queries.scope import organizations_of
from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import second_factor_required, signed_in
from seutu.shared.core.request_log import keep_values_out

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, frozenset[int], P], HttpResponseBase]


def figures_page(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Open a page for who reads figures of some organization; for others it is not there (404).

    The view is given the ids of the organizations whose figures they read.
    """

    @second_factor_required
    def opened(request: HttpRequest, scope: frozenset[int], /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, scope, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @wraps(view)
    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        keep_values_out(request)
        scope = organizations_of(request.user)
        if not scope:
            raise Http404("reads no figures")
        return opened(request, scope, *args, **kwargs)

    return signed_in(cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], page))


def person(request: HttpRequest) -> User:
    """Who asks: the pages are opened by people who have signed in."""
    return cast(User, request.user)

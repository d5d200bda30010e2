"""Pages of figures for those who read them: signed in with a second factor; for others they are not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import second_factor_required, signed_in
from seutu.shared.core.request_log import keep_values_out
from seutu.shared.organizations.queries import is_permitted_on
from seutu.shared.organizations.roles import Permission

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, User, P], HttpResponseBase]


def figures_page(*permissions: Permission) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """Open a page for those who read figures and hold each of ``permissions`` somewhere."""

    def decorate(view: View[P]) -> Callable[..., HttpResponseBase]:
        @second_factor_required
        def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            response = view(request, cast(User, request.user), *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        @wraps(view)
        def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            keep_values_out(request)
            if not all(is_permitted_on(request, each) for each in (Permission.READ_FIGURES, *permissions)):
                raise Http404
            return opened(request, *args, **kwargs)

        return signed_in(cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], page))

    return decorate

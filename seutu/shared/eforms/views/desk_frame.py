"""What every page of the desk has: somebody who answers forms, with a second factor, and no copy kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import second_factor_required, signed_in
from seutu.shared.core.request_log import keep_values_out
from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.queries.desk import submissions_at
from seutu.shared.eforms.rules.desk import Desks, desks_among
from seutu.shared.organizations.queries import memberships_on

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Desks, P], HttpResponseBase]


def desk_page(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Open a page for who answers forms somewhere; for others it is not there (404).

    Whose page it is, is asked for their second factor where the session has not passed it.
    """

    @second_factor_required
    def opened(request: HttpRequest, desks: Desks, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, desks, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @wraps(view)
    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        keep_values_out(request)
        desks = desks_on(request)
        if desks is None:
            raise Http404
        return opened(request, desks, *args, **kwargs)

    return signed_in(cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], page))


def desks_on(request: HttpRequest) -> Desks | None:
    """Where who asks answers forms today, or None when nowhere."""
    return desks_among(memberships_on(request))


def person(request: HttpRequest) -> User:
    """Who asks, once they have signed in."""
    return cast(User, request.user)


def submission_or_404(desks: Desks, submission_id: int) -> Submission:
    """A submission that lies at ``desks``, with all that its page shows of it."""
    rows = submissions_at(desks).select_related("version__form", "organization", "unit", "assigned_to")
    return get_object_or_404(rows, pk=submission_id)

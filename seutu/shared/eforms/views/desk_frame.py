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
from seutu.shared.eforms.queries.desk import memberships_with_forms, submissions_at
from seutu.shared.eforms.rules.desk import Desks, desks_among
from seutu.shared.organizations.models import Membership

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


def memberships_on(request: HttpRequest) -> list[Membership]:
    """What lets who asks answer or make forms; asked of the database once for a page and its frame."""
    if not hasattr(request, "eforms_memberships"):
        request.eforms_memberships = memberships_with_forms(request.user)  # type: ignore[attr-defined]
    held: list[Membership] = request.eforms_memberships  # type: ignore[attr-defined]
    return held


def desks_on(request: HttpRequest) -> Desks | None:
    """Where who asks answers forms; found out once for the page and its frame."""
    if not hasattr(request, "eforms_desks"):
        request.eforms_desks = desks_among(memberships_on(request))  # type: ignore[attr-defined]
    desks: Desks | None = request.eforms_desks  # type: ignore[attr-defined]
    return desks


def person(request: HttpRequest) -> User:
    """Who asks, once they have signed in."""
    return cast(User, request.user)


def submission_or_404(desks: Desks, submission_id: int) -> Submission:
    """A submission that lies at ``desks``, with all that its page shows of it."""
    rows = submissions_at(desks).select_related("version__form", "organization", "unit", "assigned_to")
    return get_object_or_404(rows, pk=submission_id)

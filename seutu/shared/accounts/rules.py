"""Who may open a page for workers, and when a session is over."""

from __future__ import annotations

import enum
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

REASON_PARAMETER = "paattyi"
_ENDED = "_session_end_reason"

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class EndReason(enum.Enum):
    """Why a session was ended; the value stands in the address of the sign-in page."""

    IDLE = "tauko"
    AGE = "kesto"


def why_over(*, age: int, pause: int) -> EndReason | None:
    """Why a session is over that began ``age`` seconds ago and was last used ``pause`` seconds ago, or None."""
    if pause >= settings.SESSION_IDLE_MINUTES * 60:
        return EndReason.IDLE
    return EndReason.AGE if age >= settings.SESSION_HOURS * 3600 else None


def mark_ended(request: HttpRequest, reason: EndReason) -> None:
    """Remember that the session of ``request`` was just ended, for the page that asks to sign in."""
    setattr(request, _ENDED, reason)


def signed_in(view: View[P]) -> View[P]:
    """Let only a person who has signed in reach ``view``; ask the others to sign in, and bring them back here."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return _to_sign_in(request)

    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    query = {}
    if request.method in {"GET", "HEAD"}:
        query["next"] = request.get_full_path()
    reason: EndReason | None = getattr(request, _ENDED, None)
    if reason:
        query[REASON_PARAMETER] = reason.value
    address = reverse("account_login")
    if query:
        address = f"{address}?{urlencode(query)}"
    if request.headers.get("HX-Request"):
        # A part of a page was asked for: the whole page must change, or the form would stand inside it.
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)

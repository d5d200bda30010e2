"""Who may open a page for workers, what must have been proved for it, and when a session is over."""

from __future__ import annotations

import enum
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from seutu.shared.accounts import second_factor

REASON_PARAMETER = "paattyi"
INTERRUPTED_PARAMETER = "kesken"
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
    """Let only a person who has signed in reach ``view``; ask the others to sign in, and bring them back here.

    A form that was sent is not kept: the page to sign in says so, and leads to the page of the form.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return _to_sign_in(request)

    return guarded


def second_factor_required(view: View[P]) -> View[P]:
    """Let only a session that has passed its second factor reach ``view``.

    The others sign in, write the code, or take codes into use, and are brought back here.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if second_factor.has_passed(request.session):
            return view(request, *args, **kwargs)
        words = _("Write your code first. Open the page again to do it.")
        return _lead(request, "accounts:code", {"next": _address_to_return(request)}, words)

    return signed_in(guarded)


def recently_authenticated(*, minutes: int = 10) -> Callable[[View[P]], View[P]]:
    """Let only a person who has proved who they are in the last ``minutes`` reach the view: ask the others anew.

    A form that was sent is not kept: its page is returned to, and says so.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if second_factor.is_confirmed_within(request.session, minutes):
                return view(request, *args, **kwargs)
            query = {"next": _address_to_return(request)}
            if not _is_safe(request):
                query[INTERRUPTED_PARAMETER] = "1"
            words = _("Confirm first that it is you. Open the page again to do it.")
            return _lead(request, "accounts:confirm", query, words)

        return signed_in(guarded)

    return decorate


def is_own_address(url: str) -> bool:
    """Whether ``url`` is a path of this site, and so a place to return to."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def _is_safe(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD"}


def _address_to_return(request: HttpRequest) -> str:
    """The page itself; of a form that was sent or a part that was asked for, the page that it stands on, or ""."""
    if _is_safe(request) and not request.headers.get("HX-Request"):
        return request.get_full_path()
    referrer = urlsplit(request.headers.get("Referer", ""))
    if referrer.netloc != request.get_host():
        return request.get_full_path() if _is_safe(request) else ""
    path = urlunsplit(("", "", referrer.path, referrer.query, ""))
    return path if is_own_address(path) else ""


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    query = {"next": _address_to_return(request)}
    if not _is_safe(request):
        query[INTERRUPTED_PARAMETER] = "1"
    reason: EndReason | None = getattr(request, _ENDED, None)
    if reason:
        query[REASON_PARAMETER] = reason.value
    return _lead(request, "account_login", query)


def _lead(request: HttpRequest, url_name: str, query: dict[str, str], words: str = "") -> HttpResponse:
    """To another page; a script that sends for data is told in ``words`` instead, since it could not read the page."""
    address = reverse(url_name)
    if given := {name: value for name, value in query.items() if value}:
        address = f"{address}?{urlencode(given)}"
    if request.headers.get("HX-Request"):
        # A part of a page was asked for: the whole page must change, or the form would stand inside it.
        return HttpResponse(headers={"HX-Redirect": address})
    if words and request.headers.get("Accept") == "application/json":
        return JsonResponse({"error": words, "address": address}, status=HTTPStatus.UNAUTHORIZED)
    return HttpResponseRedirect(address)

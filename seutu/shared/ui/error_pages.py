"""The pages that say that something did not succeed: what happened, what to do now, what is safe."""

from __future__ import annotations

import datetime as dt
import sys
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from seutu.shared.core.disk_trouble import nothing_can_be_written

RETRY_SAVING_AFTER = 300


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "ui/400.html", HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "ui/403.html", HTTPStatus.FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "ui/404.html", HTTPStatus.NOT_FOUND, {"has_large_search": True})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "ui/csrf.html", HTTPStatus.FORBIDDEN)


def gone(request: HttpRequest, *, organization: str, day: dt.date, reason: str, request_at: str = "") -> HttpResponse:
    """The answer for a document that was taken offline: who did it, when and why.

    ``request_at`` is the form by which it can be requested, where there is one.
    """
    words = {"organization": organization, "day": day, "reason": reason, "request_at": request_at}
    return _page(request, "ui/410.html", HTTPStatus.GONE, words)


def too_many_requests(request: HttpRequest, retry_after: int) -> HttpResponse:
    """The answer beyond a limit of `core.rate_limits`, with the seconds after which it is worth trying again."""
    return _page(request, "ui/429.html", HTTPStatus.TOO_MANY_REQUESTS, {"retry_after": retry_after})


def unavailable(request: HttpRequest, *, retry_after: int = 60, template: str = "ui/503.html") -> HttpResponse:
    """The answer while the service cannot answer, for instance while it is being upgraded.

    ``template`` stands on ``ui/bare.html``.
    """
    response = HttpResponse(_bare_page(template, request), status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(retry_after)
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """The answer when an error was not foreseen, called while it is handled; a disk that takes nothing has its own."""
    if nothing_can_be_written(sys.exception()):
        return unavailable(request, retry_after=RETRY_SAVING_AFTER, template="ui/cannot_save.html")
    response = HttpResponse(_bare_page("ui/500.html", request), status=HTTPStatus.INTERNAL_SERVER_ERROR)
    response["Cache-Control"] = "no-store"
    return response


def _page(
    request: HttpRequest, template: str, status: HTTPStatus, words: dict[str, object] | None = None
) -> HttpResponse:
    content = render_to_string(template, {"noindex": True, **(words or {})}, request=request)
    return HttpResponse(content, status=status)


def _bare_page(template: str, request: HttpRequest) -> str:
    """A page made without context processors: it must not need the database, the session or a signed-in user."""
    words = {
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "request_id": getattr(request, "request_id", ""),
    }
    try:
        return render_to_string(template, words)
    except ValueError:
        # The names of the static files are not there (collectstatic has not run): answer without them.
        words_alone = escape(_("Something is wrong with the service"))
        return f"<!doctype html><title>{words_alone}</title><h1>{words_alone}</h1>"

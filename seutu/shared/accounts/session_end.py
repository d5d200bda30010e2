"""Sessions end: after a time without use, and after a time since signing in, however busy.

The limits are ``settings.SESSION_IDLE_MINUTES`` and ``settings.SESSION_HOURS``. A public page of an ended session is
answered as to any visitor; a page for workers asks to sign in (`rules.signed_in`) and tells why.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from seutu.shared.accounts import actions
from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import EndReason, mark_ended, why_over
from seutu.shared.core import clock

BEGAN, SEEN = "began_at", "seen_at"
# A session row is written at most so often: not for each page of a reading worker.
WRITE_AFTER_SECONDS = 60


def begin(session: SessionBase) -> None:
    """Count the session's life from this instant."""
    session[BEGAN] = session[SEEN] = _now()


class SessionEndMiddleware:
    """Ends the session that has been idle, or alive, too long. Never touches a visitor without the session cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            _end_or_prolong(request)
        return self.get_response(request)


def _end_or_prolong(request: HttpRequest) -> None:
    session = request.session
    if BEGAN not in session or SEEN not in session:
        begin(session)
        return
    now = _now()
    reason = why_over(age=now - session[BEGAN], pause=now - session[SEEN])
    if reason:
        _end(request, reason)
    elif now - session[SEEN] >= WRITE_AFTER_SECONDS:
        session[SEEN] = now


@transaction.atomic
def _end(request: HttpRequest, reason: EndReason) -> None:
    if isinstance(request.user, User):
        actions.note_session_end(request.user, reason.name.lower())
    logout(request)
    mark_ended(request, reason)


def _now() -> int:
    return int(clock.now().timestamp())

"""A disk that takes nothing: the page says what was saved, what was not, and what to do."""

from __future__ import annotations

import errno
import os

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

handler500 = "seutu.shared.ui.error_pages.server_error"


@csrf_exempt
def save(request):
    raise ERRORS[request.GET["error"]]


def _later(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


urlpatterns = [path("tallenna/", save)]
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
ERRORS = {
    "full": OperationalError("database or disk is full"),
    "read-only": OperationalError("attempt to write a readonly database"),
    "file": OSError(errno.EROFS, os.strerror(errno.EROFS)),
    "over a file": _later(RuntimeError("there is no room for the file"), FULL),
    "postgresql": OperationalError('could not extend file "base/1/2": No space left on device'),
    "other": OperationalError("no such table: puuttuu"),
    "missing": FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)),
}


def answer(error: str):
    return Client(raise_request_exception=False).post(f"/tallenna/?error={error}")


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("error", ["full", "read-only", "file", "over a file", "postgresql"])
def test_what_cannot_be_saved_is_told_and_can_be_sent_later(error):
    response = answer(error)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "300"
    assert response.headers["Cache-Control"] == "no-store"
    assert "Palvelu ei voi nyt tallentaa mitään" in response.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("error", ["other", "missing"])
def test_any_other_error_is_as_before(error):
    assert answer(error).status_code == 500

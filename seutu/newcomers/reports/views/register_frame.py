"""Pages of figures for workers of the register: signed in with a second factor, the database told who acts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import second_factor_required, signed_in
from seutu.shared.core.request_log import keep_values_out
from seutu.shared.organizations.queries import memberships_on

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Worker, P], HttpResponseBase]


def worker_page(may_open: Callable[[Worker], bool]) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """Open a page for the workers of whom ``may_open`` says so; for others it is not there (404)."""

    def decorate(view: View[P]) -> Callable[..., HttpResponseBase]:
        @second_factor_required
        def opened(request: HttpRequest, worker: Worker, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            with acting_as(worker):
                response = view(request, worker, *args, **kwargs)
            response["Cache-Control"] = "no-store"
            return response

        @wraps(view)
        def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            keep_values_out(request)
            worker = worker_of(request.user, memberships_on(request))
            if worker is None or not may_open(worker):
                raise Http404
            return opened(request, worker, *args, **kwargs)

        return signed_in(cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], page))

    return decorate


def person(request: HttpRequest) -> User:
    """Who asks, once it is known that somebody has signed in."""
    return cast(User, request.user)


def logs_work(worker: Worker) -> bool:
    """For pages of who logs work, and of who leads those who do."""
    return bool(worker.logs_for or worker.led)

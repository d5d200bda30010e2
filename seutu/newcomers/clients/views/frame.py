"""What every page of the register has: a worker with a second factor, the database told who acts, no copy kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.client_frame import PurposeNotGiven
from seutu.shared.accounts.rules import second_factor_required, signed_in
from seutu.shared.core.request_log import keep_values_out
from seutu.shared.organizations.queries import memberships_on

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Worker, P], HttpResponseBase]


def register_page(
    may_open: Callable[[Worker], bool],
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Open a page for workers of the register of whom ``may_open`` says so; for others it is not there (404).

    Whose page it is, is asked for their second factor where the session has not passed it, and sent to the client's
    own page where they have not said yet for what they open a client of another unit.
    """

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @second_factor_required
        def opened(request: HttpRequest, worker: Worker, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                with acting_as(worker):
                    response = view(request, worker, *args, **kwargs)
            except PurposeNotGiven as asked:
                response = redirect(asked.address)
            response["Cache-Control"] = "no-store"
            return response

        @wraps(view)
        def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            keep_values_out(request)
            worker = worker_on(request)
            if worker is None or not may_open(worker):
                raise Http404
            return opened(request, worker, *args, **kwargs)

        # Read by the test that opens every page as everybody.
        page.may_open = may_open  # type: ignore[attr-defined]
        return signed_in(cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], page))

    return decorate


def worker_on(request: HttpRequest) -> Worker | None:
    """The worker who asks for a page; found out once, for the page and all that its frame shows of the register."""
    if not hasattr(request, "register_worker"):
        request.register_worker = worker_of(request.user, memberships_on(request))  # type: ignore[attr-defined]
    worker: Worker | None = request.register_worker  # type: ignore[attr-defined]
    return worker


def logs_contacts(worker: Worker) -> bool:
    """For pages of contacts."""
    return bool(worker.logs_for)


def serves_clients(worker: Worker) -> bool:
    """For pages of who serves clients by name: searching, making and listing them."""
    return worker.serves


def opens_clients(worker: Worker) -> bool:
    """For the page of one client, which may be open to somebody by a grant alone."""
    return worker.opens_clients


def leads_service(worker: Worker) -> bool:
    """For pages of who leads a team."""
    return bool(worker.led)


def manages_register(worker: Worker) -> bool:
    """For pages of who keeps the code lists, imports and exports."""
    return bool(worker.manages)


def answers_data_requests(worker: Worker) -> bool:
    """For pages of the data protection officer and of who answers people about their own data."""
    return bool(worker.answers_for)

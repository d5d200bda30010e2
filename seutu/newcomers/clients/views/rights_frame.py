"""What the pages about the rights of the person have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.data_requests import clients_answered_for
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.client_frame import client_title
from seutu.newcomers.clients.views.frame import View, answers_data_requests, register_page
from seutu.shared.ui.components import Link

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
PER_PAGE = 50


def officer_page(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page for who answers people about their own data.

    No client is open to an officer by the policy of access, so the database is told that the register itself acts. What
    the page shows is narrowed by the queries of `queries.data_requests` to the controllers for which they answer.
    """

    @wraps(view)
    def as_system(request: HttpRequest, worker: Worker, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with acting_as_system():
            return view(request, worker, *args, **kwargs)

    return register_page(answers_data_requests)(as_system)


def client_at(worker: Worker, reference: str) -> Client:
    """The client with this reference, if the worker answers for them.

    :raises Http404: there is none.
    """
    return get_object_or_404(clients_answered_for(worker), reference=reference)


def page_of(request: HttpRequest, rows: QuerySet[M]) -> Page[M]:
    """The page of ``rows`` that ``?sivu=`` asks for, or the nearest one."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("sivu"))


def way_to(*links: Link) -> list[Link]:
    """The way to an officer's page, for the breadcrumb; never a name."""
    return [Link(_("Data protection"), reverse("clients:data_protection")), *links]


def way_to_client(client: Client, *links: Link) -> list[Link]:
    """The way to a page about one client's rights."""
    return way_to(Link(client_title(client), reverse("clients:rights", args=[client.reference])), *links)

"""What every page of the service path begins with: the client, a revision, the way to it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.visible import clients_writable_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.client_frame import person, readable, way_to, writable
from seutu.shared.ui.components import Link

__all__ = ["person"]


def visible_client(worker: Worker, reference: str) -> Client:
    """The client with this reference.

    :raises Http404: there is none whose data ``worker`` may see.
    :raises PurposeNotGiven: as in `client_frame.readable`.
    """
    return readable(worker, reference).client


def writable_client(worker: Worker, reference: str) -> Client:
    """The client with this reference.

    :raises Http404: there is none whom ``worker`` may change.
    :raises PurposeNotGiven: as in `client_frame.readable`.
    """
    return writable(worker, reference).client


def may_write(worker: Worker, client: Client) -> bool:
    """Whether ``worker`` may change the client."""
    return clients_writable_by(worker).filter(pk=client.pk).exists()


def revision_sent(request: HttpRequest) -> int:
    """The revision of the record that the form was opened on.

    :raises Http404: the form has none: it was not made here.
    """
    told = request.POST.get("revision", "")
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        raise Http404("no revision")
    return int(told)


def path_url(client: Client) -> str:
    """The address of the client's service path."""
    return reverse("clients:path", args=[client.reference])


def trail(client: Client, *more: Link) -> list[Link]:
    """The way to a page of the client's path."""
    return way_to(client, Link(_("Service path"), path_url(client)), *more)


def to_path(client: Client) -> HttpResponse:
    """To the client's service path."""
    return redirect(path_url(client))

"""What every page of one client begins with: whose it is, and for what it is opened."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.newcomers.clients.client_sections import Opened
from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.purposes import purpose_of
from seutu.newcomers.clients.queries.visible import clients_openable_by
from seutu.newcomers.clients.rules.access import Access, Worker
from seutu.shared.accounts.models import User
from seutu.shared.ui.components import Link


class PurposeNotGiven(Exception):
    """The worker is to be asked first for what they open the client whose page is at ``address``."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


def person(request: HttpRequest) -> User:
    """Who has signed in; only pages of the register ask."""
    return cast(User, request.user)


def opened(worker: Worker, reference: str) -> Opened:
    """The client with this reference, as far as they are open to ``worker``; the purpose is "" when it must be asked.

    :raises Http404: there is none whose page opens for the worker.
    """
    rows = clients_openable_by(worker).select_related("unit", "controller", "keyworker", "municipality", "household")
    client: Any = get_object_or_404(rows, reference=reference)
    access = Access(client.access)
    purpose = purpose_of(worker, client) if access >= Access.READ else ""
    return Opened(worker, client, access, purpose)


def readable(worker: Worker, reference: str, least: Access = Access.READ) -> Opened:
    """The same for a page that shows more of the client, with the purpose that was given when they were opened.

    :raises Http404: the worker may not read the client.
    :raises PurposeNotGiven: they are to be asked first, which a page of the register does.
    """
    found = opened(worker, reference)
    if found.access < least:
        raise Http404("not open")
    if not found.purpose:
        raise PurposeNotGiven(found.client.get_absolute_url())
    return found


def writable(worker: Worker, reference: str) -> Opened:
    """The same for a page that changes the client.

    :raises Http404: the worker may not change the client.
    :raises PurposeNotGiven: as in `readable`.
    """
    return readable(worker, reference, Access.WRITE)


def client_title(client: Client) -> str:
    """What titles and paths call a client: never by name, since titles end in histories and logs."""
    return _("Client %(reference)s") % {"reference": client.reference}


def way_to(client: Client | None = None, *links: Link) -> list[Link]:
    """The way to a page of the register, for the breadcrumb; never a name."""
    way = [Link(_("Clients"), reverse("clients:clients"))]
    if client:
        way.append(Link(client_title(client), client.get_absolute_url()))
    return [*way, *links]

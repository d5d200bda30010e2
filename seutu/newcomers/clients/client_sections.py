"""The sections of a client's page: each subject of the register adds its own, and the page knows none of them.

::

    client_sections.register(
        ClientSection(key="contacts", order=30, label=_("Contacts"), template="clients/client/_contacts.html",
                      context=latest_contacts)
    )

``context`` gets who opened the page and whom, and gives what the template needs beside `opened`, or None: no section.
``next_duty`` in it, with ``words``, ``about``, ``status`` and ``url``, stands under the client's name too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.rules.access import Access, Worker
from seutu.shared.core.registry import Entry, Point


@dataclass(frozen=True)
class Opened:
    """A client's page that is open to a worker, and for what purpose."""

    worker: Worker
    client: Client
    access: Access
    purpose: str

    @property
    def is_writable(self) -> bool:
        return self.access >= Access.WRITE


@dataclass(frozen=True, kw_only=True)
class ClientSection(Entry):
    """A section of the page; its key is the id of the element."""

    label: Any
    template: str
    context: Callable[[HttpRequest, Opened], dict[str, Any] | None]


@dataclass(frozen=True, kw_only=True)
class ClientAction(Entry):
    """Something to do for a client, as a button at the top of the page: where it leads, or "" when it is not open."""

    label: Any
    address: Callable[[Opened], str]


client_sections = Point(ClientSection)
client_actions = Point(ClientAction)

"""Interpreters and messages to clients: their pages in the navigation, and what can be begun on a client's page."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.client_sections import ClientAction, Opened, client_actions
from seutu.newcomers.clients.views.frame import worker_on
from seutu.shared.core.registry import NavigationLink, navigation


def register() -> None:
    """Register what stands above."""
    for link in (
        NavigationLink(
            key="clients-bookings",
            order=14,
            audience="work",
            label=_("Interpreter bookings"),
            url_name="clients:interpreter_bookings",
            is_visible=_serves_clients,
            group="clients",
        ),
        NavigationLink(
            key="clients-interpreters",
            order=73,
            audience="work",
            label=_("Interpreters"),
            url_name="clients:interpreters",
            is_visible=_manages_register,
            group="register",
        ),
        NavigationLink(
            key="clients-messages",
            order=74,
            audience="work",
            label=_("Messages to clients"),
            url_name="clients:message_templates",
            is_visible=_manages_register,
            group="register",
        ),
    ):
        navigation.register(link)
    client_actions.register(
        ClientAction(key="message", order=40, label=_("Send a message"), address=_to_message),
    )
    client_actions.register(
        ClientAction(key="interpreter", order=50, label=_("Book an interpreter"), address=_to_booking),
    )


def _to_message(opened: Opened) -> str:
    return reverse("clients:client_message", args=[opened.client.reference]) if opened.is_writable else ""


def _to_booking(opened: Opened) -> str:
    if not opened.is_writable or not opened.client.needs_interpreter or not opened.worker.serves:
        return ""
    return f"{reverse('clients:new_interpreter_booking')}?asiakas={opened.client.reference}"


def _serves_clients(request: HttpRequest) -> bool:
    worker = worker_on(request)
    return worker is not None and worker.serves


def _manages_register(request: HttpRequest) -> bool:
    worker = worker_on(request)
    return worker is not None and bool(worker.manages)

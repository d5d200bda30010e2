"""Contacts: their pages in the navigation and on a client's page, and the daily end of old drafts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.client_sections import (
    ClientAction,
    ClientSection,
    Opened,
    client_actions,
    client_sections,
)
from seutu.newcomers.clients.contact_presentation import contact_line
from seutu.newcomers.clients.queries.contacts import contacts_of
from seutu.newcomers.clients.views.frame import manages_register, worker_on
from seutu.shared.core.registry import DailyWork, NavigationLink, daily_work, navigation

SHOWN_OF_CLIENT = 20


def register() -> None:
    """Register what stands above."""
    link = NavigationLink(
        key="clients-contacts",
        order=12,
        audience="work",
        label=_("Contacts"),
        url_name="clients:contacts",
        is_visible=_logs_contacts,
        group="clients",
    )
    navigation.register(link)
    for key, order, label, url_name in CODE_LISTS:
        navigation.register(
            NavigationLink(
                key=key,
                order=order,
                audience="work",
                label=label,
                url_name=url_name,
                is_visible=_keeps_codes,
                group="register",
            )
        )
    client_actions.register(ClientAction(key="contact", order=10, label=_("Log a contact"), address=_to_new_contact))
    section = ClientSection(
        key="contacts", order=30, label=_("Contacts"), template="clients/contacts/_of_client.html", context=_of_client
    )
    client_sections.register(section)
    daily_work.register(DailyWork(key="clients.drafts", command="purge_register_drafts", from_hour=3))


CODE_LISTS = (
    ("clients-topics", 70, _("Topics of contacts"), "clients:topics"),
    ("clients-funding-codes", 71, _("Funding codes"), "clients:funding_codes"),
)


def _keeps_codes(request: HttpRequest) -> bool:
    worker = worker_on(request)
    return worker is not None and manages_register(worker)


def _logs_contacts(request: HttpRequest) -> bool:
    worker = worker_on(request)
    return worker is not None and bool(worker.logs_for)


def _to_new_contact(opened: Opened) -> str:
    if not (opened.is_writable and opened.worker.logs_for):
        return ""
    return f"{reverse('clients:new_contact')}?asiakas={opened.client.reference}"


def _of_client(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    rows = list(contacts_of(opened.worker, opened.client)[: SHOWN_OF_CLIENT + 1])
    lines = [contact_line(each) for each in rows[:SHOWN_OF_CLIENT]]
    return {"lines": lines, "is_cut": len(rows) > SHOWN_OF_CLIENT, "opens": bool(opened.worker.logs_for)}

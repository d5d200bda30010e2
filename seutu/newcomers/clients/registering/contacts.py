"""Contacts: their pages in the navigation, panels of the worker's home, and the daily end of old drafts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.contact_panels import contacts_panel, unfinished_panel
from seutu.newcomers.clients.views.frame import worker_on
from seutu.shared.core.registry import DailyWork, NavigationLink, WorkPanel, daily_work, navigation, work_panels


def register() -> None:
    """Register what stands above."""
    link = NavigationLink(
        key="clients-contacts",
        order=12,
        audience="work",
        label=_("Contacts"),
        url_name="clients:contacts",
        is_visible=_logs_contacts,
    )
    navigation.register(link)
    panels = {
        "contacts": ("clients/contacts/_panel.html", _contacts_panel),
        "unfinished": ("clients/contacts/_panel_unfinished.html", _unfinished_panel),
    }
    for order, (key, (template, context)) in enumerate(panels.items(), start=10):
        work_panels.register(WorkPanel(key=f"clients.{key}", order=order, template=template, context=context))
    daily_work.register(DailyWork(key="clients.drafts", command="purge_register_drafts", from_hour=3))


def _logs_contacts(request: HttpRequest) -> bool:
    worker = worker_on(request)
    return worker is not None and bool(worker.logs_for)


def _contacts_panel(request: HttpRequest) -> dict[str, Any] | None:
    worker = worker_on(request)
    return None if worker is None else contacts_panel(worker)


def _unfinished_panel(request: HttpRequest) -> dict[str, Any] | None:
    worker = worker_on(request)
    return None if worker is None else unfinished_panel(worker)

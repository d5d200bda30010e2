"""A worker's first page: its panels and buttons, the page of the team, and the mails of the morning."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.panels import PANELS, reminders_panel
from seutu.newcomers.clients.views.frame import worker_on
from seutu.shared.core.registry import (
    DailyWork,
    NavigationLink,
    WorkAction,
    WorkPanel,
    daily_work,
    navigation,
    work_actions,
    work_panels,
)

TEMPLATES = {
    "locked": "clients/home/_locked.html",
    "overdue": "clients/home/_part.html",
    "today": "clients/home/_part.html",
    "week": "clients/home/_part.html",
    "drafts": "clients/home/_drafts.html",
    "asked": "clients/home/_asked.html",
}


def register() -> None:
    """Register what stands above."""
    for order, (key, template) in enumerate(TEMPLATES.items()):
        work_panels.register(WorkPanel(key=f"clients.{key}", order=order, template=template, context=PANELS[key]))
    work_panels.register(
        WorkPanel(key="clients.reminders", order=96, template="clients/home/_reminders.html", context=reminders_panel)
    )
    work_actions.register(
        WorkAction(
            key="clients.log_contact",
            order=0,
            label=_("Log a contact"),
            icon="plus",
            shortcut="K",
            address=_to_new_contact,
        )
    )
    work_actions.register(
        WorkAction(key="clients.find_client", order=1, label=_("Find a client"), icon="search", address=_to_clients)
    )
    navigation.register(
        NavigationLink(
            key="clients-team",
            order=16,
            audience="work",
            label=_("Team"),
            url_name="clients:team",
            is_visible=_leads_or_manages,
            group="clients",
        )
    )
    daily_work.register(DailyWork(key="clients.reminders", command="remind_workers", from_hour=7))


def _to_new_contact(request: HttpRequest) -> str:
    worker = worker_on(request)
    return reverse("clients:new_contact") if worker and worker.logs_for else ""


def _to_clients(request: HttpRequest) -> str:
    worker = worker_on(request)
    return reverse("clients:clients") if worker and worker.serves else ""


def _leads_or_manages(request: HttpRequest) -> bool:
    worker = worker_on(request)
    return worker is not None and bool(worker.led or worker.manages)

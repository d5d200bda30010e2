"""Contacts: their pages in the navigation, and the daily end of old drafts."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.views.frame import worker_on
from seutu.shared.core.registry import DailyWork, NavigationLink, daily_work, navigation


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
    daily_work.register(DailyWork(key="clients.drafts", command="purge_register_drafts", from_hour=3))


def _logs_contacts(request: HttpRequest) -> bool:
    worker = worker_on(request)
    return worker is not None and bool(worker.logs_for)

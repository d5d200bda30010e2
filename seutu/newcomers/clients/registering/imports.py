"""Imports: their pages in the navigation, and the daily end of what was read and not brought in."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.rules.imports import may_import
from seutu.newcomers.clients.views.frame import worker_on
from seutu.shared.core.registry import DailyWork, NavigationLink, daily_work, navigation


def register() -> None:
    """Register what stands above."""
    link = NavigationLink(
        key="clients-imports",
        order=90,
        audience="work",
        label=_("Imports"),
        url_name="clients:imports",
        is_visible=_may_import,
        group="register",
    )
    navigation.register(link)
    daily_work.register(DailyWork(key="clients.imports", command="purge_register_imports", from_hour=3))


def _may_import(request: HttpRequest) -> bool:
    worker = worker_on(request)
    return worker is not None and may_import(worker)

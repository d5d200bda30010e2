"""Figures in the navigation: for who reads them the first page, for who only logs work their own hours."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.shared.core.registry import NavigationLink, navigation
from seutu.shared.organizations.queries import is_permitted_on
from seutu.shared.organizations.roles import Permission


def register() -> None:
    """Register what stands above."""
    navigation.register(
        NavigationLink(
            key="reports",
            order=40,
            audience="work",
            label=pgettext_lazy("figures", "Reports"),
            url_name="reports:start",
            is_visible=_reads_figures,
        )
    )
    navigation.register(
        NavigationLink(
            key="reports-hours",
            order=40,
            audience="work",
            label=_("Hours of work"),
            url_name="reports:hours",
            is_visible=_only_logs_work,
        )
    )


def _reads_figures(request: HttpRequest) -> bool:
    return is_permitted_on(request, Permission.READ_FIGURES)


def _only_logs_work(request: HttpRequest) -> bool:
    return is_permitted_on(request, Permission.LOG_CONTACTS) and not _reads_figures(request)

from __future__ import annotations

from functools import partial
from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.shared.core.registry import DailyWork, NavigationLink, WorkPanel, daily_work, navigation, work_panels

LINKS = (
    ("meetings", _("Meetings")),
    ("officer_decisions", _("Office holders' decisions")),
    ("notices", pgettext_lazy("desk", "Notices")),
    ("initiatives", _("Initiatives")),
    ("people", _("People")),
)

# The panels of a worker's first page in their order; `panels.PANELS` has what each shows.
PANELS = (
    ("meetings", "desk/_panel.html"),
    ("prepared", "desk/_panel_prepared.html"),
    ("unfinished", "desk/_panel_unfinished.html"),
    ("takeovers", "desk/_panel_register.html"),
    ("notices", "desk/_panel_register.html"),
    ("initiatives", "desk/_panel_register.html"),
)


class DeskConfig(AppConfig):
    name = "seutu.publishing.desk"

    def ready(self) -> None:
        for order, (name, label) in enumerate(LINKS, start=20):
            link = NavigationLink(
                key=f"desk-{name}",
                order=order,
                audience="work",
                label=label,
                url_name=f"desk:{name}",
                is_visible=_prepares_meetings,
            )
            navigation.register(link)
        daily_work.register(DailyWork(key="desk.reminders", command="remind_checkers", from_hour=8))
        daily_work.register(DailyWork(key="desk.drafts", command="prune_drafts", from_hour=3))
        for order, (key, template) in enumerate(PANELS, start=20):
            context = partial(_panel, key)
            work_panels.register(WorkPanel(key=f"desk.{key}", order=order, template=template, context=context))


def _prepares_meetings(request: HttpRequest) -> bool:
    from seutu.shared.organizations.queries import is_permitted_on  # the apps are not loaded above
    from seutu.shared.organizations.roles import Permission

    return is_permitted_on(request, Permission.PREPARE_MEETINGS)


def _panel(key: str, request: HttpRequest) -> dict[str, Any] | None:
    from seutu.publishing.desk.panels import PANELS as MADE_BY  # the apps are not loaded above

    return MADE_BY[key](request) if _prepares_meetings(request) else None

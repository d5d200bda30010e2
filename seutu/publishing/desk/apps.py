from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import DailyWork, NavigationLink, WorkPanel, daily_work, navigation, work_panels

LINKS = (
    ("meetings", _("Meetings")),
    ("officer_decisions", _("Office holders' decisions")),
    ("notices", _("Notices")),
    ("initiatives", _("Initiatives")),
    ("people", _("People")),
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
        work_panels.register(WorkPanel(key="desk", order=20, template="desk/_panel.html", context=_panel))


def _prepares_meetings(request: HttpRequest) -> bool:
    from seutu.shared.organizations.queries import organizations_where  # the apps are not loaded above
    from seutu.shared.organizations.roles import Permission

    if not hasattr(request, "prepares_meetings"):
        # Every link asks, and the answer is the same for all of a page.
        held = organizations_where(request.user, Permission.PREPARE_MEETINGS)
        request.prepares_meetings = bool(held)  # type: ignore[attr-defined]
    return bool(request.prepares_meetings)  # type: ignore[attr-defined]


def _panel(request: HttpRequest) -> dict[str, Any] | None:
    from seutu.publishing.desk.panels import meetings_panel

    return meetings_panel(request)

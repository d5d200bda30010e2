from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import (
    DailyWork,
    NavigationGroup,
    NavigationLink,
    WorkPanel,
    daily_work,
    navigation,
    navigation_groups,
    work_panels,
)


class EFormsConfig(AppConfig):
    name = "seutu.shared.eforms"
    label = "eforms"

    def ready(self) -> None:
        daily_work.register(DailyWork(key="eforms.prune", command="prune_form_drafts", from_hour=3))
        daily_work.register(DailyWork(key="eforms.retention", command="empty_submissions", from_hour=3))
        # What came before files were sealed; from then on it finds nothing to do.
        daily_work.register(DailyWork(key="eforms.seal_files", command="seal_form_files", from_hour=2))
        _offer_to_registries()
        navigation_groups.register(NavigationGroup(key="forms", order=18, label=_("Forms")))
        navigation.register(
            NavigationLink(key="eforms", order=40, audience="footer", label=_("Forms"), url_name="eforms:list")
        )
        navigation.register(
            NavigationLink(key="eforms-public", order=40, audience="public", label=_("Forms"), url_name="eforms:list")
        )
        navigation.register(
            NavigationLink(
                key="eforms-inbox",
                order=18,
                audience="work",
                label=_("Answers to forms"),
                url_name="eforms_desk:inbox",
                is_visible=_answers_forms,
                group="forms",
            )
        )
        navigation.register(
            NavigationLink(
                key="eforms-builder",
                order=19,
                audience="work",
                label=_("Making forms"),
                url_name="eforms_builder:list",
                is_visible=_makes_forms,
                group="forms",
            )
        )
        work_panels.register(
            WorkPanel(key="eforms.inbox", order=15, template="eforms/desk/_panel.html", context=_inbox_panel)
        )


def _offer_to_registries() -> None:
    from seutu.shared.eforms import checks  # the apps are not loaded above
    from seutu.shared.eforms.presentation import for_registry

    checks.register()
    for_registry.register()


def _answers_forms(request: HttpRequest) -> bool:
    from seutu.shared.eforms.views.desk_frame import desks_on  # the apps are not loaded above

    return desks_on(request) is not None


def _makes_forms(request: HttpRequest) -> bool:
    from seutu.shared.organizations.queries import is_permitted_on  # the apps are not loaded above
    from seutu.shared.organizations.roles import Permission

    return is_permitted_on(request, Permission.MAKE_FORMS)


def _inbox_panel(request: HttpRequest) -> dict[str, Any] | None:
    from seutu.shared.eforms.views.desk_panel import inbox_panel  # the apps are not loaded above

    return inbox_panel(request)

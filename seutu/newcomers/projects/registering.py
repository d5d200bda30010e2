"""Projects in the navigation, their daily work, their public pages, and what `seutu doctor` asks of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.projects.models import IntegrationProgramme
from seutu.newcomers.projects.panels import targets_panel
from seutu.newcomers.projects.queries.pages import lacking_a_programme
from seutu.newcomers.projects.queries.visible import partners_of_led_projects, projects_visible_to
from seutu.newcomers.reports.other_reports import OtherReports, other_reports
from seutu.newcomers.reports.queries.scope import FigureScope, figure_scopes
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.core.registry import (
    DailyWork,
    DoctorCheck,
    Finding,
    NavigationLink,
    PublicSurface,
    WorkPanel,
    daily_work,
    doctor_checks,
    navigation,
    public_surfaces,
    work_panels,
)
from seutu.shared.law.integration import programme_rule
from seutu.shared.organizations.queries import is_permitted_on
from seutu.shared.organizations.roles import Permission
from seutu.shared.ui.components import Link


def register() -> None:
    """Register what stands above."""
    navigation.register(
        NavigationLink(
            key="projects",
            order=60,
            audience="work",
            label=pgettext_lazy("joint", "Projects"),
            url_name="projects:projects",
            is_visible=_reads_projects,
            group="projects",
        )
    )
    navigation.register(
        NavigationLink(
            key="programmes",
            order=64,
            audience="work",
            label=_("Integration programmes"),
            url_name="projects:programmes",
            is_visible=_reads_projects,
            group="projects",
        )
    )
    work_panels.register(
        WorkPanel(key="projects.behind", order=20, template="projects/_panel_targets.html", context=targets_panel)
    )
    daily_work.register(DailyWork(key="projects.decisions", command="refresh_projects", from_hour=4))
    doctor_checks.register(
        DoctorCheck(key="projects.programmes", label=_("Integration programmes"), run=_missing_programmes)
    )
    figure_scopes.register(FigureScope(key="projects", organizations=partners_of_led_projects))
    other_reports.register(OtherReports(key="projects", label=_("Reports of projects"), links=_reports))
    public_surfaces.register(PublicSurface(key="programmes", addresses=_addresses))


def _reads_projects(request: HttpRequest) -> bool:
    return is_permitted_on(request, Permission.READ_FIGURES) or is_permitted_on(request, Permission.MANAGE_PROJECTS)


def _reports(user: User) -> list[Link]:
    return [Link(each.name, reverse("projects:reports", args=[each.slug])) for each in projects_visible_to(user)]


def _missing_programmes() -> Sequence[Finding]:
    today = clock.today()
    names = ", ".join(each.name for each in lacking_a_programme(today))
    if not names:
        return [
            Finding("ok", gettext("Every municipality of a project that is going on has an integration programme."))
        ]
    rule = programme_rule(today)
    words = gettext("No integration programme in force: %(names)s.") % {"names": names}
    advice = gettext("Publish it at /tyo/kotoutumisohjelmat/.")
    if rule is None:
        return [Finding("warning", words, advice)]
    ground = gettext("It is a condition of reimbursement by the state: %(provision)s.")
    return [Finding("warning", words, f"{advice} {ground % {'provision': rule.provision_with_number}}")]


def _addresses() -> list[str]:
    rows = IntegrationProgramme.objects.published().select_related("organization")
    return [
        *{reverse("programmes:programme", args=[each.organization.slug]): None for each in rows},
        *(each.get_absolute_url() for each in rows),
    ]

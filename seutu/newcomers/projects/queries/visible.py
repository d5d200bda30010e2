"""Projects and their parts, as those see them who may."""

from __future__ import annotations

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from seutu.newcomers.projects.models import BudgetLine, MunicipalShare, Partner, Project, ProjectPart
from seutu.newcomers.projects.rules.access import Access, windows_of
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission

P = TypeVar("P", bound=ProjectPart)

OF_A_YEAR: tuple[type[ProjectPart], ...] = (BudgetLine, MunicipalShare)


def projects_visible_to(user: User | AnonymousUser) -> QuerySet[Project]:
    """The projects that ``user`` manages, or whose figures they read as the lead or as a partner, now or before."""
    managed = organizations_where(user, Permission.MANAGE_PROJECTS)
    read = organizations_where(user, Permission.READ_FIGURES)
    taken_part = Partner.objects.filter(organization__in=read).values("project")
    return Project.objects.filter(Q(lead__in=managed | read) | Q(pk__in=taken_part)).select_related("lead")


def access_to(user: User | AnonymousUser, slug: str) -> Access | None:
    """What ``user`` may do with a project; None when to them there is no such project."""
    project = projects_visible_to(user).filter(slug=slug).first()
    if project is None:
        return None
    if project.lead_id in organizations_where(user, Permission.MANAGE_PROJECTS):
        return Access(project, manages=True)
    read = organizations_where(user, Permission.READ_FIGURES)
    if project.lead_id in read:
        return Access(project, manages=False)
    stays = Partner.objects.filter(project=project, organization__in=read).values_list("joined_on", "left_on")
    return Access(project, manages=False, windows=windows_of(list(stays), clock.today()))


def parts_visible_in(access: Access, model: type[P]) -> QuerySet[P]:
    """The rows of one kind that a project has, of the time of which they may be read."""
    rows = model._default_manager.filter(project=access.project)
    if model in OF_A_YEAR:
        return rows.filter(access.of_years("year"))
    return rows.filter(access.of_days(model.DAY)) if model.DAY else rows


def organizations_leading(user: User | AnonymousUser) -> QuerySet[Organization]:
    """The organizations in whose name ``user`` may begin a project."""
    return Organization.objects.filter(pk__in=organizations_where(user, Permission.MANAGE_PROJECTS))


def partners_of_led_projects(user: User | AnonymousUser) -> frozenset[int]:
    """The ids of the organizations that take part in a project that ``user`` manages: their figures are counted for it.

    Of a municipality that has left too: its time in the project is still reported.
    """
    led = organizations_where(user, Permission.MANAGE_PROJECTS)
    partners = Partner.objects.filter(project__lead__in=led, organization__isnull=False)
    return frozenset(partners.values_list("organization_id", flat=True))

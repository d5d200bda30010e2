"""The pages of one project, one for each tab."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from seutu.newcomers.projects.models import (
    ActualCost,
    Agreement,
    BoardReport,
    BudgetLine,
    Goal,
    MunicipalShare,
    Negotiation,
    Partner,
    PaymentClaim,
    Project,
    ProjectReport,
    SteeringMember,
)
from seutu.newcomers.projects.presentation import partner_state, report_state, state_of, tabs, time_read, way_in
from seutu.newcomers.projects.presentation.costs import cost_tables, share_tables
from seutu.newcomers.projects.presentation.project import goal_rows, project_facts
from seutu.newcomers.projects.presentation.shares import shares_of_year
from seutu.newcomers.projects.queries.pages import (
    cost_table,
    decisions_shown,
    found_decisions,
    partners_on,
    without_programme,
)
from seutu.newcomers.projects.queries.shares import shares_of, years_of
from seutu.newcomers.projects.queries.visible import parts_visible_in, projects_visible_to
from seutu.newcomers.projects.rules.access import Access
from seutu.newcomers.projects.views.frame import project_page
from seutu.shared.core import clock
from seutu.shared.law.integration import programme_rule
from seutu.shared.ui.components import Link

COSTS_ON_A_PAGE = 50


@project_page(manages=False)
@require_safe
def project(request: HttpRequest, access: Access) -> HttpResponse:
    today, shown = clock.today(), access.project
    partners = list(parts_visible_in(access, Partner).select_related("organization"))
    related = projects_visible_to(request.user)
    here = partners_on(shown, max(today, shown.starts_on)).filter(organization__isnull=False)
    is_over = shown.ends_on < today
    organizations = [] if is_over else list(here.values_list("organization_id", flat=True))
    context = {
        "facts": project_facts(shown),
        "before": related.filter(continuations=shown).first(),
        "after": list(related.filter(continues=shown)),
        "lacking": list(without_programme(organizations, today)),
        "rule": programme_rule(today),
        "goals": goal_rows(parts_visible_in(access, Goal)),
        "partners": [(each, partner_state(each, shown, today)) for each in partners],
        "steering": list(parts_visible_in(access, SteeringMember)),
        "decisions": decisions_shown(access),
        "found": found_decisions(access),
    }
    return tab_page(request, access, "project", context)


@project_page(manages=False)
@require_safe
def costs(request: HttpRequest, access: Access) -> HttpResponse:
    table = cost_table(access)
    booked = parts_visible_in(access, ActualCost).select_related("kind").order_by("-booked_on", "-pk")
    context = {
        "total": table.total(),
        "eligible": table.total(is_eligible=True),
        "kinds": table.kinds,
        "tables": cost_tables(table),
        "lines": list(parts_visible_in(access, BudgetLine).select_related("kind")) if access.manages else [],
        "booked": Paginator(booked, COSTS_ON_A_PAGE).get_page(request.GET.get("sivu")),
    }
    return tab_page(request, access, "costs", context)


@project_page(manages=False)
@require_safe
def shares(request: HttpRequest, access: Access) -> HttpResponse:
    rows = parts_visible_in(access, MunicipalShare).select_related("partner__organization")
    context = {
        "tables": share_tables(rows),
        "divided": [shares_of_year(each) for each in shares_of(access.project)],
        "years": years_of(access.project),
    }
    return tab_page(request, access, "shares", context)


@project_page(manages=False)
@require_safe
def talks(request: HttpRequest, access: Access) -> HttpResponse:
    context = {
        "talks": list(parts_visible_in(access, Negotiation).select_related("organization")),
        "agreements": list(parts_visible_in(access, Agreement).prefetch_related("files__file")),
        "today": clock.today(),
    }
    return tab_page(request, access, "talks", context)


@project_page(manages=False)
@require_safe
def reports(request: HttpRequest, access: Access) -> HttpResponse:
    today = clock.today()
    claims = list(parts_visible_in(access, PaymentClaim))
    context = {
        "claims": claims,
        "asked": sum(each.asked_cents for each in claims),
        "granted": sum(each.granted_cents or 0 for each in claims),
        "paid": sum(each.paid_cents or 0 for each in claims),
        "board_reports": list(parts_visible_in(access, BoardReport).select_related("project")),
        "reports": [(each, report_state(each, today)) for each in parts_visible_in(access, ProjectReport)],
    }
    return tab_page(request, access, "reports", context)


def tab_page(request: HttpRequest, access: Access, page: str, context: dict[str, Any]) -> HttpResponse:
    """The page of one tab."""
    shown: Project = access.project
    label = next(label for label, _url, is_current in tabs(shown, page) if is_current)
    frame = {
        "project": shown,
        "access": access,
        "manages": access.manages,
        "state": state_of(shown, clock.today()),
        "tabs": tabs(shown, page),
        "time_read": time_read(access),
        "language": get_language(),
        "breadcrumb": way_in(shown) if page == "project" else way_in(shown, Link(label)),
    }
    return render(request, f"projects/{page}.html", {**frame, **context})

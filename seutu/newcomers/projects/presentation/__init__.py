"""Projects in the words of their pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.newcomers.projects.models import (
    ActualCost,
    BudgetLine,
    MunicipalShare,
    Negotiation,
    Partner,
    PaymentClaim,
    Project,
    ProjectPart,
    ProjectReport,
)
from seutu.newcomers.projects.rules.access import Access
from seutu.shared.core import clock
from seutu.shared.ui.components import Item, Link, Status
from seutu.shared.ui.dates import day, period
from seutu.shared.ui.numbers import money


def way(*below: Link) -> list[Link]:
    """The breadcrumb of a page of projects."""
    return [Link(pgettext("joint", "Projects"), reverse("projects:projects") if below else ""), *below]


def way_in(project: Project, *below: Link) -> list[Link]:
    """The breadcrumb of a page of one project."""
    return way(Link(project.name, project.get_absolute_url() if below else ""), *below)


def tabs(project: Project, page: str) -> list[tuple[str, str, bool]]:
    """The parts of a project as tabs: what each is called, where it is, whether one is there."""
    named = {
        "project": pgettext("tab of a project", "Overview"),
        "targets": pgettext("tab of a project", "Targets"),
        "costs": pgettext("tab of a project", "Costs"),
        "shares": pgettext("tab of a project", "Municipalities' shares"),
        "talks": pgettext("tab of a project", "Negotiations and agreements"),
        "reports": pgettext("tab of a project", "Reports"),
    }
    return [(label, reverse(f"projects:{name}", args=[project.slug]), name == page) for name, label in named.items()]


def state_of(project: Project, today: dt.date) -> Status:
    """Whether a project is to come, going on or over."""
    if project.starts_on > today:
        return Status(pgettext("project", "To come"), "soon")
    if project.ends_on < today:
        return Status(pgettext("project", "Ended"), "firm")
    return Status(pgettext("project", "Going on"), "settled")


def partner_state(partner: Partner, project: Project, today: dt.date) -> Status:
    """Whether a municipality is to join, takes part, has left, or took part until the end."""
    if partner.joined_on > today:
        return Status(pgettext("municipality", "To join"), "soon")
    if partner.left_on and partner.left_on < today:
        return Status(pgettext("municipality", "Has left"), "firm")
    if project.ends_on < today:
        return Status(pgettext("municipality", "Took part"), "firm")
    return Status(pgettext("municipality", "Takes part"), "settled")


def project_items(projects: Iterable[Project]) -> list[Item]:
    """Projects for a list."""
    today = clock.today()
    return [
        Item(
            title=project.name,
            url=project.get_absolute_url(),
            about=f"{period(project.starts_on, project.ends_on)} · {project.lead.name}",
            statuses=[state_of(project, today)],
            lang="" if project.name != project.name_fi else "fi",
        )
        for project in projects
    ]


def report_state(report: ProjectReport, today: dt.date) -> Status:
    """Whether a report has been delivered, is to come or is late."""
    if report.delivered_on:
        return Status(pgettext("report", "Delivered"), "settled")
    if report.due_on < today:
        return Status(pgettext("report", "Late"), "late")
    return Status(pgettext("report", "To be delivered"), "soon")


def time_read(access: Access) -> str:
    """Of which time somebody reads whose municipality has left; "" for the others."""
    if access.windows is None:
        return ""
    spans: Sequence[str] = [period(first, last) for first, last in access.windows]
    return _("Your municipality has left the project. You see what was done while it took part: %(time)s.") % {
        "time": ", ".join(spans)
    }


def told(row: ProjectPart) -> str:
    """A row in a few words, so that it is known which one is meant."""
    match row:
        case ActualCost():
            return f"{day(row.booked_on)}, {money(Decimal(row.amount_cents) / 100)}"
        case BudgetLine():
            return f"{row}, {money(Decimal(row.amount_cents) / 100)}"
        case PaymentClaim():
            return f"{period(row.starts_on, row.ends_on)}, {money(Decimal(row.asked_cents) / 100)}"
        case ProjectReport():
            return f"{row.get_kind_display()}, {period(row.starts_on, row.ends_on)}"
        case Negotiation():
            return f"{day(row.held_on)}, {row.municipality}"
        case MunicipalShare():
            return f"{row.partner}, {row.year}, {row.get_stage_display()}"
        case _:
            return str(row)

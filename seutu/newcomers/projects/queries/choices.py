"""What can be chosen in the forms of projects."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from seutu.newcomers.clients.models import FundingCode
from seutu.newcomers.projects.models import Partner, Project
from seutu.shared.core import figures
from seutu.shared.organizations.models import Organization


def municipalities() -> QuerySet[Organization]:
    """The municipalities of this service."""
    return Organization.objects.filter(kind=Organization.Kind.MUNICIPALITY)


def indicator_choices(chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Every indicator with its label; those ``chosen`` that are not counted any more keep their key as label."""
    known = {each.key: str(each.label) for each in figures.indicators.entries()}
    return [*known.items(), *((key, key) for key in chosen if key not in known)]


def indicator_labels(keys: Iterable[str]) -> list[str]:
    """What the indicators of these keys are called."""
    known = dict(indicator_choices(keys))
    return [known[key] for key in keys]


def funding_code_choices(chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Every funding code of the register, closed ones too, for a project may be older; the latest name of each."""
    named: dict[str, str] = {}
    for code in FundingCode.objects.order_by("position", "name_fi", "starts_on"):
        named[code.code] = f"{code.name} ({code.code})"
    return [*named.items(), *((code, code) for code in chosen if code not in named)]


def partner_organizations(project: Project) -> QuerySet[Organization]:
    """The municipalities of this service that take part in a project."""
    partners = Partner.objects.filter(project=project, organization__isnull=False).values("organization")
    return Organization.objects.filter(pk__in=partners).order_by("name_fi")

"""Beginning, changing and removing a project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from seutu.newcomers.projects.actions.parts import EditConflict
from seutu.newcomers.projects.models import ActualCost, LedgerImport, Partner, PaymentClaim, Project
from seutu.newcomers.projects.queries.visible import organizations_leading
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core.slugs import slugify

# Addresses under the list of projects that are not projects.
TAKEN = frozenset({"uusi"})
LONGEST_SLUG = 70


class MayNotLead(Exception):
    """The person manages no projects in the organization that would lead."""


class HasContent(Exception):
    """The project has costs, claims or a continuation: it is a record of what was done."""


@transaction.atomic
def begin_project(values: Mapping[str, Any], *, by: User) -> Project:
    """Begin a project. Its lead takes part from the first day; the address comes from the Finnish name.

    :raises MayNotLead: ``by`` manages no projects in the lead.
    """
    lead = values["lead"]
    if not organizations_leading(by).filter(pk=lead.pk).exists():
        raise MayNotLead
    project = Project.objects.create(slug=_free_slug(values["name_fi"]), **values)
    Partner.objects.create(project=project, organization=lead, joined_on=project.starts_on)
    record("project.begun", target=project, by=by)
    return project


@transaction.atomic
def change_project(project: Project, values: Mapping[str, Any], *, revision: int, by: User) -> Project:
    """Change a project; it must be as it was at ``revision``. Its address and its lead stay.

    :raises EditConflict: it was saved or removed meanwhile.
    """
    current = _locked(project, revision)
    for name, value in values.items():
        setattr(current, name, value)
    current.revision += 1
    current.save()
    record("project.changed", target=current, by=by)
    return current


@transaction.atomic
def remove_project(project: Project, *, revision: int, by: User) -> None:
    """Remove a project that was begun in vain, with its parts.

    :raises EditConflict: it was saved or removed meanwhile.
    :raises HasContent: it has costs, claims or a continuation.
    """
    current = _locked(project, revision)
    brought = LedgerImport.objects.filter(project=current).exclude(state=LedgerImport.State.READ)
    if ActualCost.objects.filter(project=current).exists() or brought.exists():
        raise HasContent
    if PaymentClaim.objects.filter(project=current).exists():
        raise HasContent
    record("project.removed", target=current, by=by)
    try:
        with transaction.atomic():
            current.delete()
    except ProtectedError as held:
        raise HasContent from held


def _locked(project: Project, revision: int) -> Project:
    current = Project.objects.select_for_update().filter(pk=project.pk).first()
    if current is None or current.revision != revision:
        raise EditConflict
    return current


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:LONGEST_SLUG].strip("-") or "hanke"
    slug, number = wanted, 1
    while slug in TAKEN or Project.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug

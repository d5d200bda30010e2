"""Everything that can happen to organizations, bodies and people's roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock, page_cache
from seutu.shared.core.slugs import slugify
from seutu.shared.organizations.models import (
    AccessibilityStatement,
    Body,
    BodyTerm,
    Membership,
    Organization,
    Region,
    Unit,
)
from seutu.shared.organizations.roles import Role


@transaction.atomic
def add_region(name_fi: str, *, by: Actor, name_sv: str = "") -> Region:
    """Add a region; its address comes from its Finnish name.

    :raises ValidationError: the name makes no address.
    """
    region = Region(name_fi=name_fi, name_sv=name_sv, slug=slugify(name_fi))
    region.full_clean()
    region.save()
    record("region.added", target=region, by=by)
    return region


@transaction.atomic
def add_organization(
    name_fi: str,
    *,
    by: Actor,
    kind: str = Organization.Kind.MUNICIPALITY,
    slug: str = "",
    region: Region | None = None,
    **fields: str,
) -> Organization:
    """Add a municipality or another authority; ``fields`` are the other columns of `Organization`.

    :raises ValidationError: the address is reserved or taken, or a code is of the wrong form.
    """
    organization = Organization(name_fi=name_fi, kind=kind, slug=slug or slugify(name_fi), region=region, **fields)
    organization.full_clean()
    organization.save()
    record("organization.added", target=organization, by=by)
    return organization


@transaction.atomic
def add_body(
    organization: Organization,
    name_fi: str,
    kind: str,
    *,
    by: Actor,
    name_sv: str = "",
    abbreviation: str = "",
    slug: str = "",
    parent: Body | None = None,
) -> Body:
    """Add a body of ``organization``; its address comes from its Finnish name unless given.

    :raises ValidationError: the name makes no address, or another body of the organization has it.
    """
    body = Body(
        organization=organization,
        name_fi=name_fi,
        name_sv=name_sv,
        kind=kind,
        abbreviation=abbreviation,
        slug=slug or slugify(name_fi),
        parent=parent,
    )
    body.full_clean()
    body.save()
    record("body.added", target=body, by=by)
    return body


@transaction.atomic
def add_term(
    body: Body, starts_on: dt.date, *, by: Actor, ends_on: dt.date | None = None, legacy_id: str = ""
) -> BodyTerm:
    """Add a council term of ``body``.

    :raises ValidationError: the term ends before it begins, or begins on a day another one does.
    """
    term = BodyTerm(body=body, starts_on=starts_on, ends_on=ends_on, legacy_id=legacy_id)
    term.full_clean()
    term.save()
    record("body_term.added", target=term, by=by)
    return term


@transaction.atomic
def add_unit(organization: Organization, name_fi: str, *, by: Actor, name_sv: str = "") -> Unit:
    """Add a unit of ``organization``.

    :raises ValidationError: the organization has a unit of that name.
    """
    unit = Unit(organization=organization, name_fi=name_fi, name_sv=name_sv)
    unit.full_clean()
    unit.save()
    record("unit.added", target=unit, by=by)
    return unit


@transaction.atomic
def set_registry_email(organization: Organization, address: str, *, by: Actor) -> None:
    """Say where the registry (kirjaamo) of ``organization`` is told of what arrives for it; "" for nowhere.

    :raises ValidationError: ``address`` is no e-mail address.
    """
    organization.registry_email = address
    organization.full_clean()
    organization.save(update_fields=["registry_email", "updated_at"])
    record("organization.registry_set", target=organization, by=by)


class UnitOfAnother(ValueError):
    """A role was given in an organization, and in a unit that is not of that organization."""


@transaction.atomic
def add_membership(
    user: User, organization: Organization, role: Role | str, *, by: Actor, unit: Unit | None = None
) -> Membership:
    """Give ``user`` a role in ``organization`` from today on; the one already held is returned as it is.

    :raises ValueError: there is no such role.
    :raises UnitOfAnother: ``unit`` is not of ``organization``.
    """
    wanted = Role(role)
    if unit is not None and unit.organization_id != organization.pk:
        raise UnitOfAnother
    held = Membership.objects.in_force_on(clock.today()).filter(
        user=user, organization=organization, role=wanted, unit=unit
    )
    if existing := held.first():
        return existing
    membership = Membership.objects.create(
        user=user, organization=organization, role=wanted, unit=unit, starts_on=clock.today()
    )
    record("membership.added", target=membership, by=by, details={"role": str(wanted)})
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor) -> None:
    """End a membership with yesterday, so that it opens nothing from now on; one that began today never was."""
    role, today = membership.role, clock.today()
    record("membership.ended", target=membership, by=by, details={"role": str(role)})
    if membership.starts_on >= today:
        membership.delete()
        return
    membership.ends_on = today - dt.timedelta(days=1)
    membership.save(update_fields=["ends_on", "updated_at"])


@transaction.atomic
def hold_roles(user: User, organization: Organization, roles: Collection[Role], *, by: Actor) -> None:
    """Let ``user`` have exactly ``roles`` in ``organization``: add what is missing, end what is too much.

    A role held in one unit only is held: it is not widened to the whole organization.
    """
    in_force = Membership.objects.in_force_on(clock.today()).filter(user=user, organization=organization)
    for membership in in_force.exclude(role__in=roles):
        end_membership(membership, by=by)
    held = set(in_force.values_list("role", flat=True))
    for role in sorted(set(roles) - held):
        add_membership(user, organization, role, by=by)


@transaction.atomic
def save_accessibility_statement(language: str, fields: Mapping[str, Any], *, by: Actor) -> AccessibilityStatement:
    """Write the accessibility statement in ``language``; ``fields`` are columns of `AccessibilityStatement`."""
    statement, _is_new = AccessibilityStatement.objects.update_or_create(language=language, defaults=fields)
    record("accessibility_statement.saved", target=statement, by=by, details={"language": language})
    page_cache.empty()
    return statement

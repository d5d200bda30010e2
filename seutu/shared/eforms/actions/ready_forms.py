"""Taking the forms that come with the product into use in an organization."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.eforms.actions.forms import add_form, publish
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.ready_forms import ReadyForm, notice_of, ready_forms, ready_on
from seutu.shared.organizations.models import Organization

LONGEST_SLUG = 60


@dataclass
class Offered:
    """What was made, and the keys of what the organization had before and keeps as it is."""

    made: list[EForm] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def offer_ready_forms(
    organization: Organization,
    *,
    by: Actor,
    keys: Collection[str] = (),
    contact: str = "",
    is_published: bool = False,
) -> Offered:
    """Make the ready-made forms of ``keys`` (none named: all) that the organization does not have.

    One that it has is never touched, whatever its maker has done to it: doing this again makes only what is new.
    ``contact`` (else the registry's address) says in every notice how to reach the controller. Unless ``is_published``,
    a maker looks at each first.

    :raises KeyError: there is no form with one of the keys.
    """
    # Two at the same time make each form once.
    Organization.objects.select_for_update().get(pk=organization.pk)
    wanted = [ready_forms.entry(key) for key in keys] or ready_forms.entries()
    present = set(EForm.objects.filter(organization=organization).values_list("ready_made", flat=True))
    offered = Offered(kept=[form.key for form in wanted if form.key in present])
    for form in wanted:
        if form.key not in present:
            offered.made.append(_made(form, organization, contact, clock.today(), by))
    if is_published:
        for each in offered.made:
            publish(each, by=by)
    return offered


def _made(form: ReadyForm, organization: Organization, contact: str, on: dt.date, by: Actor) -> EForm:
    ready = ready_on(form, on)
    return add_form(
        organization,
        _free_slug(f"{ready.slug}-{organization.slug}"),
        dataclasses.replace(ready.spec, notice=notice_of(ready.spec.notice, contact or organization.registry_email)),
        by=by,
        ready_made=form.key,
        meaning=form.meaning,
        mapping=dict(ready.mapping) if form.meaning else {},
        answer_within_days=ready.within,
    )


def _free_slug(wanted: str) -> str:
    """``wanted``, with a number where another form has it."""
    slug, number = wanted[:LONGEST_SLUG].strip("-"), 1
    while EForm.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted[: LONGEST_SLUG - 4].strip('-')}-{number}"
    return slug

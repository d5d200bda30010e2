"""Which organizations have a registry to be told of forms, and which of them cannot be."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.queries.forms import organizations_with_makers
from seutu.shared.eforms.ready_forms import keys_for_registry
from seutu.shared.organizations.models import Organization


def organizations_with_registry_of(user: User | AnonymousUser) -> QuerySet[Organization]:
    """The organizations whose registry's address ``user`` keeps: where they make forms today."""
    return organizations_with_makers(user).order_by("name_fi", "pk")


def registry_forms_of(organization: Organization) -> QuerySet[EForm]:
    """The forms of an organization of which its registry is told."""
    rows = EForm.objects.filter(organization=organization, ready_made__in=keys_for_registry())
    return rows.select_related("current").order_by("slug")


def without_registry() -> QuerySet[Organization]:
    """The organizations that have an open form for their registry, and no address to tell it at."""
    open_forms = EForm.objects.open_on(clock.today()).filter(ready_made__in=keys_for_registry())
    rows = Organization.objects.filter(pk__in=open_forms.values("organization"), registry_email="")
    return rows.order_by("name_fi", "pk")

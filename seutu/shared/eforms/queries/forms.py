"""Which forms somebody makes."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet

from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.eforms.models import EForm
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission


def forms_made_by(user: User | AnonymousUser) -> QuerySet[EForm]:
    """The forms of the organizations in which ``user`` makes forms today."""
    return EForm.objects.filter(organization__in=organizations_where(user, Permission.MAKE_FORMS))


def open_ready_form(organization_id: int, key: str) -> EForm | None:
    """The organization's form that began as the ready-made one of this key, while it takes answers."""
    rows = EForm.objects.open_on(clock.today()).filter(organization=organization_id, ready_made=key)
    return rows.only("slug").order_by("pk").first()


def open_ready_forms(key: str) -> list[EForm]:
    """Each organization's form that began as the ready-made one of this key, while it takes answers."""
    rows = EForm.objects.open_on(clock.today()).filter(ready_made=key).select_related("organization").order_by("-pk")
    return list({row.organization_id: row for row in rows}.values())


def organizations_with_makers(user: User | AnonymousUser) -> QuerySet[Organization]:
    """The organizations in which ``user`` makes forms today."""
    return Organization.objects.filter(pk__in=organizations_where(user, Permission.MAKE_FORMS))


def listed_for(user: User | AnonymousUser) -> QuerySet[EForm]:
    """The forms that ``user`` makes, each with ``answers``, the number of what has arrived by it."""
    rows = forms_made_by(user).select_related("organization", "unit", "current")
    return rows.annotate(answers=Count("versions__submissions"))

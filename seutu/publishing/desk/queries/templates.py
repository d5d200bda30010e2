"""The templates of the agendas that a person prepares."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet

from seutu.publishing.desk.models import AgendaTemplate
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Body
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission


def templates_editable_by(user: User | AnonymousUser) -> QuerySet[AgendaTemplate]:
    """The templates of the bodies whose meetings ``user`` prepares, with the number of their items."""
    owners = organizations_where(user, Permission.PREPARE_MEETINGS)
    rows = AgendaTemplate.objects.filter(body__organization__in=owners)
    return rows.select_related("body__organization").annotate(item_count=Count("items"))


def default_template(body: Body) -> AgendaTemplate | None:
    """The template with which a meeting of ``body`` begins when none is chosen, or None."""
    return AgendaTemplate.objects.filter(body=body, is_default=True).first()

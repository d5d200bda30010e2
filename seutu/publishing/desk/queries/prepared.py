"""The items that preparing officers have handed in."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from seutu.publishing.decisions.models import Meeting, MeetingState
from seutu.publishing.desk.models import PreparedItem, PreparedItemState
from seutu.publishing.desk.queries.meetings import meetings_editable_by
from seutu.shared.accounts.models import User
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission


def prepared_items_for(user: User | AnonymousUser) -> QuerySet[PreparedItem]:
    """What was handed in for the bodies whose meetings ``user`` prepares, the oldest first."""
    owners = organizations_where(user, Permission.PREPARE_MEETINGS)
    rows = PreparedItem.objects.filter(body__organization__in=owners)
    return rows.select_related("body__organization", "file", "item__meeting__body").order_by("handed_in_at", "pk")


def waiting_for(user: User | AnonymousUser) -> list[PreparedItem]:
    """What of it nobody has taken or returned."""
    return list(prepared_items_for(user).filter(state=PreparedItemState.WAITING))


def meetings_for(user: User | AnonymousUser, prepared: PreparedItem) -> QuerySet[Meeting]:
    """The meetings to whose agenda the item can be taken, the soonest first."""
    open_states = (MeetingState.DRAFT, MeetingState.AGENDA_PUBLISHED)
    rows = meetings_editable_by(user).filter(body=prepared.body_id, state__in=open_states)
    return rows.order_by("starts_at", "pk")


def prepared_from(source: str) -> list[PreparedItem]:
    """What was made of ``source``, the newest first, with the item and meeting that it came to."""
    rows = PreparedItem.objects.filter(source=source).select_related("body__organization", "item__meeting__body")
    return list(rows.order_by("-handed_in_at", "-pk"))

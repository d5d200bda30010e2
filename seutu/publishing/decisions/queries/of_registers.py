"""The registers that a clerk keeps: rows as they are, of the organizations in which the clerk prepares meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Model, Prefetch, Q, QuerySet

from seutu.publishing.decisions.models import (
    AgendaItem,
    Initiative,
    Notice,
    Notification,
    NotificationWay,
    Office,
    OfficeHolding,
    OfficerDecision,
    Person,
    RecordState,
    RemedyInstructions,
    Seat,
)
from seutu.publishing.decisions.rules.takeover import Takeover, TakeoverState, takeover_on
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission

Reader = User | AnonymousUser
M = TypeVar("M", bound=Model)

# No right to take a decision over has ever lasted longer, holidays included.
LONGEST_TAKEOVER = dt.timedelta(days=60)


def owners_for(user: Reader) -> QuerySet[Organization]:
    """The organizations in which ``user`` prepares meetings, by name."""
    return Organization.objects.filter(pk__in=organizations_where(user, Permission.PREPARE_MEETINGS))


def _owned(rows: QuerySet[M], user: Reader) -> QuerySet[M]:
    return rows.filter(organization__in=owners_for(user).values("pk")).select_related("organization")


def bodies_for(user: Reader) -> QuerySet[Body]:
    """The bodies of those organizations."""
    return _owned(Body.objects.all(), user).order_by("organization__name_fi", "name_fi", "pk")


def offices_for(user: Reader) -> QuerySet[Office]:
    """The offices of those organizations."""
    return _owned(Office.objects.all(), user).order_by("organization__name_fi", "name_fi", "pk")


def officer_decisions_for(user: Reader) -> QuerySet[OfficerDecision]:
    """Their office holders' decisions, drafts first, then the newest."""
    rows = _owned(OfficerDecision.objects.all(), user).select_related("office", "case", "takeover_body__organization")
    return rows.order_by(F("published_at").desc(nulls_first=True), "-pk")


def decisions_to_take_over(user: Reader, on: dt.date) -> list[tuple[OfficerDecision, Takeover]]:
    """The published decisions that a body can still take over on a day, the one whose time ends first at the top."""
    rows = officer_decisions_for(user).filter(
        state=RecordState.PUBLISHED, takeover_body__isnull=False, displayed_on__gte=on - LONGEST_TAKEOVER
    )
    pairs = [(row, takeover_on(row, on)) for row in rows]
    still_open = [pair for pair in pairs if pair[1].state is TakeoverState.OPEN]
    return sorted(still_open, key=lambda pair: (pair[1].ends_on or on, pair[0].pk))


def decisions_taken_over(user: Reader) -> QuerySet[OfficerDecision]:
    """The decisions that a body has taken over, the latest first."""
    return officer_decisions_for(user).filter(taken_over_on__isnull=False).order_by("-taken_over_on", "-pk")


def notices_for(user: Reader) -> QuerySet[Notice]:
    """Their notices, drafts first, then the newest."""
    rows = _owned(Notice.objects.all(), user).select_related("case")
    return rows.order_by(F("published_at").desc(nulls_first=True), "-pk")


def people_for(user: Reader) -> QuerySet[Person]:
    """Their people by name, with what each holds and has held."""
    seats = Seat.objects.select_related("body__organization", "deputises_for__person").order_by("-starts_on", "pk")
    holdings = OfficeHolding.objects.select_related("office__organization").order_by("-starts_on", "pk")
    rows = _owned(Person.objects.all(), user).order_by("name", "pk")
    return rows.prefetch_related(Prefetch("seats", seats), Prefetch("holdings", holdings))


def former_people(on: dt.date, *, organizations: Collection[int] | None = None) -> QuerySet[Person]:
    """Those who held something and, on a day, hold nothing and will hold nothing; in some organizations, by id, or all.

    Who has not held anything yet is not among them.
    """
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    people = Person.objects.filter(Q(seats__isnull=False) | Q(holdings__isnull=False)).distinct()
    for terms in (Seat.objects.filter(not_over), OfficeHolding.objects.filter(not_over)):
        people = people.exclude(pk__in=terms.values("person"))
    if organizations is not None:
        people = people.filter(organization__in=organizations)
    return people.select_related("organization").order_by("pk")


def initiatives_for(user: Reader) -> QuerySet[Initiative]:
    """Their initiatives, the newest first."""
    rows = _owned(Initiative.objects.all(), user)
    return rows.select_related("case", "submitted_to__organization", "answer_item__meeting__body__organization")


def items_to_notify_of(user: Reader) -> QuerySet[AgendaItem]:
    """The items of their meetings, with the meeting and the body."""
    rows = AgendaItem.objects.filter(meeting__organization__in=owners_for(user).values("pk"))
    return rows.select_related("meeting__organization", "meeting__body__organization", "case")


def notified_items(user: Reader) -> QuerySet[AgendaItem]:
    """The items of which somebody was notified, with the counts `parties` and `waiting`; the newest meeting first."""
    rows = items_to_notify_of(user).filter(notifications__isnull=False)
    return rows.annotate(parties=Count("notifications"), waiting=WAITING).order_by("-meeting__starts_at", "position")


def notified_officer_decisions(user: Reader) -> QuerySet[OfficerDecision]:
    """The office holders' decisions of which somebody was notified, with the same counts."""
    rows = officer_decisions_for(user).filter(notifications__isnull=False)
    return rows.annotate(parties=Count("notifications"), waiting=WAITING).order_by("-decided_on", "-pk")


# Sent against a proof of delivery that has not come.
WAITING = Count(
    "notifications",
    filter=Q(notifications__way=NotificationWay.PROOF_OF_DELIVERY, notifications__delivered_on__isnull=True),
)


def notifications_for(user: Reader) -> QuerySet[Notification]:
    """The notifications of their decisions."""
    owners = owners_for(user).values("pk")
    mine = Q(item__meeting__organization__in=owners) | Q(officer_decision__organization__in=owners)
    return Notification.objects.filter(mine).select_related("item__meeting", "officer_decision")


def remedy_instructions_for(user: Reader) -> QuerySet[RemedyInstructions]:
    """Their instructions for remedies, the newest of each first."""
    rows = _owned(RemedyInstructions.objects.all(), user)
    return rows.order_by("organization__name_fi", "remedy", "language", "-valid_from")

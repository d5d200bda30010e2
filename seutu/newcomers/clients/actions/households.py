"""Who lives together: members of a client's household, clients or not, and the household that figures count."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from seutu.newcomers.clients.models import Client, Household, HouseholdMember, scoped
from seutu.newcomers.clients.queries.visible import access_of
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Access, Worker
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record


class MayNotChangeHousehold(Exception):
    """The worker may not change the client's household, or may not read the member's record."""


class MemberAlready(Exception):
    """The person is a member already, or is the client."""


@dataclass(frozen=True, kw_only=True)
class MemberInput:
    """Somebody of the household: another ``client``, or a person of whom a name and a year are known."""

    relation: str
    client: Client | None = None
    name: str = ""
    birth_year: int | None = None


@transaction.atomic
def add_member(client: Client, given: MemberInput, *, worker: Worker, by: User) -> HouseholdMember:
    """Add somebody to the household of ``client``; who is a client too shares the household from now on.

    :raises MayNotChangeHousehold: the worker may not change the client, or not read the member.
    :raises MemberAlready: the person is a member already.
    """
    member = given.client
    if access_of(worker, client) < Access.WRITE or (member and access_of(worker, member) < Access.READ):
        raise MayNotChangeHousehold
    if member and (member.pk == client.pk or _are_bound(client, member)):
        raise MemberAlready
    row = HouseholdMember.objects.create(
        client=client,
        member=member,
        relation=given.relation,
        name=None if member else given.name or None,
        birth_year=None if member else given.birth_year,
    )
    with acting_as_system():
        _share_household(client, member)
    details = {"member": member.pk} if member else {}
    record("client.member_added", target=client, by=by, details=details, organization_id=client.controller_id)
    return row


@transaction.atomic
def remove_member(row: HouseholdMember, *, worker: Worker, by: User) -> None:
    """Take somebody out of the household; a client whom nothing else binds to it leaves it.

    :raises MayNotChangeHousehold: the worker may not change the client.
    """
    client, member = row.client, row.member
    if access_of(worker, client) < Access.WRITE:
        raise MayNotChangeHousehold
    row.delete()
    with acting_as_system():
        if member and member.household_id and member.household_id == client.household_id:
            _leave_when_unbound(member)
            _leave_when_unbound(client)
    details = {"member": member.pk} if member else {}
    record("client.member_removed", target=client, by=by, details=details, organization_id=client.controller_id)


def _are_bound(client: Client, member: Client) -> bool:
    with acting_as_system():
        both = HouseholdMember.objects.filter(Q(client=client, member=member) | Q(client=member, member=client))
        return scoped(both).exists()


def _share_household(client: Client, member: Client | None) -> None:
    """One household for both; where each had one, the two become one."""
    shared = client.household or (member.household if member else None) or Household.objects.create()
    former = member.household if member else None
    moved = Q(pk=client.pk) | (Q(pk=member.pk) if member else Q())
    if former and former != shared:
        moved |= Q(household=former)
    scoped(Client.objects.filter(moved)).update(household=shared)
    if former and former != shared:
        former.delete()
    client.household = shared
    if member:
        member.household = shared


def _leave_when_unbound(client: Client) -> None:
    """Out of the household when nobody of it is the client's; with those who are no clients, in one of their own."""
    household = client.household
    with_others = Q(client=client, member__household=household) | Q(member=client, client__household=household)
    if household is None or scoped(HouseholdMember.objects.filter(with_others)).exists():
        return
    has_own = scoped(HouseholdMember.objects.filter(client=client, member__isnull=True)).exists()
    client.household = Household.objects.create() if has_own else None
    scoped(Client.objects.filter(pk=client.pk)).update(household=client.household)
    if not scoped(Client.objects.filter(household=household)).exists():
        household.delete()

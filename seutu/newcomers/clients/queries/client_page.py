"""What the page of one client shows: names, contact details, household, linked records, former values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from seutu.newcomers.clients.models import Client, ClientLink, ContactDetails, HouseholdMember, Rectification, scoped
from seutu.newcomers.clients.queries.visible import clients_visible_to
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.accounts.models import User
from seutu.shared.audit.models import Entry

MOST_FORMER = 50


@dataclass(frozen=True)
class Member:
    """Somebody of a household. ``client`` when they are a client whom the worker sees; ``is_own`` when the row is the
    client's own, else it stands in the other's record and ``row.relation`` is what the client is to them."""

    row: HouseholdMember
    client: Client | None
    is_own: bool


@dataclass(frozen=True)
class Linked:
    """Another record of the same person; ``client`` when the worker sees it."""

    link: ClientLink
    client: Client


def contact_details_of(client: Client) -> ContactDetails:
    """How a client is reached; empty when nothing is known."""
    return scoped(ContactDetails.objects.filter(client=client)).first() or ContactDetails(client=client)


def household_of(worker: Worker, client: Client) -> list[Member]:
    """The client's household: those who are no clients, and clients whom ``worker`` sees; of others nothing."""
    rows = scoped(HouseholdMember.objects.filter(Q(client=client) | Q(member=client)).order_by("pk"))
    found = list(rows)
    ends = (row.member_id if row.client_id == client.pk else row.client_id for row in found)
    others = {end for end in ends if end is not None}
    seen = {each.pk: each for each in clients_visible_to(worker).filter(pk__in=others)} if others else {}
    members = []
    for row in found:
        is_own = row.client_id == client.pk
        other = row.member_id if is_own else row.client_id
        if other is None or other in seen:
            members.append(Member(row, seen.get(other) if other else None, is_own))
    return members


def member_of(client: Client, key: int) -> HouseholdMember | None:
    """The member of the client's own record with this key."""
    rows = HouseholdMember.objects.filter(client=client, pk=key)
    return scoped(rows.select_related("client__household", "member__household")).first()


def links_of(worker: Worker, client: Client) -> list[Linked]:
    """The records that are linked with the client's, as far as ``worker`` sees them."""
    standing = ClientLink.objects.filter(Q(first=client) | Q(second=client), undone_at__isnull=True).order_by("pk")
    links = list(scoped(standing))
    others = {_other(link, client) for link in links}
    seen = {each.pk: each for each in clients_visible_to(worker).filter(pk__in=others).select_related("controller")}
    return [Linked(link, seen[_other(link, client)]) for link in links if _other(link, client) in seen]


def link_of(client: Client, key: int) -> ClientLink | None:
    """The standing link of the client with this key."""
    rows = ClientLink.objects.filter(Q(first=client) | Q(second=client), pk=key, undone_at__isnull=True)
    return scoped(rows.select_related("first", "second")).first()


def _other(link: ClientLink, client: Client) -> int:
    return link.second_id if link.first_id == client.pk else link.first_id


def former_values_of(client: Client) -> Sequence[Rectification]:
    """What stood in the record before, the newest first."""
    rows = Rectification.objects.filter(client=client).select_related("rectified_by").order_by("-rectified_at", "-pk")
    return list(scoped(rows)[:MOST_FORMER])


def last_change(client: Client) -> tuple[str, Entry] | None:
    """Who saved the client last, and the entry that tells of it."""
    entries: QuerySet[Entry] = Entry.objects.filter(
        target_type=client._meta.label_lower, target_id=str(client.pk), verb="client.changed"
    )
    entry = entries.order_by("-at", "-pk").first()
    if entry is None:
        return None
    kind, _colon, key = entry.actor.partition(":")
    name = User.objects.filter(pk=int(key)).values_list("display_name", flat=True).first() if kind == "user" else ""
    return name or "", entry

"""Who looked at a person, and what a worker looked at: the trail, with its ids made into people for the reader only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast

from seutu.newcomers.clients.models import Client, scoped
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.accounts.models import User
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.core.registry import personal_data
from seutu.shared.organizations.models import Membership

CLIENT = Client._meta.label_lower
OF_A_PERSON = "user:"


def traces_of(client: Client) -> QuerySet[Entry]:
    """Everything the trail tells of ``client`` and of the rows about them, the latest first."""
    found = Q(target_type=CLIENT, target_id=str(client.pk))
    for kind, ids in _rows_about(client.pk).items():
        found |= Q(target_type=kind, target_id__in=ids)
    return Entry.objects.filter(found).order_by("-at", "-pk")


def _rows_about(client_id: int) -> dict[str, list[str]]:
    """The ids of all rows about a client, by the label of their model; one question, however many models there are."""
    about = {entry.key: entry.rows(client_id) for entry in personal_data.entries() if entry.key != CLIENT}
    found: defaultdict[str, list[str]] = defaultdict(list)
    asked = []
    for kind, rows in about.items():
        if isinstance(rows, QuerySet):
            asked.append(rows.order_by().values_list(Value(kind), Cast("pk", CharField())))
        else:
            found[kind] += [str(row.pk) for row in rows]
    if asked:
        for kind, pk in asked[0].union(*asked[1:], all=True):
            found[kind].append(pk)
    return found


def traces_by(looker: User, worker: Worker) -> QuerySet[Entry]:
    """What ``looker`` did in the register, as far as ``worker`` answers for the controllers, the latest first."""
    keys = [entry.key for entry in personal_data.entries()]
    rows = Entry.objects.filter(actor=looker.audit_id, organization_id__in=worker.answers_for)
    return rows.filter(Q(target_type__in=keys) | Q(target_type="")).order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, and what they were on the day: by role and unit, of which there can be several."""

    name: str
    roles: tuple[str, ...]

    @property
    def is_system(self) -> bool:
        return not self.name


@dataclass(frozen=True, slots=True)
class Trace:
    """A line of the trail with who acted; ``client`` is the one whom it tells of, where the question was another."""

    entry: Entry
    actor: Actor
    client: Client | None = None

    @property
    def purpose(self) -> str:
        """The code of the purpose for which it was done, or ""."""
        return str(self.entry.details.get("purpose", ""))


def resolved(entries: Sequence[Entry]) -> list[Trace]:
    """The lines with their people and clients, in a number of queries that does not grow with them."""
    people = _people({each.actor for each in entries})
    memberships = _memberships(people.values())
    clients = _clients(entries)
    return [Trace(each, _actor(each, people, memberships), clients.get(each.target_id)) for each in entries]


def _people(actors: Iterable[str]) -> dict[str, User]:
    ids = [actor.removeprefix(OF_A_PERSON) for actor in actors if actor.startswith(OF_A_PERSON)]
    users = User.objects.filter(pk__in=[key for key in ids if key.isdigit()])
    return {user.audit_id: user for user in users}


def _memberships(people: Collection[User]) -> dict[int, list[Membership]]:
    held: dict[int, list[Membership]] = {user.pk: [] for user in people}
    for each in Membership.objects.filter(user__in=list(people)).select_related("organization", "unit"):
        held[each.user_id].append(each)
    return held


def _clients(entries: Sequence[Entry]) -> dict[str, Client]:
    ids = {each.target_id for each in entries if each.target_type == CLIENT}
    return {str(client.pk): client for client in scoped(Client.objects.filter(pk__in=ids))}


def _actor(entry: Entry, people: dict[str, User], memberships: dict[int, list[Membership]]) -> Actor:
    user = people.get(entry.actor)
    if user is None:
        return Actor("", ())
    day = clock.day_of(entry.at)
    on_the_day = [each for each in memberships[user.pk] if each.starts_on <= day and (each.ends_on or day) >= day]
    of_controller = [each for each in on_the_day if each.organization_id == entry.organization_id]
    return Actor(user.display_name, tuple(role_in_words(each) for each in of_controller or on_the_day))


def role_in_words(membership: Membership) -> str:
    """What somebody was, and where."""
    place = membership.unit or membership.organization
    return f"{membership.get_role_display()}, {place.name}"

"""What the patterns of `rules.viewing_patterns` find in the trail, for who answers for the controllers.

The trail is asked three times, whatever its length: it counts by day itself, and only what stands out becomes a row.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Count, Q, QuerySet
from django.db.models.functions import Cast, ExtractHour, TruncDate

from seutu.newcomers.clients.models import Client, ClientName, ViewingThreshold, scoped
from seutu.newcomers.clients.names.letters import fold
from seutu.newcomers.clients.queries.traces import CLIENT, OF_A_PERSON, role_in_words
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.viewing_patterns import (
    BY_RIGHT,
    Facts,
    Hit,
    Looks,
    Pattern,
    Place,
    Seen,
    hits,
    rules,
    window,
)
from seutu.shared.accounts.models import User
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.law.days import is_working_day
from seutu.shared.organizations.models import Membership, Organization

# By these verbs somebody opened a client's own pages.
LOOKED = (
    *("client.viewed", "client.reference_viewed", "client.identity_code_shown"),
    *("path.viewed", "checklist.viewed", "status.viewed"),
)
READ = ("viewed", "shown", "listed", "found", "searched", "told_elsewhere", "exported", "printed", "purpose_given")
SHOWN_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A worker whom a pattern shows."""

    hit: Hit
    looker: User
    roles: tuple[str, ...]
    client: Client | None


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, how many it shows, and the first of them; ``thresholds`` by the name of the controller."""

    pattern: Pattern
    number: int
    lines: list[Line]
    thresholds: Mapping[str, int]


def found_patterns(worker: Worker) -> list[Found]:
    """Every pattern, of the clients for whose data ``worker`` answers. Asks the same number of questions always."""
    since = clock.today() - dt.timedelta(days=window().shown_days)
    looks = _looks(worker, since)
    people = _people({each.looker for each in looks})
    memberships = _memberships(people.values())
    clients = _clients(worker, since)
    facts = Facts(
        looks=[each for each in looks if each.client in clients and each.looker in people],
        seen=_seen(clients, worker, since),
        places={looker: [_place(each) for each in memberships[user.pk]] for looker, user in people.items()},
        family={looker: _family_name(user) for looker, user in people.items()},
        days=_days(worker, people),
        worked=_worked(clients, list(people), since),
        since=since,
    )
    thresholds, places = thresholds_of(worker.answers_for), _controllers(worker)
    return [
        _found(
            pattern, hits(pattern, facts, _for(thresholds, pattern)), places, thresholds, (people, memberships, clients)
        )
        for pattern in rules()
    ]


def thresholds_of(organizations: Collection[int]) -> dict[int, dict[Pattern, int]]:
    """From what number on each pattern is shown, by controller: as it was set, or as the table says."""
    found = {key: {pattern: rule.threshold for pattern, rule in rules().items()} for key in organizations}
    known = {pattern.value for pattern in rules()}
    for row in ViewingThreshold.objects.filter(organization__in=organizations, pattern__in=known):
        found[row.organization_id][Pattern(row.pattern)] = row.threshold
    return found


def looked_for(worker: Worker, looker: User) -> bool:
    """Whether ``looker`` has done anything to the data for which ``worker`` answers, wherever they work."""
    return Entry.objects.filter(actor=looker.audit_id, organization_id__in=worker.answers_for).exists()


def _for(thresholds: Mapping[int, Mapping[Pattern, int]], pattern: Pattern) -> Callable[[int], int]:
    return lambda controller: thresholds[controller][pattern]


def _opened(worker: Worker, since: dt.date) -> QuerySet[Entry]:
    rows = Entry.objects.filter(organization_id__in=worker.answers_for, at__gte=clock.start_of(since))
    return rows.filter(target_type=CLIENT, verb__in=LOOKED, actor__startswith=OF_A_PERSON).order_by()


def _looks(worker: Worker, since: dt.date) -> list[Looks]:
    times = window()
    late = Q(hour__lt=times.from_hour) | Q(hour__gte=times.to_hour)
    rows = (
        _opened(worker, since)
        .annotate(day=TruncDate("at", tzinfo=clock.HELSINKI), hour=ExtractHour("at", tzinfo=clock.HELSINKI))
        .values("actor", "organization_id", "target_id", "day")
        .annotate(
            views=Count("pk"),
            late=Count("pk", filter=late),
            by_right=Count("pk", filter=Q(details__purpose__in=BY_RIGHT)),
        )
    )
    return [
        Looks(
            looker=row["actor"],
            controller=row["organization_id"] or 0,
            client=int(row["target_id"]),
            day=row["day"],
            views=row["views"],
            odd=row["late"] if is_working_day(row["day"]) else row["views"],
            by_right=row["by_right"],
        )
        for row in rows
    ]


def _days(worker: Worker, people: Mapping[str, User]) -> dict[tuple[str, int], dict[dt.date, int]]:
    since = clock.today() - dt.timedelta(days=window().usual_days)
    rows = (
        _opened(worker, since)
        .annotate(day=TruncDate("at", tzinfo=clock.HELSINKI))
        .values("actor", "organization_id", "day")
        .annotate(clients=Count("target_id", distinct=True))
    )
    found: dict[tuple[str, int], dict[dt.date, int]] = defaultdict(dict)
    for row in rows:
        if row["actor"] in people:
            found[row["actor"], row["organization_id"] or 0][row["day"]] = row["clients"]
    return found


def _opened_keys(worker: Worker, since: dt.date) -> QuerySet[Entry, Any]:
    return _opened(worker, since).annotate(key=Cast("target_id", BigIntegerField())).values("key")


def _clients(worker: Worker, since: dt.date) -> dict[int, Client]:
    rows = scoped(Client.objects.filter(pk__in=_opened_keys(worker, since), anonymised_at__isnull=True))
    wanted = rows.only("reference", "unit_id", "keyworker_id", "controller_id", "is_protected", "anonymised_at")
    return {client.pk: client for client in wanted}


def _seen(clients: Mapping[int, Client], worker: Worker, since: dt.date) -> dict[int, Seen]:
    families: dict[int, set[str]] = defaultdict(set)
    names = scoped(ClientName.objects.filter(client__in=_opened_keys(worker, since))).order_by()
    for key, name in names.values_list("client_id", "family_name"):
        families[key].add(fold(name))
    return {
        key: Seen(
            unit=client.unit_id,
            keyworker=f"{OF_A_PERSON}{client.keyworker_id}",
            is_protected=client.is_protected,
            families=frozenset(families[key]),
        )
        for key, client in clients.items()
    }


def _worked(clients: Mapping[int, Client], lookers: Sequence[str], since: dt.date) -> frozenset[tuple[str, int]]:
    """Who wrote of which client: to the record itself, or to a contact, an assessment or a plan of theirs."""
    by_reference = {client.reference: key for key, client in clients.items()}
    read = Q()
    for ending in READ:
        read |= Q(verb__endswith=ending)
    rows = Entry.objects.filter(~read, actor__in=lookers, at__gte=clock.start_of(since)).order_by()
    found = set()
    for actor, kind, key, reference in rows.values_list("actor", "target_type", "target_id", "details__client"):
        client = int(key) if kind == CLIENT else by_reference.get(str(reference))
        if client is not None:
            found.add((actor, client))
    return frozenset(found)


def _people(actors: Collection[str]) -> dict[str, User]:
    keys = [int(actor.removeprefix(OF_A_PERSON)) for actor in actors]
    return {user.audit_id: user for user in User.objects.filter(pk__in=keys)}


def _memberships(people: Collection[User]) -> dict[int, list[Membership]]:
    held: dict[int, list[Membership]] = defaultdict(list)
    for each in Membership.objects.filter(user__in=list(people)).select_related("organization", "unit"):
        held[each.user_id].append(each)
    return held


def _place(membership: Membership) -> Place:
    return Place(
        organization=membership.organization_id,
        unit=membership.unit_id,
        starts_on=membership.starts_on,
        ends_on=membership.ends_on,
    )


def _family_name(user: User) -> str:
    """The last word of a worker's name: accounts keep it as one text."""
    words = [word for word in user.display_name.split() if not word.startswith("(")]
    return fold(words[-1]) if len(words) > 1 else ""


def _controllers(worker: Worker) -> dict[int, str]:
    return {each.pk: each.name for each in Organization.objects.filter(pk__in=worker.answers_for)}


def _found(
    pattern: Pattern,
    shown: list[Hit],
    places: Mapping[int, str],
    thresholds: Mapping[int, Mapping[Pattern, int]],
    known: tuple[dict[str, User], dict[int, list[Membership]], dict[int, Client]],
) -> Found:
    people, memberships, clients = known
    lines = [
        Line(hit, people[hit.looker], _roles(memberships[people[hit.looker].pk], hit), clients.get(hit.client or 0))
        for hit in shown[:SHOWN_AT_MOST]
    ]
    return Found(pattern, len(shown), lines, {places[key]: thresholds[key][pattern] for key in sorted(places)})


def _roles(held: list[Membership], hit: Hit) -> tuple[str, ...]:
    on_the_day = [
        each for each in held if each.starts_on <= hit.last_on and (each.ends_on or hit.last_on) >= hit.last_on
    ]
    return tuple(role_in_words(each) for each in on_the_day)

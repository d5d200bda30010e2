"""How the work of a team stands, and in numbers that of a region; as many questions however many clients there are."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from seutu.newcomers.clients.models import Client, Contact, RegisterDraft, Substitution, scoped
from seutu.newcomers.clients.queries.drafts import receipt_of
from seutu.newcomers.clients.queries.path import overdue_among
from seutu.newcomers.clients.queries.visible import clients_visible_to, contacts_visible_to
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.duties import Duty, DutyKind, Urgency
from seutu.newcomers.clients.rules.team import told
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Membership, Organization
from seutu.shared.organizations.roles import Permission, roles_with


@dataclass(frozen=True)
class TeamRow:
    """How the work of one worker stands. ``overdue`` counts what is late by its kind."""

    user: User
    caseload: int = 0
    overdue: Counter[DutyKind] = field(default_factory=Counter)
    contacts: int = 0
    drafts: int = 0
    absence: Substitution | None = None


@dataclass(frozen=True)
class Team:
    """The workers of the organizations that somebody leads, and the clients whom nobody of them answers for."""

    rows: list[TeamRow]
    unassigned: int
    unassigned_overdue: Counter[DutyKind]


@dataclass(frozen=True)
class MunicipalityRow:
    """A municipality's work in numbers; ``protected`` is None when it is too small to be told."""

    organization: Organization
    caseload: int
    protected: int | None
    overdue: Counter[DutyKind]
    contacts: int
    workers: int


def team_members(organizations: Collection[int]) -> QuerySet[User]:
    """Who logs contacts or serves clients in these organizations today, by name."""
    roles = {*roles_with(Permission.SERVE_CLIENTS), *roles_with(Permission.LOG_CONTACTS)}
    held = Membership.objects.in_force_on(clock.today()).filter(organization__in=organizations, role__in=roles)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("display_name", "pk")


def team_of(worker: Worker) -> Team:
    """How the work stands of those whom ``worker`` leads."""
    members = list(team_members(worker.led))
    ids = [each.pk for each in members]
    clients = clients_visible_to(worker).filter(controller__in=worker.led)
    caseloads = _caseloads(clients)
    overdue = _overdue_by(clients, "keyworker_id")
    contacts = _contacts_by(contacts_visible_to(worker).filter(provider_municipality__in=worker.led), "logged_by_id")
    drafts, absences = _drafts_of(ids), _absences_of(ids)
    rows = [
        TeamRow(
            each,
            caseloads.get(each.pk, 0),
            overdue[each.pk],
            contacts.get(each.pk, 0),
            drafts.get(each.pk, 0),
            absences.get(each.pk),
        )
        for each in members
    ]
    elsewhere = set(caseloads) - set(ids)
    return Team(
        rows,
        unassigned=sum(caseloads[pk] for pk in elsewhere),
        unassigned_overdue=sum((overdue[pk] for pk in set(overdue) - set(ids)), Counter()),
    )


def region_of(worker: Worker) -> list[MunicipalityRow]:
    """How the work stands in each municipality of the region whose register ``worker`` keeps: numbers alone.

    Asked as the system, since whoever keeps the register opens no client.
    """
    regions = Organization.objects.filter(pk__in=worker.manages).values("region")
    places = Organization.objects.filter(
        Q(pk__in=worker.manages) | Q(region__in=regions), kind=Organization.Kind.MUNICIPALITY
    )
    organizations = list(places.order_by("name_fi", "pk"))
    ids = [each.pk for each in organizations]
    with acting_as_system():
        clients = scoped(Client.objects.filter(controller__in=ids, anonymised_at__isnull=True))
        open_clients = clients.filter(ended_on__isnull=True).order_by()
        counts = {
            pk: (all_of_them, protected)
            for pk, all_of_them, protected in open_clients.values_list("controller").annotate(
                counted=Count("pk"), protected=Count("pk", filter=Q(is_protected=True))
            )
        }
        overdue = _overdue_by(clients, "controller_id")
        rows = scoped(Contact.objects.filter(provider_municipality__in=ids))
        contacts = _contacts_by(rows, "provider_municipality_id")
    workers = _workers_in(ids)
    return [_municipality(each, counts, overdue, contacts, workers) for each in organizations]


def _municipality(
    organization: Organization,
    counts: dict[int, tuple[int, int]],
    overdue: defaultdict[int, Counter[DutyKind]],
    contacts: dict[int, int],
    workers: dict[int, int],
) -> MunicipalityRow:
    caseload, protected = counts.get(organization.pk, (0, 0))
    return MunicipalityRow(
        organization,
        caseload,
        told(protected),
        overdue[organization.pk],
        contacts.get(organization.pk, 0),
        workers.get(organization.pk, 0),
    )


def overdue_counts(duties: Iterable[Duty]) -> Counter[DutyKind]:
    """What is late, by its kind."""
    return Counter(each.kind for each in duties if each.urgency == Urgency.OVERDUE)


def _caseloads(clients: QuerySet[Client]) -> dict[int, int]:
    """How many open clients each responsible counsellor has; 0 stands for nobody."""
    rows = clients.filter(ended_on__isnull=True).order_by().values_list("keyworker").annotate(Count("pk"))
    return {keyworker or 0: count for keyworker, count in rows}


def _overdue_by(clients: QuerySet[Client], column: str) -> defaultdict[int, Counter[DutyKind]]:
    found: defaultdict[int, Counter[DutyKind]] = defaultdict(Counter)
    of_whom = dict(clients.order_by().values_list("pk", column))
    for client_id, kinds in overdue_among(clients):
        if kinds:
            found[of_whom[client_id] or 0].update(kinds)
    return found


def _contacts_by(contacts: QuerySet[Contact], column: str) -> dict[int, int]:
    """How many contacts there were this month."""
    since: dt.date = clock.today().replace(day=1)
    rows = contacts.filter(occurred_on__gte=since).order_by().values_list(column).annotate(Count("pk"))
    return dict(rows)


def _drafts_of(users: Collection[int]) -> dict[int, int]:
    """How much each of these people has typed and not saved. Asked as the system: a draft is only its writer's."""
    with acting_as_system():
        rows = RegisterDraft.objects.filter(user__in=users, expires_at__gt=clock.now())
        typed = rows.exclude(target__startswith=receipt_of(""))
        return dict(typed.order_by().values_list("user").annotate(Count("pk")))


def _absences_of(users: Collection[int]) -> dict[int, Substitution]:
    today = clock.today()
    rows = Substitution.objects.filter(absent__in=users, starts_on__lte=today, ends_on__gte=today)
    return {each.absent_id: each for each in rows.select_related("substitute").order_by("ends_on", "pk")}


def _workers_in(organizations: Collection[int]) -> dict[int, int]:
    held = Membership.objects.in_force_on(clock.today()).filter(
        organization__in=organizations, role__in=roles_with(Permission.SERVE_CLIENTS), user__is_active=True
    )
    return dict(held.order_by().values_list("organization").annotate(Count("user", distinct=True)))

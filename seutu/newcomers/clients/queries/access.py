"""Who may open a client beyond their own work: grants, requests, transfers, emergencies, substitutes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from seutu.newcomers.clients.models import (
    AccessGrant,
    Asked,
    Client,
    EmergencyAccess,
    GrantRequest,
    Substitution,
    Transfer,
    scoped,
)
from seutu.newcomers.clients.models.identity_codes import normalised
from seutu.newcomers.clients.queries.visible import access_of
from seutu.newcomers.clients.queries.workers import REGISTER_PERMISSIONS, worker_of
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Access, Worker, writable_by
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Membership, Unit
from seutu.shared.organizations.roles import Permission, Role, roles_with


def access_for(user: User, client: Client) -> Access:
    """What ``user`` may do to ``client`` today."""
    worker = worker_of(user)
    return Access.NONE if worker is None else access_of(worker, client)


def client_anywhere(reference: str) -> Client | None:
    """The client with this reference, whoever may see it: for the system's own steps, never for a page."""
    with acting_as_system():
        return scoped(Client.objects.filter(reference=reference.strip().upper(), anonymised_at__isnull=True)).first()


def client_by_reference_or_code(words: str) -> Client | None:
    """The client with this reference or personal identity code, likewise; None also when two records have the code."""
    by_reference = client_anywhere(words)
    if by_reference or not normalised(words):
        return by_reference
    with acting_as_system():
        found = list(scoped(Client.objects.filter(identity_code_index__of=words, anonymised_at__isnull=True))[:2])
    return found[0] if len(found) == 1 else None


# -- grants -----------------------------------------------------------------------------------


def grants_of(client: Client) -> QuerySet[AccessGrant]:
    """The grants to ``client`` that are in force or still to begin."""
    kept = Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
    rows = client.grants.filter(kept, withdrawn_at__isnull=True)
    return rows.select_related("user", "unit__organization", "granted_by").order_by("starts_on", "pk")


def emergencies_of(client: Client) -> QuerySet[EmergencyAccess]:
    """The emergency accesses to ``client`` that have not ended."""
    return client.emergency_accesses.filter(ends_at__gt=clock.now()).select_related("user").order_by("ends_at")


def grant_of(client: Client, key: int) -> AccessGrant | None:
    """The grant of ``client`` with this key, while it can be withdrawn."""
    return grants_of(client).filter(pk=key).first()


# -- requests and transfers ---------------------------------------------------------------------


def is_open() -> Q:
    """What can still be answered today."""
    return Q(state=Asked.State.OPEN, expires_on__gte=clock.today())


def requests_to_answer(worker: Worker) -> QuerySet[GrantRequest]:
    """Open requests for clients that ``worker`` may change: they decide. The oldest first."""
    clients = Client.objects.filter(writable_by(worker), pk=OuterRef("client"))
    rows = GrantRequest.objects.filter(is_open(), Exists(clients)).exclude(asked_by=worker.user_id)
    return scoped(rows).select_related("client", "asked_by").order_by("asked_at", "pk")


def transfers_to_answer(worker: Worker) -> QuerySet[Transfer]:
    """Open transfers to a unit that ``worker`` serves in or leads. Of the client, only the reference may be told."""
    receives = Q(to_unit__in=worker.units) | Q(to_unit__organization__in=worker.led)
    rows = Transfer.objects.filter(is_open()).filter(receives)
    return scoped(rows).select_related("to_unit", "from_unit__organization", "asked_by").order_by("asked_at", "pk")


def requests_by(worker: Worker) -> QuerySet[GrantRequest]:
    """What ``worker`` has asked for, the newest first; of the client, nothing but the reference may be told."""
    return scoped(GrantRequest.objects.filter(asked_by=worker.user_id)).order_by("-asked_at", "-pk")


def transfers_by(worker: Worker) -> QuerySet[Transfer]:
    """What ``worker`` has offered, the newest first."""
    rows = Transfer.objects.filter(asked_by=worker.user_id).select_related("to_unit__organization", "from_unit")
    return scoped(rows).order_by("-asked_at", "-pk")


def transfers_of(worker: Worker) -> QuerySet[Transfer]:
    """The transfers that ``worker`` has offered, and those of clients that they may change: they can take them back."""
    clients = Client.objects.filter(writable_by(worker), pk=OuterRef("client"))
    rows = Transfer.objects.filter(Q(asked_by=worker.user_id) | Exists(clients))
    return scoped(rows).select_related("to_unit__organization", "from_unit__organization")


def open_transfer_of(client: Client) -> Transfer | None:
    """The transfer of ``client`` that waits for an answer."""
    return client.transfers.filter(is_open()).select_related("to_unit__organization").first()


def references_of(rows: Iterable[GrantRequest | Transfer | EmergencyAccess]) -> dict[int, str]:
    """The references of the clients of ``rows`` by their ids: all that who asks, or is asked, learns of them."""
    keys = {row.client_id for row in rows}
    with acting_as_system():
        return dict(scoped(Client.objects.filter(pk__in=keys)).values_list("pk", "reference"))


# -- emergencies ----------------------------------------------------------------------------------


def emergencies_to_review(worker: Worker) -> QuerySet[EmergencyAccess]:
    """Emergency accesses to records of the controllers for which ``worker`` answers; those not reviewed yet first."""
    clients = Client.objects.filter(controller__in=worker.answers_for).values("pk")
    with acting_as_system():
        keys = list(scoped(EmergencyAccess.objects.filter(client__in=clients)).values_list("pk", flat=True))
    rows = scoped(EmergencyAccess.objects.filter(pk__in=keys)).select_related("user", "reviewed_by")
    return rows.order_by(F("reviewed_at").asc(nulls_first=True), "-opened_at", "-pk")


def officers_of(organization_id: int) -> list[User]:
    """Who is told of an emergency: the data protection officers of the controller; without any, who answers for it."""
    for permission in (Permission.READ_ACCESS_LOG, Permission.ANSWER_DATA_REQUESTS):
        found = _people(Membership.objects.filter(organization=organization_id), roles_with(permission))
        if found:
            return list(found)
    return []


def controllers_without_officer() -> list[str]:
    """The names of the organizations that serve clients today and have no data protection officer."""
    held = Membership.objects.in_force_on(clock.today()).filter(user__is_active=True)
    officers = held.filter(role__in=roles_with(Permission.READ_ACCESS_LOG))
    serving = held.filter(role__in=roles_with(Permission.SERVE_CLIENTS))
    lacking = serving.exclude(organization__in=officers.values("organization")).select_related("organization")
    return sorted({each.organization.name for each in lacking})


# -- people, units, substitutes ---------------------------------------------------------------------


def workers_of_register() -> QuerySet[User]:
    """Everybody who has something to do in the register today, in any municipality."""
    roles = {role for permission in REGISTER_PERMISSIONS for role in roles_with(permission)}
    return _people(Membership.objects.all(), roles)


def workers_serving_in(organizations: Iterable[int]) -> QuerySet[User]:
    """Those who serve clients by name in ``organizations`` today."""
    return _people(Membership.objects.filter(organization__in=organizations), roles_with(Permission.SERVE_CLIENTS))


def units_open() -> QuerySet[Unit]:
    """Units that have not been closed, with their organizations."""
    still = Q(closed_on__isnull=True) | Q(closed_on__gt=clock.today())
    return Unit.objects.filter(still).select_related("organization").order_by("organization__name_fi", "name_fi", "pk")


def keyworkers_in(organizations: Iterable[int]) -> QuerySet[User]:
    """Those who are the responsible counsellor of an open client of ``organizations``, still working there or not."""
    clients = Client.objects.filter(
        controller__in=organizations, keyworker=OuterRef("pk"), ended_on__isnull=True, anonymised_at__isnull=True
    )
    return User.objects.filter(Exists(clients)).order_by("display_name", "pk")


def clients_to_hand_over(worker: Worker, from_user: User) -> QuerySet[Client]:
    """The open clients of ``from_user`` in the municipalities that ``worker`` leads."""
    rows = Client.objects.filter(
        controller__in=worker.led, keyworker=from_user, ended_on__isnull=True, anonymised_at__isnull=True
    )
    return scoped(rows).select_related("unit").order_by("shown_name", "pk")


def substitutions_for(worker: Worker) -> QuerySet[Substitution]:
    """Substitutions that last or are to come: the worker's own, and those of the municipalities that they lead."""
    mine = Q(absent=worker.user_id) | Q(substitute=worker.user_id) | Q(organization__in=worker.led)
    rows = Substitution.objects.filter(mine, ends_on__gte=clock.today())
    return rows.select_related("absent", "substitute", "organization").order_by("starts_on", "pk")


def _people(memberships: QuerySet[Membership], roles: Iterable[Role]) -> QuerySet[User]:
    today = clock.today()
    held = memberships.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today, role__in=roles)
    rows = User.objects.filter(Exists(held.filter(user=OuterRef("pk"))), is_active=True)
    return rows.order_by("display_name", "pk")


def workplaces_of(users: Iterable[int]) -> dict[int, str]:
    """Where each of these people works today, in words: the names of their organizations."""
    rows = Membership.objects.in_force_on(clock.today()).filter(user__in=set(users)).select_related("organization")
    places: dict[int, list[str]] = {}
    for row in rows:
        names = places.setdefault(row.user_id, [])
        if row.organization.name not in names:
            names.append(row.organization.name)
    return {user: ", ".join(names) for user, names in places.items()}

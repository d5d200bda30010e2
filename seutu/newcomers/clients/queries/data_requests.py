"""Clients, requests and disclosures as who answers people about their own data sees them: of their controllers only.

An officer is nobody's counsellor, and no policy of access opens a client to them. Their pages run as the register
itself (`row_security.acting_as_system`), narrowed here, and show the reference and never the name.
"""

from __future__ import annotations

from django.db.models import QuerySet

from seutu.newcomers.clients.models import Client, ClientLink, Disclosure, OwnDataRequest, scoped
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.law.data_protection import answer_due_on


def clients_answered_for(worker: Worker) -> QuerySet[Client]:
    """The clients about whose data ``worker`` answers, protected ones too."""
    rows = Client.objects.filter(controller__in=worker.answers_for, anonymised_at__isnull=True)
    return scoped(rows.select_related("controller", "unit"))


def client_answered_for(worker: Worker, reference_or_code: str) -> Client | None:
    """The client whom a reference, or a personal identity code as it is written by people, names; or None."""
    given = "".join(reference_or_code.split()).upper()
    rows = clients_answered_for(worker)
    return rows.filter(reference=given).first() or rows.filter(identity_code_index__of=given).first()


def requests_answered_by(worker: Worker) -> QuerySet[OwnDataRequest]:
    """The requests that ``worker`` answers, open ones first, the most urgent first."""
    rows = OwnDataRequest.objects.filter(client__controller__in=worker.answers_for, client__anonymised_at__isnull=True)
    return scoped(rows.select_related("client", "client__controller").order_by("answered_on", "due_on", "pk"))


def open_requests(worker: Worker) -> QuerySet[OwnDataRequest]:
    """Those of them that wait for an answer."""
    return requests_answered_by(worker).filter(outcome=OwnDataRequest.Outcome.OPEN).order_by("due_on", "pk")


def answered_requests(worker: Worker) -> QuerySet[OwnDataRequest]:
    """Those of them that were answered, the latest first."""
    answered = requests_answered_by(worker).exclude(outcome=OwnDataRequest.Outcome.OPEN)
    return answered.order_by("-answered_on", "-pk")


def is_overdue(request: OwnDataRequest) -> bool:
    """Whether a request should have been answered by now."""
    return request.outcome == OwnDataRequest.Outcome.OPEN and request.due_on < clock.today()


def is_extended(request: OwnDataRequest) -> bool:
    """Whether its time was lengthened (GDPR 12(3))."""
    return request.due_on == answer_due_on(request.received_on, is_extended=True).day


def disclosures_answered_for(worker: Worker) -> QuerySet[Disclosure]:
    """What was given to other authorities of the clients about whose data ``worker`` answers, the latest first."""
    rows = Disclosure.objects.filter(client__controller__in=worker.answers_for, client__anonymised_at__isnull=True)
    return scoped(rows.select_related("client", "disclosed_by").order_by("-disclosed_on", "-pk"))


def other_records_of(client: Client) -> list[Client]:
    """The records that are linked to the same person: their controllers are asked apart."""
    links = scoped(ClientLink.objects.filter(undone_at__isnull=True))
    pairs = [*links.filter(first=client).values_list("second", flat=True)]
    pairs += links.filter(second=client).values_list("first", flat=True)
    return list(scoped(Client.objects.filter(pk__in=pairs, anonymised_at__isnull=True).select_related("controller")))


def workers_of(worker: Worker) -> QuerySet[User]:
    """Everybody who has worked for the controllers for which ``worker`` answers, those too who have left."""
    return User.objects.filter(memberships__organization__in=worker.answers_for).distinct().order_by("display_name")

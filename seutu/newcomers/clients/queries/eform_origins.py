"""Which forms became what of a client: only a reference leads there, since forms know no register."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from seutu.newcomers.clients.models import Client, Contact, Intake, scoped
from seutu.shared.eforms.models import Submission

TITLE = "version__spec__title"
CLIENT, CONTACT, INTAKE = "clients.client", "clients.contact", "clients.intake"


def reference(kind: str, pk: int) -> str:
    """How a submission names what it became: ids only."""
    return f"{kind}:{pk}"


def submissions_of(client_id: int) -> QuerySet[Submission]:
    """Everything that arrived and became this client, a contact with them or an intake of them; the newest first.

    Only for work of the register itself, and for pages on which the client is open.
    """
    of_client = _references(CLIENT, scoped(Client.objects.filter(pk=client_id)))
    of_contacts = _references(CONTACT, scoped(Contact.objects.filter(client=client_id)))
    of_intakes = _references(INTAKE, scoped(Intake.objects.filter(client=client_id)))
    # One list and no OR: PostgreSQL would read every submission rather than ask the index three times.
    became = of_client.union(of_contacts, of_intakes, all=True)
    return Submission.objects.filter(became__in=became).order_by("-arrived_at", "-pk")


def _references(kind: str, rows: QuerySet[Any]) -> QuerySet[Any, str]:
    """As `reference`, of rows, for a question within another."""
    named = Concat(Value(f"{kind}:"), Cast("pk", CharField()))
    told: QuerySet[Any, str] = rows.order_by().annotate(named=named).values_list("named", flat=True)
    return told


def with_titles(rows: QuerySet[Submission]) -> Any:
    """What a list tells of submissions, as dictionaries: the form's title in all its languages is under `TITLE`."""
    return rows.values("number", "arrived_at", "became", TITLE)

"""Which forms became what of a client: only a reference leads there, since forms know no register."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from seutu.newcomers.clients.models import Contact, Intake, scoped
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
    of_contacts = _references(CONTACT, scoped(Contact.objects.filter(client=client_id)))
    of_intakes = _references(INTAKE, scoped(Intake.objects.filter(client=client_id)))
    became = Q(became=reference(CLIENT, client_id)) | Q(became__in=of_contacts) | Q(became__in=of_intakes)
    return Submission.objects.filter(became).order_by("-arrived_at", "-pk")


def _references(kind: str, rows: QuerySet[Any]) -> QuerySet[Any, str]:
    """As `reference`, of rows, for a question within another."""
    named = Concat(Value(f"{kind}:"), Cast("pk", CharField()))
    told: QuerySet[Any, str] = rows.order_by().annotate(named=named).values_list("named", flat=True)
    return told


def with_titles(rows: QuerySet[Submission]) -> Any:
    """What a list tells of submissions, as dictionaries: the form's title in all its languages is under `TITLE`."""
    return rows.values("number", "arrived_at", "became", TITLE)

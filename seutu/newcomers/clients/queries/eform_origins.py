"""Which forms became what of a client: only a reference leads there, since forms know no register."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

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
    contacts = scoped(Contact.objects.filter(client=client_id)).values_list("pk", flat=True)
    intakes = scoped(Intake.objects.filter(client=client_id)).values_list("pk", flat=True)
    names = [reference(CLIENT, client_id)]
    names += [reference(CONTACT, pk) for pk in contacts]
    names += [reference(INTAKE, pk) for pk in intakes]
    return Submission.objects.filter(became__in=names).order_by("-arrived_at", "-pk")


def with_titles(rows: QuerySet[Submission]) -> Any:
    """What a list tells of submissions, as dictionaries: the form's title in all its languages is under `TITLE`."""
    return rows.values("number", "arrived_at", "became", TITLE)

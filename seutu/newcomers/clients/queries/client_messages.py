"""Templates of messages, their texts, and what was sent to a client."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from seutu.newcomers.clients.models import Client, ClientMessage, ContactDetails, MessageTemplate, MessageText, scoped
from seutu.shared.core import clock
from seutu.shared.core.encryption.unreadable import is_readable

SENT_AT_MOST = 20


def templates_in_use() -> QuerySet[MessageTemplate]:
    """The templates that can be sent today, with their texts."""
    today = clock.today()
    rows = MessageTemplate.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=today), texts__language="fi")
    return rows.distinct().prefetch_related(Prefetch("texts", MessageText.objects.order_by("language")))


def all_texts() -> QuerySet[MessageText]:
    """Every text of every template, for whoever keeps them."""
    return MessageText.objects.select_related("template").order_by("template__name_fi", "template_id", "language")


def email_of(client: Client) -> str:
    """The client's e-mail address; "" when there is none, or when it cannot be opened with the present keys."""
    details = _details(client)
    return str(details.email) if details and details.email and is_readable(details.email) else ""


def wishes_of(client: Client) -> str:
    """How the client wants to be reached."""
    details = _details(client)
    return details.wishes if details else ""


def messages_to(client: Client) -> QuerySet[ClientMessage]:
    """What was sent to a client that the caller may see, the latest first."""
    rows = scoped(ClientMessage.objects.filter(client=client)).select_related("template", "sent_by")
    return rows.order_by("-sent_at", "-pk")


def _details(client: Client) -> ContactDetails | None:
    return scoped(ContactDetails.objects.filter(client=client)).first()

"""Messages to clients from the record: a text known beforehand, in their own language; the templates of such texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from seutu.newcomers.clients.models import Client, ClientMessage, MessageTemplate, MessageText
from seutu.newcomers.clients.queries.client_messages import email_of
from seutu.newcomers.clients.rules.client_messages import SOURCE, filled
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.messages.actions import send_mail
from seutu.shared.messages.models import Message
from seutu.shared.messages.writing import BadRecipient

MAIL = "clients/email/client_message.txt"


class NoAddress(Exception):
    """The client has no e-mail address that a message could be sent to."""


class NoText(Exception):
    """The template has no text in that language."""


@dataclass(frozen=True, kw_only=True)
class MessageInput:
    """What is sent: a template in a language, with what is filled in. ``opening`` names the opening of the form."""

    template: MessageTemplate
    language: str
    values: Mapping[str, str]
    opening: str


@transaction.atomic
def read_for_message(client: Client, *, by: User) -> None:
    """Note that ``by`` has opened a client to write to them."""
    record("client.viewed", target=client, by=by, details={"purpose": "service"}, organization_id=client.controller_id)


@transaction.atomic
def send_message(client: Client, given: MessageInput, *, by: User) -> None:
    """Send a message to a client by e-mail, and note which template and language, never the address or the text.

    The same opening of the form sends once. A machine's translation that nobody has read goes out with the Finnish
    text below it.

    :raises NoAddress: there is nowhere to send it.
    :raises NoText: there is no such text.
    """
    key = f"clients.client_message:{client.pk}:{given.opening}"
    if Message.objects.filter(unique_key=key).exists():
        return
    texts = {text.language: text for text in MessageText.objects.filter(template=given.template)}
    text = texts.get(given.language)
    if text is None or SOURCE not in texts:
        raise NoText
    context = {
        "subject": text.subject,
        "body": filled(text.body, given.values),
        "source": filled(texts[SOURCE].body, given.values) if is_unread(text) else "",
        "sender": by.display_name,
        "organization": client.controller.name_sv if given.language == "sv" else "",
    }
    context["organization"] = context["organization"] or client.controller.name_fi
    _send(client, context, given.language, key, by)
    ClientMessage.objects.create(
        client=client,
        template=given.template,
        language=given.language,
        channel=ClientMessage.Channel.EMAIL,
        sent_by=by,
        sent_at=clock.now(),
    )
    details: dict[str, str | int] = {"template": given.template.code, "language": given.language, "channel": "email"}
    record("client.messaged", target=client, by=by, details=details, organization_id=client.controller_id)


def is_unread(text: MessageText) -> bool:
    """Whether a machine translated it and nobody who knows the language has read it."""
    return text.is_machine_made and text.reviewed_on is None


def _send(client: Client, context: Mapping[str, str], language: str, key: str, by: User) -> None:
    to = email_of(client)
    if not to:
        raise NoAddress
    try:
        # Its text is deleted as soon as it is sent: that somebody is a client is not kept in the outbox.
        send_mail(to=to, template=MAIL, context=context, language=language, key=key, by=by, has_secret=True)
    except BadRecipient as error:
        raise NoAddress from error


@transaction.atomic
def save_text(text: MessageText, *, subject: str, body: str, is_reviewed: bool, by: User) -> None:
    """Change a text of a template, and say whether somebody who knows the language has read it."""
    text.subject, text.body = subject, body
    reviewed_on: dt.date | None = text.reviewed_on or clock.today()
    text.reviewed_on = reviewed_on if is_reviewed else None
    text.save()
    details: dict[str, str | int] = {
        "template": text.template.code,
        "language": text.language,
        "reviewed": int(is_reviewed),
    }
    record("message_text.changed", target=text, by=by, details=details)

"""Everything that can happen to a message: written, sent, tried again, called off, deleted."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django_tasks import task

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.messages import client_mail, writing
from seutu.shared.messages.attachments import Attached, as_json
from seutu.shared.messages.models import Message, State
from seutu.shared.organizations.models import Organization
from seutu.shared.tasks.actions import enqueue_once

log = logging.getLogger("seutu.messages")

KEPT_FOR = dt.timedelta(days=30)
# With the pauses of `tasks`, which grow to an hour, this is two days.
MOST_ATTEMPTS = 55
# Longer than all the steps of a slow server together, each of which may take the ten seconds of EMAIL_TIMEOUT.
CLAIM = dt.timedelta(minutes=5)
EMPTY: dict[str, Any] = {
    "recipient": "",
    "subject": "",
    "body_text": "",
    "headers": {},
    "attachments": [],
    "claimed_until": None,
}


class BeingSent(Exception):
    """Another worker is sending the message just now: come again."""


class NotFailed(Exception):
    """Only a message that failed can be sent to be tried again."""


@transaction.atomic
def send_mail(
    *,
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    key: str,
    by: Actor,
    organization: Organization | None = None,
    headers: Mapping[str, str] | None = None,
    has_secret: bool = False,
    attachments: Sequence[Attached] = (),
) -> Message:
    """Write a message, to be sent once the caller's transaction is committed; with a known ``key``, the one there is.

    ``has_secret`` says that the text holds something like a personal link: it is deleted as soon as it is sent.
    ``attachments`` are made when it is sent, see `attachments.py`; together they must stay below the limit there.

    :raises BadRecipient: ``to`` is no e-mail address.
    :raises BadHeader: a header could carry another with it, or is ours to set.
    :raises BadTemplate: the template has no subject, or lies in no app's folder ``email``.
    """
    if known := Message.objects.filter(unique_key=key).first():
        return known
    kind = writing.kind_of(template)
    writing.refuse_headers(headers or {})
    subject, text = writing.render(template, context, language)
    message = Message(
        kind=kind,
        unique_key=key,
        organization=organization,
        recipient=writing.address(to),
        language=language,
        subject=subject,
        body_text=text,
        has_secret=has_secret,
        headers=dict(headers or {}),
        attachments=as_json(attachments),
        reference=secrets.token_hex(16),
        created_at=clock.now(),
    )
    try:
        with transaction.atomic():
            message.save()
    except IntegrityError:
        # Somebody else wrote it a moment ago.
        return Message.objects.get(unique_key=key)
    record("message.written", target=message, by=by, details={"kind": message.kind})
    _enqueue(message.pk)
    return message


def _enqueue(message_id: int) -> None:
    enqueue_once(deliver, f"messages.deliver:{message_id}", message_id)


@task(max_attempts=MOST_ATTEMPTS)
def deliver(message_id: int) -> str:
    """Send a message that waits; says what became of it. Run twice, it sends once.

    The claim is committed before the server is spoken to, and what the server said after: only a worker that dies
    between the two leaves a message that is sent again, with the same Message-ID.

    :raises BeingSent: another worker has claimed it.
    :raises NotNow: the server did not take it: the task is tried again.
    """
    if not client_mail.has_server():
        return "kept"
    message = _claim(message_id)
    if message is None:
        return "nothing to send"
    try:
        client_mail.send(message)
    except client_mail.Never as error:
        return _give_up(message, str(error))
    except client_mail.NotNow as error:
        if message.attempts >= MOST_ATTEMPTS:
            return _give_up(message, str(error))
        _held(message).update(claimed_until=None, trouble=str(error)[:80])
        raise
    return _note_sent(message)


def _claim(message_id: int) -> Message | None:
    now = clock.now()
    rows = Message.objects.filter(pk=message_id)
    if not rows.claimable(now).update(claimed_until=now + CLAIM, attempts=F("attempts") + 1):
        if rows.waiting().exists():
            raise BeingSent(message_id)
        return None
    return rows.get()


def _held(message: Message) -> Any:
    # The number of the attempt tells this claim from a later one, after this one had run out.
    return Message.objects.waiting().filter(pk=message.pk, attempts=message.attempts)


def _note_sent(message: Message) -> str:
    changes: dict[str, Any] = {"state": State.SENT, "sent_at": clock.now(), "claimed_until": None, "trouble": ""}
    changes["attachments"] = []
    if message.has_secret and not client_mail.is_read_here():
        changes["body_text"] = ""
    # Whoever holds the claim now: the server has taken the message, and nothing may send it again.
    Message.objects.waiting().filter(pk=message.pk).update(**changes)
    return "sent"


def _give_up(message: Message, reason: str) -> str:
    _held(message).update(state=State.FAILED, claimed_until=None, trouble=reason[:80])
    log.warning("message failed", extra={"id": message.pk, "kind": message.kind, "reason": reason})
    return "failed"


@transaction.atomic
def try_again(message: Message, *, by: Actor) -> None:
    """Send a message that failed to be tried anew.

    :raises NotFailed: it has not failed.
    """
    failed = Message.objects.filter(pk=message.pk, state=State.FAILED)
    if not failed.update(state=State.WAITING, attempts=0, trouble=""):
        raise NotFailed
    record("message.tried_again", target=message, by=by)
    _enqueue(message.pk)


@transaction.atomic
def call_off(message: Message, *, by: Actor) -> bool:
    """Take back a message that has not left, and delete its text; says whether there was time."""
    unsent = Message.objects.filter(pk=message.pk, state__in=[State.WAITING, State.FAILED])
    if not unsent.update(state=State.GONE, trouble="called off", **EMPTY):
        return False
    record("message.called_off", target=message, by=by)
    return True


@transaction.atomic
def send_waiting() -> int:
    """Ask again for the sending of everything that waits, and say how much that is.

    For after a mail server was named in the settings, and each day in case the work itself was lost.
    """
    if not client_mail.has_server():
        return 0
    waiting = list(Message.objects.claimable(clock.now()).values_list("pk", flat=True))
    for message_id in waiting:
        _enqueue(message_id)
    return len(waiting)


@transaction.atomic
def prune() -> int:
    """Delete the address and the text of what was sent, or failed, more than 30 days ago; say how many there were."""
    before = clock.now() - KEPT_FOR
    sent = Q(state=State.SENT, sent_at__lt=before)
    failed = Q(state=State.FAILED, created_at__lt=before)
    return Message.objects.filter(sent | failed).update(state=State.GONE, **EMPTY)


@transaction.atomic
def forget_recipient(address: str) -> int:
    """Delete every message to ``address``, sent or not, all but its key; say how many there were."""
    kept = Message.objects.filter(recipient__iexact=address).exclude(state=State.GONE)
    return kept.update(state=State.GONE, trouble="", **EMPTY)

"""Opening a client without a right because it cannot wait, and the officer's word on it."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction

from seutu.newcomers.clients.actions.asked import NotAllowed, NotOpen
from seutu.newcomers.clients.actions.grants import AlreadyOpen, NoSuchClient
from seutu.newcomers.clients.models import Client, EmergencyAccess, scoped
from seutu.newcomers.clients.queries.access import (
    access_for,
    client_by_reference_or_code,
    emergencies_to_review,
    officers_of,
)
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Access
from seutu.newcomers.clients.rules.reasons import LEAST_CHARACTERS, tidy_reason
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.messages.actions import send_mail

MAIL = "clients/email/emergency_access.txt"


@transaction.atomic
def open_in_emergency(reference_or_code: str, *, reason: str, by: User, page: str) -> Client:
    """Open a client to read for an hour, and tell the controller's data protection officers at once.

    ``page`` is the whole address at which they review it. An attempt that finds nobody is written to the trail as well.

    :raises NotAllowed: ``by`` serves nobody by name.
    :raises ReasonTooShort, IdentityCodeInText: see `rules.reasons`; asked before anybody is looked for.
    :raises AlreadyOpen: ``by`` may open the client as it is: the exception holds it.
    """
    worker = worker_of(by)
    if worker is None or not worker.serves:
        raise NotAllowed
    words = tidy_reason(reason, least=LEAST_CHARACTERS)
    client = client_by_reference_or_code(reference_or_code)
    if client is None:
        raise NoSuchClient
    if access_for(by, client) >= Access.READ:
        raise AlreadyOpen(client)
    now = clock.now()
    opened = EmergencyAccess.objects.create(
        client=client,
        user=by,
        reason=words,
        opened_at=now,
        ends_at=now + dt.timedelta(minutes=settings.EMERGENCY_MINUTES),
    )
    details = {"client": client.pk, "minutes": settings.EMERGENCY_MINUTES}
    record("emergency.opened", target=opened, by=by, details=details, organization_id=client.controller_id)
    _alert(opened, client, page, by=by)
    return client


@transaction.atomic
def note_nobody_found(*, by: User) -> None:
    """Write to the trail that somebody tried to open a client in an emergency and found none."""
    record("emergency.nobody_found", by=by)


@transaction.atomic
def review_emergency(opened: EmergencyAccess, *, was_justified: bool, by: User) -> None:
    """Say whether an emergency access was justified.

    :raises NotAllowed: ``by`` does not answer for the controller's data, or opened it themself.
    :raises NotOpen: it was reviewed already.
    """
    worker = worker_of(by)
    if worker is None or opened.user_id == by.pk or not emergencies_to_review(worker).filter(pk=opened.pk).exists():
        raise NotAllowed
    now = clock.now()
    waiting = scoped(EmergencyAccess.objects.filter(pk=opened.pk, reviewed_at__isnull=True))
    if not waiting.update(reviewed_by=by, reviewed_at=now, was_justified=was_justified, updated_at=now):
        raise NotOpen
    with acting_as_system():
        client = scoped(Client.objects.filter(pk=opened.client_id)).get()
    details = {"client": client.pk, "was_justified": int(was_justified)}
    record("emergency.reviewed", target=opened, by=by, details=details, organization_id=client.controller_id)


def _alert(opened: EmergencyAccess, client: Client, page: str, *, by: User) -> None:
    for officer in officers_of(client.controller_id):
        send_mail(
            to=officer.email,
            template=MAIL,
            # Neither the client nor the worker: whoever reads the mail signs in to see them.
            context={"number": opened.pk, "page": page},
            language=officer.language,
            key=f"clients.emergency:{opened.pk}:{officer.pk}",
            by=by,
            organization=client.controller,
        )

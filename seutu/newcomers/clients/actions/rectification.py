"""Keeping what stood in a record before it was put right (GDPR 16): the former value, encrypted, by whom and why."""

from __future__ import annotations

from django.db import transaction

from seutu.newcomers.clients.models import Client, Rectification
from seutu.shared.accounts.models import User
from seutu.shared.core import clock


@transaction.atomic
def note_rectification(client: Client, *, field: str, former: str, by: User, reason: str = "") -> Rectification:
    """Keep the ``former`` value of ``field``; called in the transaction of the change, which has its own trace."""
    return Rectification.objects.create(
        client=client,
        field=field,
        former=former or None,
        reason=reason,
        rectified_by=by,
        rectified_at=clock.now(),
    )

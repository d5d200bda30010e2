"""Restricting what is done with a person's data, and lifting the restriction (GDPR 18).

While it stands only who leads the service changes the record, and the clock of retention forgets nobody.
"""

from __future__ import annotations

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.models import Client, scoped
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record


class Ground(models.TextChoices):
    """Why processing is restricted, GDPR 18(1)."""

    ACCURACY = "accuracy", _("the person says that the data is not right, and it is being checked")
    UNLAWFUL = "unlawful", _("processing is against the law, and the person does not want erasure")
    CLAIM = "claim", _("the person needs the data for a legal claim")
    OBJECTION = "objection", _("the person has objected, and it is being decided")


class NothingChanges(Exception):
    """Processing is restricted already, or is not."""


@transaction.atomic
def restrict(client: Client, ground: str, *, by: User) -> None:
    """Restrict processing.

    :raises NothingChanges: it is restricted already.
    """
    _set(client, is_restricted=True)
    details = {"ground": Ground(ground).value}
    record("client.restricted", target=client, by=by, details=details, organization_id=client.controller_id)


@transaction.atomic
def lift_restriction(client: Client, *, by: User) -> None:
    """Lift the restriction; the person is told before (GDPR 18(3)).

    :raises NothingChanges: processing is not restricted.
    """
    _set(client, is_restricted=False)
    record("client.restriction_lifted", target=client, by=by, organization_id=client.controller_id)


def _set(client: Client, *, is_restricted: bool) -> None:
    rows = scoped(Client.objects.filter(pk=client.pk, anonymised_at__isnull=True))
    changed = rows.exclude(processing_restricted=is_restricted)
    # Whoever edits the record at this moment is told that it changed.
    if not changed.update(processing_restricted=is_restricted, revision=F("revision") + 1):
        raise NothingChanges

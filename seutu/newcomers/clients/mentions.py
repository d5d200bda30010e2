"""Where a person may stand in words that no foreign key leads to: drafts, raw rows, mail, others' households."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import Q

from seutu.newcomers.clients import models
from seutu.newcomers.clients.models import Client, scoped
from seutu.newcomers.clients.personal_data import about, clear
from seutu.shared.core import clock
from seutu.shared.core.encryption.unreadable import Unreadable
from seutu.shared.messages.actions import forget_recipient


def signs_of(client_id: int) -> list[str]:
    """Words by which the person is known and nobody else: a whole name, a code, an address of theirs."""
    client = scoped(Client.objects.filter(pk=client_id)).select_related("contact_details").get()
    signs = [client.reference, client.shown_name, client.identity_code]
    signs += [name.whole for name in client.names.all()]
    details = getattr(client, "contact_details", None)
    if details is not None:
        signs += [details.phone, details.email]
    return [sign.casefold() for sign in signs if sign and not isinstance(sign, Unreadable)]


def _mentions(value: Any, signs: Sequence[str]) -> bool:
    text = json.dumps(value, ensure_ascii=False, default=str).casefold()
    return any(json.dumps(sign, ensure_ascii=False)[1:-1] in text for sign in signs)


def _mentioning(rows: Iterator[Any], field: str, signs: Sequence[str]) -> list[int]:
    return [row.pk for row in rows if _mentions(getattr(row, field), signs)]


def forget_drafts(client_id: int) -> None:
    """Delete what somebody typed about the client and has not saved."""
    signs = signs_of(client_id)
    unnamed = models.RegisterDraft.objects.filter(client__isnull=True)
    ours = [row.pk for row in unnamed.iterator() if _mentions([row.target, row.fields], signs)]
    models.RegisterDraft.objects.filter(pk__in=ours).delete()


def forget_raw_rows(client_id: int) -> None:
    """Take away the rows of spreadsheets in which the client stands."""
    waiting = models.RegisterImport.objects.filter(rows__isnull=False)
    of_client = waiting.filter(imported__in=about(models.ImportedRow, "client")(client_id).order_by())
    ours = _mentioning(waiting.iterator(), "rows", signs_of(client_id))
    models.RegisterImport.objects.filter(Q(pk__in=ours) | Q(pk__in=of_client)).update(rows=None)


def forget_unlinked_intakes(client_id: int) -> None:
    """Take the person out of intakes that lead to no client's record."""
    unlinked = scoped(models.Intake.objects.filter(client__isnull=True, person__isnull=False))
    ours = _mentioning(unlinked.iterator(), "person", signs_of(client_id))
    clear(scoped(models.Intake.objects.filter(pk__in=ours)), ("person", "reason", "source_name"))


def forget_in_households(client_id: int) -> None:
    """Take the person out of what others of the household told, by the link or else by the whole name."""
    client = scoped(Client.objects.filter(pk=client_id)).get()
    others = scoped(models.HouseholdMember.objects.exclude(client=client_id))
    named = others.filter(client__household__isnull=False, client__household=client.household_id, member__isnull=True)
    ours = _mentioning(named.iterator(), "name", signs_of(client_id))
    clear(others.filter(Q(member=client_id) | Q(pk__in=ours)), ("name", "birth_year", "member"))


def forget_mail(client_id: int) -> None:
    """Delete the messages to the client's address, sent or not."""
    details = scoped(models.ContactDetails.objects.filter(client=client_id)).first()
    address = details.email if details else None
    if address and not isinstance(address, Unreadable):
        forget_recipient(address)


def withdraw_grants(client_id: int) -> None:
    """Withdraw the access that was granted to workers."""
    standing = scoped(models.AccessGrant.objects.filter(client=client_id, withdrawn_at__isnull=True))
    standing.update(withdrawn_at=clock.now())


def let_expire(model: type[models.Asked]) -> Callable[[int], object]:
    """An action that lets open requests of ``model`` about a client expire."""

    def expire(client_id: int) -> int:
        return about(model, "client")(client_id).filter(state="open").update(state="expired")

    return expire

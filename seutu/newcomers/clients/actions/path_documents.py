"""What happens to an assessment and a plan alike: a save on a known revision, and the way to another system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db import transaction
from django.db.models import F

from seutu.newcomers.clients.models import Assessment, Client, Disclosure, IntegrationPlan, SystemOfRecord, scoped
from seutu.newcomers.clients.rules.finalising import Refusal
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock

Document = TypeVar("Document", Assessment, IntegrationPlan)


class StaleRevision(Exception):
    """Somebody else has saved it meanwhile."""


class ReadOnlyDocument(Exception):
    """It is final, or another system keeps it now, so it does not change here."""


class ServiceEnded(Exception):
    """The service of the client has ended: open it again first."""


class AlreadyOpen(Exception):
    """There is one in the making already."""


class NotHandedOver(Exception):
    """It says this register as its system of record: choose the system to which it goes."""


@dataclass
class CannotFinalise(Exception):
    """Something is missing; ``refusals`` says what."""

    refusals: Sequence[Refusal]


def taken(document: Document, revision: int) -> Document:
    """The document as it stands, taken for a change by the holder of ``revision``, which then counts one more.

    The revision is counted up in the question itself, so that of two who save at once one is told.

    :raises StaleRevision: somebody has saved it since.
    :raises ReadOnlyDocument: it does not change any more.
    """
    rows = scoped(type(document)._default_manager.filter(pk=document.pk))
    open_rows = rows.filter(revision=revision, finalised_at__isnull=True, handed_over_at__isnull=True)
    counted = open_rows.update(revision=F("revision") + 1)
    present = rows.select_related("client").get()
    if counted:
        return present
    raise ReadOnlyDocument if present.is_read_only else StaleRevision


def put(document: Document, values: Mapping[str, Any]) -> None:
    """Save what was written of a talk into a document that was `taken`."""
    for name, value in values.items():
        setattr(document, name, value)
    document.save()
    entered(document.client)


def entered(client: Client) -> None:
    """Say that something was written of a client today: from the last entry on, it is counted how long it is kept."""
    today = clock.today()
    scoped(Client.objects.filter(pk=client.pk, last_entry_on__lt=today)).update(last_entry_on=today)


def kind_of(document: Assessment | IntegrationPlan) -> str:
    """The word of a document in the trail."""
    return "assessment" if isinstance(document, Assessment) else "plan"


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """To which system a document goes, under which reference there, and by which provision it is disclosed."""

    system: SystemOfRecord
    reference: str = ""
    provision: str = ""


@transaction.atomic
def hand_over(document: Assessment | IntegrationPlan, to: HandOver, *, what: str, by: User) -> None:
    """Give a document, final or not, to its system of record: the copy here is only read from then on.

    ``what`` says in the language of the record what was given; it stands among the disclosures of the client.

    :raises NotHandedOver: ``to`` names this register.
    :raises ReadOnlyDocument: it was handed over before.
    """
    if to.system == SystemOfRecord.LOCAL:
        raise NotHandedOver
    rows = scoped(type(document)._default_manager.filter(pk=document.pk))
    values = {"system_of_record": to.system, "external_reference": to.reference, "handed_over_at": clock.now()}
    if not rows.filter(handed_over_at__isnull=True).update(revision=F("revision") + 1, **values):
        raise ReadOnlyDocument
    given = cast(Assessment | IntegrationPlan, rows.get())
    Disclosure.objects.create(
        client=given.client,
        recipient=str(to.system.label),
        what=what,
        provision=to.provision,
        disclosed_on=clock.today(),
        disclosed_by=by,
    )
    entered(given.client)
    _record(f"{kind_of(given)}.handed_over", given, by, {"system": to.system.value})


def _record(verb: str, document: Assessment | IntegrationPlan, by: User, details: dict[str, str | int]) -> None:
    client = document.client
    record(
        verb,
        target=document,
        by=by,
        details={"client": client.reference, **details},
        organization_id=client.controller_id,
    )


def record_document(
    verb: str, document: Assessment | IntegrationPlan, *, by: User, details: Mapping[str, str | int] | None = None
) -> None:
    """Write a line of the trail about a document: which client's, and codes only."""
    _record(f"{kind_of(document)}.{verb}", document, by, dict(details or {}))


@transaction.atomic
def note_reading(document: Assessment | IntegrationPlan, *, what: str, purpose: str, by: User) -> None:
    """Write in the trail that a document was read (``viewed``), printed or exported, and for what purpose."""
    record_document(what, document, by=by, details={"purpose": purpose})

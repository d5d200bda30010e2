"""What the register keeps about a client, model by model: how they are told of it, and how they are forgotten.

Apps above that keep something about a client register an entry of their own, made by `keeping_rows` or `deleting_rows`.
Anonymisation happens in place: rows that figures count stay with their codes and days; every word goes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from django.db.models import Field, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients import models
from seutu.newcomers.clients.models import Client, ScopedManager, scoped
from seutu.shared.core import clock
from seutu.shared.core.encryption.unreadable import Unreadable
from seutu.shared.core.registry import PersonalData
from seutu.shared.messages.actions import forget_recipient

LAST = 900


def readable(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows for work of the register itself, which asks on nobody's behalf."""
    return scoped(rows) if isinstance(rows.model._default_manager, ScopedManager) else rows


def about(model: type[Model], *paths: str) -> Callable[[int], QuerySet[Any]]:
    """A question for the rows of ``model`` that lead to a client by one of ``paths``."""

    def rows(client_id: int) -> QuerySet[Any]:
        leads = Q()
        for path in paths:
            leads |= Q(**{path: client_id})
        return readable(model._default_manager.filter(leads)).order_by("pk")

    return rows


def emptied(model: type[Model], name: str) -> Any:
    """What stands in a field once its value is taken away."""
    field = cast("Field[Any, Any]", model._meta.get_field(name))
    return None if field.null else field.get_default()


def clear(rows: QuerySet[Any], names: Sequence[str]) -> int:
    """Take the values of the fields ``names`` away.

    Past the records: what cannot be opened any more (a lost key) refuses to be overwritten there, and must go too.
    """
    return rows.order_by().update(**{name: emptied(rows.model, name) for name in names}) if names else 0


def keeping_rows(
    model: type[Model],
    label: Any,
    *,
    told: Sequence[str],
    cleared: Sequence[str] = (),
    kept: Sequence[str] = (),
    untold: Sequence[str] = (),
    paths: Sequence[str] = ("client",),
    also: Callable[[int], object] | None = None,
    order: int = 100,
) -> PersonalData:
    """An entry for rows that stay, since figures count them, without their words; ``also`` is done before."""
    rows = about(model, *paths)

    def forget(client_id: int) -> None:
        if also is not None:
            also(client_id)
        clear(rows(client_id), cleared)

    return PersonalData(
        key=model._meta.label_lower,
        order=order,
        label=label,
        rows=rows,
        forget=forget,
        told=told,
        untold=untold,
        cleared=cleared,
        kept=kept,
    )


def deleting_rows(
    model: type[Model],
    label: Any,
    *,
    told: Sequence[str],
    untold: Sequence[str] = (),
    paths: Sequence[str] = ("client",),
    also: Callable[[int], object] | None = None,
    order: int = 100,
) -> PersonalData:
    """An entry for rows that go with the person; ``also`` is done before."""
    rows = about(model, *paths)

    def forget(client_id: int) -> None:
        if also is not None:
            also(client_id)
        rows(client_id).order_by().delete()

    return PersonalData(
        key=model._meta.label_lower,
        order=order,
        label=label,
        rows=rows,
        forget=forget,
        told=told,
        untold=untold,
        rows_go=True,
    )


# -- where a person may stand in words that no foreign key leads to ----------------------------------------------


def _signs_of(client_id: int) -> list[str]:
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


def _forget_drafts(client_id: int) -> None:
    signs = _signs_of(client_id)
    unnamed = models.RegisterDraft.objects.filter(client__isnull=True)
    ours = [row.pk for row in unnamed.iterator() if _mentions([row.target, row.fields], signs)]
    models.RegisterDraft.objects.filter(pk__in=ours).delete()


def _forget_raw_rows(client_id: int) -> None:
    waiting = models.RegisterImport.objects.filter(rows__isnull=False)
    of_client = waiting.filter(imported__in=about(models.ImportedRow, "client")(client_id).order_by())
    ours = _mentioning(waiting.iterator(), "rows", _signs_of(client_id))
    models.RegisterImport.objects.filter(Q(pk__in=ours) | Q(pk__in=of_client)).update(rows=None)


def _forget_unlinked_intakes(client_id: int) -> None:
    unlinked = scoped(models.Intake.objects.filter(client__isnull=True, person__isnull=False))
    ours = _mentioning(unlinked.iterator(), "person", _signs_of(client_id))
    clear(scoped(models.Intake.objects.filter(pk__in=ours)), ("person", "reason", "source_name"))


def _forget_in_households(client_id: int) -> None:
    """Take the person out of what others of the household told, by the link or else by the whole name."""
    client = scoped(Client.objects.filter(pk=client_id)).get()
    others = scoped(models.HouseholdMember.objects.exclude(client=client_id))
    named = others.filter(client__household__isnull=False, client__household=client.household_id, member__isnull=True)
    ours = _mentioning(named.iterator(), "name", _signs_of(client_id))
    clear(others.filter(Q(member=client_id) | Q(pk__in=ours)), ("name", "birth_year", "member"))


def _forget_mail(client_id: int) -> None:
    details = scoped(models.ContactDetails.objects.filter(client=client_id)).first()
    address = details.email if details else None
    if address and not isinstance(address, Unreadable):
        forget_recipient(address)


def _withdraw_grants(client_id: int) -> None:
    standing = scoped(models.AccessGrant.objects.filter(client=client_id, withdrawn_at__isnull=True))
    standing.update(withdrawn_at=clock.now())


def _let_expire(model: type[models.Asked]) -> Callable[[int], object]:
    def expire(client_id: int) -> int:
        return about(model, "client")(client_id).filter(state="open").update(state="expired")

    return expire


# -- the client ------------------------------------------------------------------------------------------------

CLIENT_CLEARED = (
    "keyworker",
    "shown_name",
    "birth_date",
    "birth_year",
    "identity_code",
    "identity_code_index",
    "citizenships",
    "mother_tongue",
    "service_language",
    "script",
    "needs_interpreter",
    "interpreter_language",
    "first_permit_on",
    "home_municipality_from",
    "safety_non_disclosure",
    "processing_restricted",
)
CLIENT_TOLD = (
    "reference",
    "controller",
    "unit",
    "keyworker",
    "shown_name",
    "birth_date",
    "birth_year",
    "gender",
    "identity_code",
    "citizenships",
    "mother_tongue",
    "service_language",
    "script",
    "needs_interpreter",
    "interpreter_language",
    "basis_group",
    "first_permit_on",
    "is_job_seeker",
    "municipality",
    "municipality_kind",
    "home_municipality_from",
    "is_protected",
    "safety_non_disclosure",
    "processing_restricted",
    "began_on",
    "ended_on",
    "closing_reason",
    "last_contact_on",
)


def _forget_client(client_id: int) -> None:
    """Leave a row that stands for nobody. Another reference too: the old one stands on papers that others keep."""
    values = {name: emptied(Client, name) for name in CLIENT_CLEARED}
    rows = scoped(Client.objects.filter(pk=client_id, anonymised_at__isnull=True))
    rows.update(**values, reference=models.new_reference(), anonymised_at=clock.now())


def entries() -> list[PersonalData]:
    """What the register itself keeps, in the order in which a person is told of it; the client is forgotten last."""
    return [*_of_the_person(), *_of_the_service(), *_of_access(), *_of_rights()]


def _of_the_person() -> list[PersonalData]:
    return [
        PersonalData(
            key="clients.client",
            order=LAST,
            label=_("Basic data"),
            rows=about(Client, "pk"),
            forget=_forget_client,
            told=CLIENT_TOLD,
            untold=("identity_code_index",),
            cleared=CLIENT_CLEARED,
            # The reference is replaced by another.
            kept=("reference",),
        ),
        deleting_rows(
            models.ClientName,
            _("Names"),
            told=("kind", "family_name", "given_names", "patronymic"),
            order=LAST - 10,
        ),
        deleting_rows(models.NameKey, _("Search keys of names"), told=(), untold=("key",), order=LAST - 10),
        deleting_rows(
            models.ContactDetails,
            _("Contact details"),
            told=("phone", "email", "address", "wishes"),
            also=_forget_mail,
            order=LAST - 10,
        ),
        deleting_rows(
            models.HouseholdMember,
            _("Household"),
            told=("relation", "name", "birth_year"),
            also=_forget_in_households,
        ),
        deleting_rows(
            models.ClientLink,
            _("Records linked to the same person"),
            told=("first", "second", "linked_at", "undone_at"),
            paths=("first", "second"),
        ),
    ]


DOCUMENT_TOLD = (
    "interviewer_title",
    "interviewer_is_official",
    "language",
    "interpreting",
    "interpreter_language",
    "is_multisectoral",
    "sections",
    "system_of_record",
    "external_reference",
    "handed_over_at",
    "finalised_at",
)
DOCUMENT_CLEARED = ("interviewer_title", "sections", "external_reference")
DOCUMENT_KEPT = ("language", "interpreter_language")


def _of_the_service() -> list[PersonalData]:
    return [
        keeping_rows(
            models.Contact,
            _("Contacts"),
            told=(
                "occurred_on",
                "started_at",
                "minutes",
                "logged_at",
                "unit",
                "provider_municipality",
                "client_municipality",
                "client_municipality_kind",
                "gender",
                "age_band",
                "language",
                "citizenship_group",
                "years_band",
                "basis_group",
                "visit_kind",
                "channel",
                "service_language",
                "interpreting",
                "interpreter_language",
                "interpreter_minutes",
                "interpreter_unused",
                "topics",
                "reach",
                "on_behalf",
                "outcome",
                "referred_to",
                "follow_up_on",
                "followed_up_at",
                "note",
            ),
            cleared=("started_at", "note", "referred_to"),
            kept=("language", "service_language", "interpreter_language"),
        ),
        deleting_rows(
            models.RegisterDraft,
            _("Unsaved drafts"),
            told=(),
            untold=("target", "opening", "fields"),
            also=_forget_drafts,
        ),
        keeping_rows(
            models.Intake,
            _("Contacts under section 9 of the Integration Act"),
            told=(
                "arrived_on",
                "unit",
                "source",
                "source_name",
                "consent",
                "person",
                "decision",
                "reason",
                "decided_on",
            ),
            cleared=("source_name", "person", "reason"),
            also=_forget_unlinked_intakes,
        ),
        keeping_rows(
            models.Assessment,
            _("Assessments"),
            told=("asked_on", "started_on", *DOCUMENT_TOLD),
            cleared=DOCUMENT_CLEARED,
            kept=DOCUMENT_KEPT,
        ),
        keeping_rows(
            models.IntegrationPlan,
            _("Integration plans"),
            told=(
                "number",
                "starts_on",
                "ends_on",
                "extension_ground",
                "directed_on",
                "accepted_by_client_on",
                "accepted_by_worker_on",
                *DOCUMENT_TOLD,
            ),
            cleared=(*DOCUMENT_CLEARED, "extension_ground"),
            kept=DOCUMENT_KEPT,
        ),
        keeping_rows(models.ChecklistStep, _("Steps of the arrival"), told=("step", "done_on", "is_not_needed")),
        keeping_rows(
            models.StatusRecord,
            _("Work, studies and language"),
            told=("point", "recorded_on", "work", "studies", "finnish", "swedish"),
        ),
        keeping_rows(
            models.InterpreterBooking,
            _("Bookings of interpreters"),
            told=("unit", "language", "mode", "starts_at", "minutes", "state"),
            kept=("language",),
        ),
        keeping_rows(
            models.ClientMessage,
            _("Messages sent"),
            told=("template", "language", "channel", "sent_at"),
            kept=("language",),
        ),
        deleting_rows(
            models.ImportedRow, _("Rows of imported spreadsheets"), told=("row_number",), also=_forget_raw_rows
        ),
    ]


ASKED_TOLD = ("asked_at", "expires_on", "reason", "state", "answered_at", "answer")


def _of_access() -> list[PersonalData]:
    return [
        keeping_rows(
            models.AccessGrant,
            _("Access granted to workers"),
            told=("unit", "level", "reason", "starts_on", "ends_on", "withdrawn_at", "is_consultation"),
            cleared=("reason",),
            also=_withdraw_grants,
        ),
        keeping_rows(
            models.GrantRequest,
            _("Requests for access"),
            told=("level", *ASKED_TOLD),
            cleared=("reason", "answer"),
            also=_let_expire(models.GrantRequest),
        ),
        keeping_rows(
            models.Transfer,
            _("Transfers"),
            told=("from_unit", "to_unit", *ASKED_TOLD),
            cleared=("reason", "answer"),
            also=_let_expire(models.Transfer),
        ),
        keeping_rows(
            models.EmergencyAccess,
            _("Emergency accesses"),
            told=("opened_at", "ends_at", "reason", "was_justified"),
            cleared=("reason",),
        ),
    ]


def _of_rights() -> list[PersonalData]:
    return [
        keeping_rows(
            models.OwnDataRequest,
            _("Requests for own data"),
            told=("kind", "received_on", "due_on", "details", "outcome", "reason", "answered_on"),
            cleared=("details", "reason"),
        ),
        deleting_rows(models.Rectification, _("Rectifications"), told=("field", "former", "reason", "rectified_at")),
        keeping_rows(
            models.Disclosure,
            _("Disclosures to others"),
            told=("recipient", "what", "provision", "disclosed_on"),
            cleared=("recipient", "what", "provision"),
        ),
    ]

"""What the register itself keeps about a client, model by model."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients import models
from seutu.newcomers.clients.eform_data import entries as of_forms
from seutu.newcomers.clients.mentions import (
    forget_drafts,
    forget_in_households,
    forget_mail,
    forget_raw_rows,
    forget_unlinked_intakes,
    let_expire,
    withdraw_grants,
)
from seutu.newcomers.clients.models import Client, scoped
from seutu.newcomers.clients.personal_data import about, deleting_rows, emptied, keeping_rows
from seutu.shared.core import clock
from seutu.shared.core.registry import PersonalData

LAST = 900

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
    return [
        *_of_the_person(),
        *_of_contacts(),
        *_of_the_path(),
        *_of_services(),
        *_of_access(),
        *_of_rights(),
        *of_forms(),
    ]


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
            also=forget_mail,
            order=LAST - 10,
        ),
        deleting_rows(
            models.HouseholdMember,
            _("Household"),
            told=("relation", "name", "birth_year"),
            also=forget_in_households,
        ),
        deleting_rows(
            models.ClientLink,
            _("Records linked to the same person"),
            told=("first", "second", "linked_at", "undone_at"),
            paths=("first", "second"),
        ),
    ]


CONTACT_TOLD = (
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
)
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


def _of_contacts() -> list[PersonalData]:
    return [
        keeping_rows(
            models.Contact,
            _("Contacts"),
            told=CONTACT_TOLD,
            cleared=("started_at", "note", "referred_to"),
            kept=("language", "service_language", "interpreter_language"),
        ),
        keeping_rows(
            models.CorrectingEntry,
            _("Correcting entries"),
            told=("kind", "occurred_on", "former_occurred_on", "former_texts", "reason", "corrected_at"),
            untold=("changed_fields", "former"),
            cleared=("former_texts", "reason"),
            kept=("changed_fields", "former"),
        ),
        deleting_rows(
            models.RegisterDraft,
            _("Unsaved drafts"),
            told=(),
            untold=("target", "opening", "fields"),
            also=forget_drafts,
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
            also=forget_unlinked_intakes,
        ),
    ]


def _of_the_path() -> list[PersonalData]:
    return [
        keeping_rows(
            models.Assessment,
            _("Assessments"),
            told=("asked_on", "started_on", "no_plan_on", "no_plan_ground", *DOCUMENT_TOLD),
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
    ]


def _of_services() -> list[PersonalData]:
    return [
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
            models.ImportedRow, _("Rows of imported spreadsheets"), told=("row_number",), also=forget_raw_rows
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
            also=withdraw_grants,
        ),
        keeping_rows(
            models.GrantRequest,
            _("Requests for access"),
            told=("level", *ASKED_TOLD),
            cleared=("reason", "answer"),
            also=let_expire(models.GrantRequest),
        ),
        keeping_rows(
            models.Transfer,
            _("Transfers"),
            told=("from_unit", "to_unit", "provision", *ASKED_TOLD),
            cleared=("provision", "reason", "answer"),
            also=let_expire(models.Transfer),
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

"""Initiatives of councillors and residents: taken in, followed, answered, published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from seutu.publishing.decisions import takedown_journal
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.record_holding import hold_record, refuse_unless
from seutu.publishing.decisions.actions.writing import find_or_make_case, one_line, title_case
from seutu.publishing.decisions.models import AgendaItem, Initiative, InitiativeKind, InitiativeState, RecordState
from seutu.publishing.decisions.rules.record_refusals import refusals_of_initiative
from seutu.publishing.decisions.rules.refusals import NotPublishable
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.core.rich_text import sanitize
from seutu.shared.organizations.models import Body, Organization


class TitleMissing(Exception):
    """It has no title."""


class AnswerDayMissing(Exception):
    """An answered initiative tells on which day it was answered."""


class AnsweredTooEarly(Exception):
    """It cannot be answered before it was submitted."""


class OfAnotherOrganization(Exception):
    """The body or the item belongs to another organization."""


@dataclass(frozen=True, slots=True)
class InitiativeText:
    """What an initiative says and who made it."""

    kind: InitiativeKind | str
    title: str
    submitted_on: dt.date
    html: str = ""
    submitted_to: Body | None = None
    first_signatory: str = ""
    signature_count: int | None = None
    case_number: str = ""
    language: str = "fi"


@transaction.atomic
def register_initiative(organization: Organization, text: InitiativeText, *, by: Actor) -> Initiative:
    """Take an initiative in: it gets the next number of the year in which it was submitted, and is not public yet.

    :raises TitleMissing: it has no title.
    :raises OfAnotherOrganization: the body is not of the organization.
    """
    # Whoever registers at the same moment waits here, so that no number is given twice.
    Organization.objects.select_for_update().get(pk=organization.pk)
    year = text.submitted_on.year
    last = organization.initiatives.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    row = Initiative(organization=organization, year=year, number=last + 1)
    _write(row, text)
    record("initiative.registered", target=row, by=by)
    return row


@transaction.atomic
def change_initiative(initiative: Initiative, text: InitiativeText, *, revision: int, by: Actor) -> Initiative:
    """Write an initiative anew. Its number stays.

    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises TitleMissing: it has no title.
    :raises OfAnotherOrganization: the body is not of the organization.
    :raises AnsweredTooEarly: it was answered before the day on which it would now be submitted.
    :raises NotPublishable: it is public, and the text holds what may not be published.
    """
    row = hold_record(initiative, revision=revision)
    _write(row, text)
    if row.record_state == RecordState.PUBLISHED and (refusals := refusals_of_initiative(row)):
        raise NotPublishable(refusals)
    record("initiative.changed", target=row, by=by)
    note_public_change(row)
    return row


@transaction.atomic
def change_initiative_state(
    initiative: Initiative,
    state: InitiativeState | str,
    *,
    answered_on: dt.date | None = None,
    answer_item: AgendaItem | None = None,
    by: Actor,
) -> Initiative:
    """Say how far an initiative has come; an answered one names the day, and the item that answered it if there is one.

    :raises AnswerDayMissing: it is answered, and no day was given.
    :raises AnsweredTooEarly: that day is before it was submitted.
    :raises OfAnotherOrganization: the item is not of the organization.
    """
    row = hold_record(initiative)
    if state == InitiativeState.ANSWERED and answered_on is None:
        raise AnswerDayMissing
    if answer_item is not None and answer_item.meeting.organization_id != row.organization_id:
        raise OfAnotherOrganization
    is_answered = state in {InitiativeState.ANSWERED, InitiativeState.CLOSED}
    row.state = state
    row.answered_on = answered_on if is_answered else None
    row.answer_item = answer_item if is_answered else None
    _refuse_early_answer(row)
    row.revision += 1
    row.save()
    record("initiative.state_changed", target=row, by=by, details={"state": str(state)})
    note_public_change(row)
    return row


@transaction.atomic
def publish_initiative(initiative: Initiative, *, by: Actor) -> Initiative:
    """Show an initiative to everybody.

    :raises NotPublishable: it holds what may not be published.
    :raises WrongRecordState: it is public already, or was withdrawn.
    """
    row = hold_record(initiative)
    refuse_unless(row.record_state, RecordState.DRAFT)
    if refusals := refusals_of_initiative(row):
        raise NotPublishable(refusals)
    row.record_state, row.published_at = RecordState.PUBLISHED, clock.now()
    row.revision += 1
    row.save()
    if row.case:
        title_case(row.case, row.title)
    record("initiative.published", target=row, by=by)
    note_public_change(row)
    return row


@transaction.atomic
def withdraw_initiative(initiative: Initiative, *, by: Actor) -> Initiative:
    """Take an initiative offline; its number is not given to another.

    :raises WrongRecordState: it is not public.
    """
    row = hold_record(initiative)
    refuse_unless(row.record_state, RecordState.PUBLISHED)
    row.record_state = RecordState.WITHDRAWN
    row.revision += 1
    row.save()
    record("initiative.withdrawn", target=row, by=by)
    note_public_change(row)
    takedown_journal.note(row, "withdrawn")
    return row


def _write(row: Initiative, text: InitiativeText) -> None:
    row.title = one_line(text.title, 500)
    if not row.title:
        raise TitleMissing
    if text.submitted_to is not None and text.submitted_to.organization_id != row.organization_id:
        raise OfAnotherOrganization
    row.kind, row.submitted_on, row.submitted_to = text.kind, text.submitted_on, text.submitted_to
    row.html, row.language = sanitize(text.html), text.language
    row.first_signatory, row.signature_count = one_line(text.first_signatory, 200), text.signature_count
    row.case = find_or_make_case(row.organization, text.case_number, language=text.language)
    _refuse_early_answer(row)
    row.revision += 1
    row.save()


def _refuse_early_answer(row: Initiative) -> None:
    if row.answered_on is not None and row.answered_on < row.submitted_on:
        raise AnsweredTooEarly

"""Office holders' decisions: drafted, published in the series of the office, taken over, withdrawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from seutu.publishing.decisions import takedown_journal
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.put_meeting import SecretTextGiven, WithheldWithoutGround
from seutu.publishing.decisions.actions.record_files import ask_to_read, read_files, refuse_unless_unread
from seutu.publishing.decisions.actions.record_holding import ReasonMissing, hold_record, refuse_unless
from seutu.publishing.decisions.actions.writing import find_or_make_case, one_line, title_case
from seutu.publishing.decisions.models import (
    AttachmentKind,
    Office,
    OfficerDecision,
    OfficerDecisionAttachment,
    RecordState,
    Remedy,
)
from seutu.publishing.decisions.rules.record_refusals import refusals_of_decision
from seutu.publishing.decisions.rules.refusals import NotPublishable
from seutu.publishing.decisions.rules.takeover import TakeoverState, takeover_state
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.core.rich_text import sanitize
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Body


class DecisionWithoutTitle(Exception):
    """A decision has no title."""


class OfficeOfAnother(Exception):
    """The office or the body belongs to another organization than the decision."""


class ExclusionWithoutProvision(Exception):
    """Who says that a decision cannot be taken over names the provision (KuntaL 410/2015 92 §)."""


class TakeoverNotOpen(Exception):
    """The decision cannot be taken over: nobody has the right, or its time is over; ``state`` says which."""

    def __init__(self, state: TakeoverState) -> None:
        super().__init__(state.value)
        self.state = state


@dataclass(frozen=True, slots=True)
class OfficerDecisionText:
    """What an office holder has decided. A withheld decision comes with its public title and ground only."""

    office: Office
    decided_on: dt.date
    title: str
    officer_name: str = ""
    background_html: str = ""
    decision_html: str = ""
    case_number: str = ""
    remedy: Remedy | str = ""
    remedy_provision: str = ""
    language: str = "fi"
    is_withheld: bool = False
    secrecy_ground: str = ""
    takeover_body: Body | None = None
    is_takeover_excluded: bool = False
    takeover_exclusion: str = ""


@transaction.atomic
def draft_officer_decision(text: OfficerDecisionText, *, by: Actor) -> OfficerDecision:
    """Begin a decision, as a draft without a number that only its clerks see.

    :raises DecisionWithoutTitle: it has no title.
    :raises WithheldWithoutGround: it is withheld without a ground.
    :raises SecretTextGiven: it is withheld and comes with its text.
    :raises OfficeOfAnother: the body is of another organization than the office.
    :raises ExclusionWithoutProvision: taking over is excluded without a provision.
    """
    row = OfficerDecision(organization=text.office.organization)
    _write(row, text)
    record("officer_decision.new", target=row, by=by)
    return row


@transaction.atomic
def change_officer_decision(
    decision: OfficerDecision, text: OfficerDecisionText, *, revision: int, by: Actor
) -> OfficerDecision:
    """Write the draft of a decision anew; raises also what `draft_officer_decision` does.

    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises WrongRecordState: it is published.
    """
    row = hold_record(decision, revision=revision)
    refuse_unless(row.state, RecordState.DRAFT)
    _write(row, text)
    record("officer_decision.changed", target=row, by=by)
    return row


@transaction.atomic
def attach_to_officer_decision(
    decision: OfficerDecision,
    stored: StoredFile,
    *,
    title: str,
    kind: AttachmentKind | str = AttachmentKind.ATTACHMENT,
    by: Actor,
) -> OfficerDecisionAttachment:
    """Add a file to a draft.

    :raises WrongRecordState: the decision is published.
    :raises SecretTextGiven: the decision is withheld: its files are never stored here.
    """
    row = hold_record(decision)
    refuse_unless(row.state, RecordState.DRAFT)
    if row.is_withheld:
        raise SecretTextGiven(row.title)
    last = row.attachments.aggregate(last=Max("position"))["last"] or 0
    attachment = OfficerDecisionAttachment.objects.create(
        decision=row,
        position=last + 1,
        number=last + 1,
        kind=kind,
        title=one_line(title, 300) or stored.name[:300],
        file=stored,
    )
    ask_to_read(stored)
    record("officer_decision.attached", target=attachment, by=by, organization_id=row.organization_id)
    return attachment


@transaction.atomic
def detach_from_officer_decision(attachment: OfficerDecisionAttachment, *, by: Actor) -> None:
    """Take a file off a draft.

    :raises WrongRecordState: the decision is published.
    """
    row = hold_record(attachment.decision)
    refuse_unless(row.state, RecordState.DRAFT)
    record("officer_decision.detached", target=attachment, by=by, organization_id=row.organization_id)
    attachment.delete()


@transaction.atomic
def confirm_unreadable_of_officer_decision(attachment: OfficerDecisionAttachment, *, by: Actor) -> None:
    """Note that a person has looked through a file that no machine could read.

    :raises NothingToConfirm: it was read, or has not been read yet, or was confirmed before.
    """
    refuse_unless_unread(attachment)
    attachment.unreadable_confirmed_by, attachment.unreadable_confirmed_at = by.audit_id, clock.now()
    attachment.save()
    owner = attachment.decision.organization_id
    record("officer_decision.unreadable_confirmed", target=attachment, by=by, organization_id=owner)


def publish_officer_decision(decision: OfficerDecision, *, by: Actor) -> OfficerDecision:
    """Publish a decision: it gets the next number of its office in its year, and is on display from today.

    :raises WrongRecordState: it was published already.
    :raises NotPublishable: something is missing, or it holds what may not be published.
    """
    read_files(decision.attachments.select_related("file"))
    return _publish(decision, by=by)


@transaction.atomic
def _publish(decision: OfficerDecision, *, by: Actor) -> OfficerDecision:
    row = hold_record(decision)
    refuse_unless(row.state, RecordState.DRAFT)
    today = clock.today()
    if refusals := refusals_of_decision(row, today):
        raise NotPublishable(refusals)
    row.number = _next_number(row.office, row.year)
    row.state, row.published_at, row.displayed_on = RecordState.PUBLISHED, clock.now(), today
    row.revision += 1
    row.save()
    if row.case:
        title_case(row.case, row.title)
    record("officer_decision.published", target=row, by=by, details={"number": f"{row.number}/{row.year}"})
    note_public_change(row)
    return row


def _next_number(office: Office, year: int) -> int:
    """The number after the last one of the series.

    The row of the office is locked: whoever publishes at the same moment waits, so no number is given twice, and none
    is left out.
    """
    Office.objects.select_for_update().get(pk=office.pk)
    series = OfficerDecision.objects.filter(office=office, year=year)
    return (series.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def withdraw_officer_decision(decision: OfficerDecision, *, reason: str, by: Actor) -> OfficerDecision:
    """Take a decision offline. Its number stays its own: the series has no gap.

    :raises WrongRecordState: it is not published.
    :raises ReasonMissing: no reason was given.
    """
    row = hold_record(decision)
    refuse_unless(row.state, RecordState.PUBLISHED)
    row.withdrawal_reason = one_line(reason, 300)
    if not row.withdrawal_reason:
        raise ReasonMissing
    row.state = RecordState.WITHDRAWN
    row.revision += 1
    row.save()
    record("officer_decision.withdrawn", target=row, by=by)
    note_public_change(row)
    takedown_journal.note(row, "withdrawn")
    return row


@transaction.atomic
def take_over_officer_decision(decision: OfficerDecision, *, on: dt.date, by: Actor) -> OfficerDecision:
    """Note the day on which the body took a decision over to decide it itself (KuntaL 410/2015 92 §).

    :raises TakeoverNotOpen: on that day the right was not open, or that day has not come.
    """
    row = hold_record(decision)
    state = takeover_state(row, on)
    is_possible = row.displayed_on is not None and row.displayed_on <= on <= clock.today()
    if state is not TakeoverState.OPEN or not is_possible:
        raise TakeoverNotOpen(state)
    row.taken_over_on = on
    row.revision += 1
    row.save()
    record("officer_decision.taken_over", target=row, by=by, details={"on": str(on)})
    note_public_change(row)
    return row


@transaction.atomic
def discard_officer_decision(decision: OfficerDecision, *, by: Actor) -> None:
    """Delete a draft: it never had a number.

    :raises WrongRecordState: it was published: its address must keep leading somewhere.
    """
    row = hold_record(decision)
    refuse_unless(row.state, RecordState.DRAFT)
    record("officer_decision.discarded", target=row, by=by)
    row.delete()


def _write(row: OfficerDecision, text: OfficerDecisionText) -> None:
    _refuse(row, text)
    row.office, row.decided_on, row.year = text.office, text.decided_on, text.decided_on.year
    row.title, row.officer_name = one_line(text.title, 500), one_line(text.officer_name, 200)
    row.background_html, row.decision_html = sanitize(text.background_html), sanitize(text.decision_html)
    row.remedy, row.remedy_provision = text.remedy, one_line(text.remedy_provision, 200)
    row.language = text.language
    row.is_withheld = text.is_withheld
    row.secrecy_ground = one_line(text.secrecy_ground, 200) if text.is_withheld else ""
    row.takeover_body, row.is_takeover_excluded = text.takeover_body, text.is_takeover_excluded
    row.takeover_exclusion = one_line(text.takeover_exclusion, 200) if text.is_takeover_excluded else ""
    row.case = find_or_make_case(row.organization, text.case_number, language=text.language)
    row.revision += 1
    row.save()
    if text.is_withheld:
        # What was attached before the secret was noticed goes as well.
        row.attachments.all().delete()


def _refuse(row: OfficerDecision, text: OfficerDecisionText) -> None:
    if not one_line(text.title, 500):
        raise DecisionWithoutTitle
    owners = {text.office.organization_id} | ({text.takeover_body.organization_id} if text.takeover_body else set())
    if owners != {row.organization_id}:
        raise OfficeOfAnother
    if text.is_withheld and not one_line(text.secrecy_ground, 200):
        raise WithheldWithoutGround(text.title)
    if text.is_withheld and (sanitize(text.background_html) or sanitize(text.decision_html)):
        raise SecretTextGiven(text.title)
    if text.is_takeover_excluded and not one_line(text.takeover_exclusion, 200):
        raise ExclusionWithoutProvision

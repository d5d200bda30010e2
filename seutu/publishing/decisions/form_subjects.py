"""Decisions as what a form is about: a request for review, or a request for a document.

A subject is what everybody may see: a form tells no more of a decision than its own page.
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from seutu.publishing.decisions import presentation, presentation_records, queries
from seutu.publishing.decisions.models import AgendaItem, OfficerDecision, Remedy
from seutu.publishing.decisions.rules import Reader, ShownItem, ShownOfficerDecision, ShownRemedy
from seutu.shared.eforms.presentation.addresses import address_of_ready_form, addresses_of_ready_forms
from seutu.shared.eforms.subjects import PARAMETER, Subject, SubjectKind, subjects
from seutu.shared.organizations.feedback_forms import FeedbackForm, FeedbackForms, feedback_forms
from seutu.shared.organizations.models import Organization

ITEM, OFFICER_DECISION = "decisions.item", "decisions.officer_decision"
REVIEW_REQUEST, DOCUMENT_REQUEST = "decisions.review_request", "decisions.document_request"
ACCESSIBILITY = "decisions.accessibility"
# Which field of each form names the decision.
NAMED_IN = {REVIEW_REQUEST: "decision", DOCUMENT_REQUEST: "document"}


def register() -> None:
    """Register both kinds of decisions, and the forms that the accessibility statement leads to."""
    feedback_forms.register(FeedbackForms(key=ACCESSIBILITY, open_forms=_accessibility_forms))
    subjects.register(SubjectKind(key=ITEM, find=_item))
    subjects.register(SubjectKind(key=OFFICER_DECISION, find=_officer_decision))


def review_request_of(decision: ShownItem | ShownOfficerDecision) -> str:
    """Where a review of a decision that everybody sees is requested; "" where it cannot be, or there is no form."""
    remedies = _remedies(decision)
    if not any(each.remedy is Remedy.REVIEW_REQUEST for each in remedies):
        return ""
    return _address(decision, REVIEW_REQUEST)


def document_request_of(decision: ShownItem | ShownOfficerDecision) -> str:
    """Where a document that cannot be opened here is requested; "" where all can be, or there is no form."""
    if not decision.is_withheld and all(each.file for each in decision.attachments):
        return ""
    return _address(decision, DOCUMENT_REQUEST)


def document_request_to(owner: Organization) -> str:
    """Where a document that was taken offline is requested; "" where there is no form."""
    return address_of_ready_form(owner.pk, DOCUMENT_REQUEST)


def _accessibility_forms() -> list[FeedbackForm]:
    return [FeedbackForm(owner, address) for owner, address in addresses_of_ready_forms(ACCESSIBILITY)]


def _address(decision: ShownItem | ShownOfficerDecision, form: str) -> str:
    owner = decision.meeting.organization if isinstance(decision, ShownItem) else decision.organization
    address = address_of_ready_form(owner.pk, form)
    kind = ITEM if isinstance(decision, ShownItem) else OFFICER_DECISION
    return f"{address}?{urlencode({PARAMETER: f'{kind}:{decision.pk}'}, safe=':')}" if address else ""


def _item(pk: int, form: str) -> Subject | None:
    row = AgendaItem.objects.filter(pk=pk).select_related("meeting__organization").first()
    if row is None or form not in NAMED_IN:
        return None
    meeting = row.meeting
    shown = queries.item(Reader(), meeting.organization.slug, meeting.public_id, row.position)
    if shown is None:
        return None
    return _subject(f"{ITEM}:{pk}", shown, presentation.citation(shown), form)


def _officer_decision(pk: int, form: str) -> Subject | None:
    row = OfficerDecision.objects.filter(pk=pk).select_related("organization").first()
    if row is None or form not in NAMED_IN:
        return None
    shown = queries.officer_decision(Reader(), row.organization.slug, row.public_id)
    if not isinstance(shown, ShownOfficerDecision):
        return None
    return _subject(f"{OFFICER_DECISION}:{pk}", shown, presentation_records.officer_decision_citation(shown), form)


def _subject(key: str, shown: ShownItem | ShownOfficerDecision, citation: str, form: str) -> Subject:
    owner = shown.meeting.organization if isinstance(shown, ShownItem) else shown.organization
    title = f"{citation}, {shown.title}"
    return Subject(
        key=key,
        organization_id=owner.pk,
        title=title,
        address=shown.url,
        last_day=_last_day(shown) if form == REVIEW_REQUEST else None,
        answers={NAMED_IN[form]: title},
    )


def _last_day(decision: ShownItem | ShownOfficerDecision) -> dt.date | None:
    """The last day of a member of the municipality, where it is known; a party's own day may be another."""
    clocks = [each.clock for each in _remedies(decision) if each.remedy is Remedy.REVIEW_REQUEST]
    return max((each.ends.day for each in clocks if each.ends), default=None)


def _remedies(decision: ShownItem | ShownOfficerDecision) -> tuple[ShownRemedy, ...]:
    if isinstance(decision, ShownItem):
        return decision.remedies
    return (decision.remedy,) if decision.remedy else ()

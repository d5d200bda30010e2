"""From the stored records that are published alone to what may be shown of them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse

from seutu.publishing.decisions.models import (
    AttachmentKind,
    Initiative,
    InitiativeKind,
    InitiativeState,
    Notice,
    NoticeAttachment,
    NoticeKind,
    OfficeHolding,
    OfficerDecision,
    OfficerDecisionAttachment,
    RecordState,
    Remedy,
    Seat,
    SeatRole,
)
from seutu.publishing.decisions.rules.reader import Reader
from seutu.publishing.decisions.rules.remedy_clock import remedy_clock
from seutu.publishing.decisions.rules.shown import ShownAttachment, ShownItem, ShownRemedy
from seutu.publishing.decisions.rules.shown_records import (
    GoneRecord,
    ShownHolding,
    ShownInitiative,
    ShownNotice,
    ShownOfficerDecision,
    ShownSeat,
)
from seutu.publishing.decisions.rules.takeover import takeover
from seutu.shared.core import clock
from seutu.shared.law.days import LegalDay, notified_by_public_notice_on
from seutu.shared.law.rules import NoRuleInForce


def is_out(state: str, published_at: dt.datetime | None, reader: Reader) -> bool:
    """Whether a record of this state is for everybody at the reader's instant; notes when it will be."""
    if state != RecordState.PUBLISHED or published_at is None:
        return False
    clock.note_boundary(published_at)
    return published_at <= reader.at


def was_out(state: str, published_at: dt.datetime | None, reader: Reader) -> bool:
    """Whether a record that was withdrawn had been for everybody before."""
    return state == RecordState.WITHDRAWN and published_at is not None and published_at <= reader.at


# Officer decisions


def visible_officer_decisions(reader: Reader) -> Q:
    """The office holders' decisions that ``reader`` may see."""
    is_public = Q(state=RecordState.PUBLISHED, published_at__lte=reader.at)
    return is_public | (Q(organization_id__in=reader.prepares) & ~Q(state=RecordState.WITHDRAWN))


def show_officer_decision(
    decision: OfficerDecision, reader: Reader, *, with_text: bool = False, with_remedy: bool = True
) -> ShownOfficerDecision | None:
    """``decision`` as ``reader`` may see it, or None.

    Of a withheld one only its title, its ground, its day and its office are shown. ``with_text`` reads attachments
    and the remedy (whose clock changes each day): give it for one decision, not for a list.
    """
    is_public = is_out(decision.state, decision.published_at, reader)
    is_prepared = decision.organization_id in reader.prepares and decision.state != RecordState.WITHDRAWN
    if not (is_public or is_prepared):
        return None
    is_open = not decision.is_withheld
    has_text = with_text and is_open
    return ShownOfficerDecision(
        pk=decision.pk,
        public_id=decision.public_id,
        organization=decision.organization,
        office=decision.office,
        number=decision.number,
        year=decision.year,
        decided_on=decision.decided_on,
        title=decision.title,
        language=decision.language,
        case_number=decision.case.number if decision.case else "",
        case_slug=decision.case.slug if decision.case else "",
        officer_name=decision.officer_name if is_open else "",
        is_withheld=decision.is_withheld,
        secrecy_ground=decision.secrecy_ground,
        is_public=is_public,
        displayed_on=decision.displayed_on,
        published_at=decision.published_at,
        updated_at=decision.updated_at,
        takeover=takeover(decision, at=reader.at),
        background_html=decision.background_html if has_text else "",
        decision_html=decision.decision_html if has_text else "",
        remedy=_remedy(decision, reader) if with_text and with_remedy and decision.remedy else None,
        attachments=(
            tuple(show_decision_attachment(each, decision) for each in decision.attachments.all()) if has_text else ()
        ),
    )


def _remedy(decision: OfficerDecision, reader: Reader) -> ShownRemedy:
    remedy = Remedy(decision.remedy)
    return ShownRemedy(remedy, decision.remedy_provision, remedy_clock(remedy, decision.displayed_on, at=reader.at))


def show_decision_attachment(attachment: OfficerDecisionAttachment, decision: OfficerDecision) -> ShownAttachment:
    """``attachment`` of a decision that is not withheld; a withheld or unpublished file is only mentioned."""
    has_file = not (attachment.is_withheld or attachment.is_unpublished)
    file = attachment.file if has_file else None
    address = [decision.organization.slug, decision.public_id, attachment.position]
    return ShownAttachment(
        position=attachment.position,
        kind=AttachmentKind(attachment.kind),
        number=attachment.number,
        title=attachment.title,
        is_withheld=attachment.is_withheld,
        is_unpublished=attachment.is_unpublished,
        secrecy_ground=attachment.secrecy_ground,
        file=file,
        url=reverse("decisions:officer_decision_attachment", args=address) if file else "",
    )


def gone_officer_decision(decision: OfficerDecision, reader: Reader) -> GoneRecord | None:
    """What is left of a decision that was public once and was withdrawn, or None."""
    if not was_out(decision.state, decision.published_at, reader):
        return None
    return GoneRecord(decision.organization, clock.day_of(decision.updated_at), is_expired=False)


# Notices


def visible_notices(reader: Reader) -> Q:
    """The notices that ``reader`` may see: those in force, and those to come when they prepare them."""
    today = clock.day_of(reader.at)
    is_public = Q(state=RecordState.PUBLISHED, published_at__lte=reader.at, displayed_on__lte=today)
    is_prepared = Q(organization_id__in=reader.prepares) & ~Q(state=RecordState.WITHDRAWN)
    return (is_public | is_prepared) & Q(ends_on__gte=today, erased_at__isnull=True)


def show_notice(
    notice: Notice, reader: Reader, *, with_text: bool = False, shows_case: bool = False
) -> ShownNotice | None:
    """``notice`` as ``reader`` may see it, or None; after its last day nobody sees it here.

    Notes when it comes and goes. ``with_text`` reads its documents: give it for one notice, not for a list.
    ``shows_case`` says that the reader may see something of its case.
    """
    today = clock.day_of(reader.at)
    clock.note_boundary(clock.start_of(notice.displayed_on))
    clock.note_boundary(clock.start_of(notice.ends_on + clock.ONE_DAY))
    is_published = is_out(notice.state, notice.published_at, reader)
    is_prepared = notice.organization_id in reader.prepares and notice.state != RecordState.WITHDRAWN
    is_public = is_published and notice.displayed_on <= today
    has_ended = today > notice.ends_on or notice.erased_at is not None
    if has_ended or not (is_public or is_prepared):
        return None
    return ShownNotice(
        pk=notice.pk,
        public_id=notice.public_id,
        organization=notice.organization,
        kind=NoticeKind(notice.kind),
        title=notice.title,
        language=notice.language,
        displayed_on=notice.displayed_on,
        ends_on=notice.ends_on,
        is_public=is_public,
        is_coming=is_published and not is_public,
        published_at=notice.published_at,
        updated_at=notice.updated_at,
        case_number=notice.case.number if notice.case and with_text else "",
        case_slug=notice.case.slug if notice.case and shows_case else "",
        html=notice.html if with_text else "",
        provision=notice.provision,
        where_available=notice.where_available if with_text else "",
        length_reason=notice.length_reason if with_text else "",
        deemed=_deemed(notice),
        attachments=tuple(show_notice_attachment(each, notice) for each in notice.attachments.all())
        if with_text
        else (),
    )


def _deemed(notice: Notice) -> LegalDay | None:
    """The day on which those concerned are deemed notified, which only a public notice brings about."""
    if notice.kind != NoticeKind.PUBLIC:
        return None
    try:
        return notified_by_public_notice_on(notice.displayed_on)
    except NoRuleInForce:
        return None


def show_notice_attachment(attachment: NoticeAttachment, notice: Notice) -> ShownAttachment:
    """A document of a notice that is shown: it is there to be read."""
    address = [notice.organization.slug, notice.public_id, attachment.position]
    return ShownAttachment(
        position=attachment.position,
        kind=AttachmentKind.ATTACHMENT,
        number=attachment.position,
        title=attachment.title,
        is_withheld=False,
        is_unpublished=False,
        secrecy_ground="",
        file=attachment.file,
        url=reverse("decisions:notice_attachment", args=address),
    )


def gone_notice(notice: Notice, reader: Reader) -> GoneRecord | None:
    """What is left of a notice that was public once, or None."""
    today = clock.day_of(reader.at)
    was_displayed = notice.published_at is not None and notice.published_at <= reader.at
    if not was_displayed or notice.displayed_on > today or notice.state == RecordState.DRAFT:
        return None
    if notice.ends_on < today:
        return GoneRecord(notice.organization, notice.ends_on + clock.ONE_DAY, is_expired=True)
    return GoneRecord(notice.organization, clock.day_of(notice.updated_at), is_expired=False)


# People


def show_seat(seat: Seat, on: dt.date) -> ShownSeat | None:
    """``seat`` when it is in force on the day, else None (KuntaL 410/2015 84 §)."""
    if not _is_in_force(seat.starts_on, seat.ends_on, on):
        return None
    whose = seat.deputises_for
    is_whose_shown = whose is not None and _is_in_force(whose.starts_on, whose.ends_on, on)
    return ShownSeat(
        name=seat.person.name,
        slug=seat.person.slug,
        organization=seat.person.organization,
        body=seat.body,
        role=SeatRole(seat.role),
        group=seat.group,
        starts_on=seat.starts_on,
        ends_on=seat.ends_on,
        deputises_for=whose.person.name if whose is not None and is_whose_shown else "",
    )


def show_holding(holding: OfficeHolding, on: dt.date) -> ShownHolding | None:
    """``holding`` when it is in force on the day, else None."""
    if not _is_in_force(holding.starts_on, holding.ends_on, on):
        return None
    return ShownHolding(holding.person.name, holding.office, holding.title, holding.starts_on, holding.ends_on)


def _is_in_force(starts_on: dt.date, ends_on: dt.date | None, on: dt.date) -> bool:
    return starts_on <= on and (ends_on is None or on <= ends_on)


# Initiatives


def visible_initiatives(reader: Reader) -> Q:
    """The initiatives that ``reader`` may see."""
    is_public = Q(record_state=RecordState.PUBLISHED, published_at__lte=reader.at)
    return is_public | (Q(organization_id__in=reader.prepares) & ~Q(record_state=RecordState.WITHDRAWN))


def show_initiative(
    initiative: Initiative,
    reader: Reader,
    *,
    with_text: bool = False,
    shows_case: bool = False,
    answer: ShownItem | None = None,
) -> ShownInitiative | None:
    """``initiative`` as ``reader`` may see it, or None.

    Who signed a residents' initiative first is never told: a resident who makes one is no public figure, and how many
    signed is what others need to know. A councillor acts in public. ``shows_case`` and ``answer`` are for who knows
    what the reader may see of its case and of the item that answered it.
    """
    is_public = is_out(initiative.record_state, initiative.published_at, reader)
    is_prepared = initiative.organization_id in reader.prepares and initiative.record_state != RecordState.WITHDRAWN
    if not (is_public or is_prepared):
        return None
    is_of_council = initiative.kind == InitiativeKind.COUNCIL
    return ShownInitiative(
        pk=initiative.pk,
        organization=initiative.organization,
        kind=InitiativeKind(initiative.kind),
        number=initiative.number,
        year=initiative.year,
        title=initiative.title,
        language=initiative.language,
        state=InitiativeState(initiative.state),
        submitted_on=initiative.submitted_on,
        submitted_to=initiative.submitted_to,
        first_signatory=initiative.first_signatory if is_of_council else "",
        signature_count=initiative.signature_count,
        answered_on=initiative.answered_on,
        is_public=is_public,
        published_at=initiative.published_at,
        updated_at=initiative.updated_at,
        html=initiative.html if with_text else "",
        case_number=initiative.case.number if initiative.case and with_text else "",
        case_slug=initiative.case.slug if initiative.case and shows_case else "",
        answer=answer,
    )


def gone_initiative(initiative: Initiative, reader: Reader) -> GoneRecord | None:
    """What is left of an initiative that was public once and was withdrawn, or None."""
    if not was_out(initiative.record_state, initiative.published_at, reader):
        return None
    return GoneRecord(initiative.organization, clock.day_of(initiative.updated_at), is_expired=False)

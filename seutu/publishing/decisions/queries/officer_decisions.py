"""Questions about office holders' decisions."""

from __future__ import annotations

from django.db.models import Min, Q, QuerySet

from seutu.publishing.decisions.models import Office, OfficerDecision, OfficerDecisionAttachment, RecordState
from seutu.publishing.decisions.queries.paging import page_of
from seutu.publishing.decisions.rules import (
    GoneRecord,
    Reader,
    ShownAttachment,
    ShownOfficerDecision,
    gone_officer_decision,
    show_decision_attachment,
    show_officer_decision,
    visible_officer_decisions,
)
from seutu.publishing.decisions.rules.shown import Page
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization

PARTS = ("organization", "office", "office__organization", "case", "takeover_body", "takeover_body__organization")


def offices(owner: Organization) -> list[Office]:
    """The offices of ``owner`` whose holders decide, by name."""
    return list(Office.objects.filter(organization=owner))


def office(owner: Organization, slug: str) -> Office | None:
    """The office of ``owner`` with this address word, or None."""
    return Office.objects.select_related("organization").filter(organization=owner, slug=slug).first()


def _decisions() -> QuerySet[OfficerDecision]:
    return OfficerDecision.objects.select_related(*PARTS)


def officer_decisions(
    reader: Reader,
    *,
    owner: Organization | None = None,
    of_office: Office | None = None,
    year: int | None = None,
    page: int = 1,
    per_page: int = 30,
) -> Page:
    """A page of `ShownOfficerDecision`, the newest first."""
    _note_next_decision(reader)
    rows = _narrowed(_decisions().filter(visible_officer_decisions(reader)), owner, of_office)
    if year:
        rows = rows.filter(year=year)
    newest = rows.order_by("-decided_on", "-number", "-pk")
    return page_of(newest, page, per_page, lambda row: show_officer_decision(row, reader))


def _narrowed(
    rows: QuerySet[OfficerDecision], owner: Organization | None, of_office: Office | None
) -> QuerySet[OfficerDecision]:
    if owner:
        rows = rows.filter(organization=owner)
    return rows.filter(office=of_office) if of_office else rows


def _note_next_decision(reader: Reader) -> None:
    coming = OfficerDecision.objects.filter(state=RecordState.PUBLISHED, published_at__gt=reader.at)
    if instant := coming.aggregate(next=Min("published_at"))["next"]:
        clock.note_boundary(instant)


def years_with_officer_decisions(reader: Reader, owner: Organization, of_office: Office | None = None) -> list[int]:
    """The years in which there are decisions to see, the latest first."""
    rows = _narrowed(OfficerDecision.objects.filter(visible_officer_decisions(reader)), owner, of_office)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def latest_officer_decisions(
    reader: Reader, *, owner: Organization | None = None, limit: int = 30
) -> list[ShownOfficerDecision]:
    """The decisions published last, for a feed or a front page."""
    _note_next_decision(reader)
    rows = _narrowed(_decisions().filter(visible_officer_decisions(reader)), owner, None)
    newest = rows.order_by("-published_at", "-pk")[:limit]
    return [shown for row in newest if (shown := show_officer_decision(row, reader))]


def officer_decision(reader: Reader, owner_slug: str, public_id: int) -> ShownOfficerDecision | GoneRecord | None:
    """The decision at this address with its text, what is left of it when it was withdrawn, or None."""
    row = _find(owner_slug, public_id)
    if row is None:
        return None
    return show_officer_decision(row, reader, with_text=True) or gone_officer_decision(row, reader)


def _find(owner_slug: str, public_id: int) -> OfficerDecision | None:
    rows = OfficerDecision.objects.with_public_id(public_id).filter(organization__slug=owner_slug)
    return rows.select_related(*PARTS).prefetch_related("attachments__file").first()


def officer_decision_attachment(
    reader: Reader, owner_slug: str, public_id: int, number: int
) -> ShownAttachment | GoneRecord | None:
    """The attachment at this address when its file may be sent to ``reader``, else None."""
    row = _find(owner_slug, public_id)
    if row is None:
        return None
    if show_officer_decision(row, reader) is None:
        return gone_officer_decision(row, reader)
    rows = OfficerDecisionAttachment.objects.select_related("file")
    found = rows.filter(decision=row, position=number).first()
    if found is None or row.is_withheld:
        return None
    visible = show_decision_attachment(found, row)
    return visible if visible.file else None


def officer_decisions_of_case(reader: Reader, case_pk: int) -> list[ShownOfficerDecision]:
    """The decisions of office holders in a case, the earliest first."""
    rows = _decisions().filter(visible_officer_decisions(reader), Q(case_id=case_pk)).order_by("decided_on", "pk")
    return [shown for row in rows if (shown := show_officer_decision(row, reader))]

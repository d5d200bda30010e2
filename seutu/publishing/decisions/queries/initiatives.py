"""Questions about the initiatives of councillors and residents."""

from __future__ import annotations

from django.db.models import Min, QuerySet

from seutu.publishing.decisions.models import AgendaItem, Initiative, InitiativeKind, RecordState
from seutu.publishing.decisions.queries.cases import is_case_visible
from seutu.publishing.decisions.queries.of_meetings import ITEM_PARTS
from seutu.publishing.decisions.queries.paging import page_of
from seutu.publishing.decisions.rules import (
    GoneRecord,
    Reader,
    ShownInitiative,
    ShownItem,
    gone_initiative,
    show_initiative,
    show_item,
    show_meeting,
    visible_initiatives,
    visible_items,
)
from seutu.publishing.decisions.rules.shown import Page
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization

PARTS = ("organization", "submitted_to", "submitted_to__organization", "case")


def initiatives(
    reader: Reader,
    *,
    owner: Organization | None = None,
    kind: InitiativeKind | None = None,
    year: int | None = None,
    page: int = 1,
    per_page: int = 30,
) -> Page:
    """A page of `ShownInitiative`, the newest first."""
    _note_next_initiative(reader)
    rows = _narrowed(Initiative.objects.filter(visible_initiatives(reader)), owner, kind).select_related(*PARTS)
    if year:
        rows = rows.filter(year=year)
    newest = rows.order_by("-year", "-number")
    return page_of(newest, page, per_page, lambda row: show_initiative(row, reader))


def _narrowed(
    rows: QuerySet[Initiative], owner: Organization | None, kind: InitiativeKind | None
) -> QuerySet[Initiative]:
    if owner:
        rows = rows.filter(organization=owner)
    return rows.filter(kind=kind) if kind else rows


def _note_next_initiative(reader: Reader) -> None:
    coming = Initiative.objects.filter(record_state=RecordState.PUBLISHED, published_at__gt=reader.at)
    if instant := coming.aggregate(next=Min("published_at"))["next"]:
        clock.note_boundary(instant)


def years_with_initiatives(reader: Reader, owner: Organization, kind: InitiativeKind | None = None) -> list[int]:
    """The years in which there are initiatives to see, the latest first."""
    rows = _narrowed(Initiative.objects.filter(visible_initiatives(reader)), owner, kind)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def initiative(reader: Reader, owner_slug: str, year: int, number: int) -> ShownInitiative | GoneRecord | None:
    """The initiative at this address with its text, what is left of it when it was withdrawn, or None."""
    rows = Initiative.objects.filter(organization__slug=owner_slug, year=year, number=number)
    row = rows.select_related(*PARTS).first()
    if row is None:
        return None
    shows_case = row.case_id is not None and is_case_visible(reader, row.case_id)
    answer = _answer(reader, row.answer_item_id)
    shown = show_initiative(row, reader, with_text=True, shows_case=shows_case, answer=answer)
    return shown or gone_initiative(row, reader)


def _answer(reader: Reader, item_pk: int | None) -> ShownItem | None:
    """The item that answered it, when ``reader`` may see it."""
    if item_pk is None:
        return None
    rows = AgendaItem.objects.filter(visible_items(reader), pk=item_pk)
    row = rows.select_related(*ITEM_PARTS).first()
    meeting = show_meeting(row.meeting, reader) if row else None
    return show_item(row, meeting) if row and meeting else None

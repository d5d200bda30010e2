"""Questions about the public record. Every answer has gone through the projection of `rules`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import Max, Min, Prefetch, Q, QuerySet, Window
from django.db.models.functions import ExtractYear, RowNumber

from seutu.publishing.decisions.models import AgendaItem, Attachment, Case, Meeting, MeetingState
from seutu.publishing.decisions.rules import (
    Reader,
    ShownAttachment,
    ShownCase,
    ShownItem,
    ShownMeeting,
    minutes_are_out,
    show_attachment,
    show_item,
    show_meeting,
    visible_items,
    visible_meetings,
)
from seutu.publishing.decisions.rules.shown import Page
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body, BodyTerm, Organization
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission

MEETING_PARTS = ("organization", "body", "body__organization")
ITEM_PARTS = ("case", "meeting", *(f"meeting__{name}" for name in MEETING_PARTS))


def reader_for(user: User | AnonymousUser) -> Reader:
    """``user`` as a reader of this instant."""
    return Reader(prepares=organizations_where(user, Permission.PREPARE_MEETINGS))


def note_next_publication(reader: Reader) -> None:
    """Tell the cache when the next scheduled agenda or minutes come out: any list may change then."""
    coming = Meeting.objects.exclude(state=MeetingState.DRAFT).aggregate(
        agenda=Min("agenda_published_at", filter=Q(agenda_published_at__gt=reader.at)),
        minutes=Min("minutes_published_at", filter=Q(minutes_published_at__gt=reader.at)),
    )
    for instant in coming.values():
        if instant is not None:
            clock.note_boundary(instant)


def organizations() -> list[Organization]:
    """All organizations, by name."""
    return list(Organization.objects.select_related("region"))


def organization(slug: str) -> Organization | None:
    """The organization with this address, or None."""
    return Organization.objects.select_related("region").filter(slug=slug).first()


def bodies() -> list[Body]:
    """The bodies of all organizations, by organization and name."""
    return list(
        Body.objects.select_related("organization", "parent").order_by("organization__name_fi", "name_fi", "pk")
    )


def body(owner: Organization, slug: str) -> Body | None:
    """The body of ``owner`` with this address, its parent and terms read, or None."""
    bodies = Body.objects.select_related("organization", "parent")
    terms = Prefetch("terms", BodyTerm.objects.order_by("-starts_on"))
    return bodies.prefetch_related(terms).filter(organization=owner, slug=slug).first()


def bodies_with_latest_meeting(reader: Reader, owner: Organization) -> list[tuple[Body, ShownMeeting | None]]:
    """The bodies of ``owner``, each with its latest meeting that has begun and that ``reader`` may see."""
    bodies = list(Body.objects.filter(organization=owner).select_related("organization", "parent"))
    seen = Meeting.objects.filter(visible_meetings(reader), organization=owner, starts_at__lte=reader.at)
    latest = dict(seen.values_list("body").annotate(latest=Max("starts_at")))
    rows = _meetings().filter(
        visible_meetings(reader), organization=owner, body__in=latest, starts_at__in=set(latest.values())
    )
    shown = {row.body_id: show_meeting(row, reader) for row in rows if row.starts_at == latest[row.body_id]}
    return [(each, shown.get(each.pk)) for each in bodies]


def _meetings() -> QuerySet[Meeting]:
    return Meeting.objects.select_related(*MEETING_PARTS)


def _items() -> QuerySet[AgendaItem]:
    return AgendaItem.objects.select_related(*ITEM_PARTS)


def meetings(
    reader: Reader,
    *,
    owner: Organization | None = None,
    of_body: Body | None = None,
    year: int | None = None,
    page: int = 1,
    per_page: int = 30,
) -> Page:
    """A page of `ShownMeeting`, the newest first; a page number out of bounds gives the nearest page."""
    rows = _meetings().filter(visible_meetings(reader)).newest_first()  # type: ignore[attr-defined]
    if owner:
        rows = rows.filter(organization=owner)
    if of_body:
        rows = rows.filter(body=of_body)
    if year:
        rows = rows.filter(starts_at__gte=clock.start_of(dt.date(year, 1, 1)))
        rows = rows.filter(starts_at__lt=clock.start_of(dt.date(year + 1, 1, 1)))
    return _page(rows, page, per_page, lambda row: show_meeting(row, reader))


def _page(rows: QuerySet[Any], page: int, per_page: int, show: Callable[[Any], object | None]) -> Page:
    found = Paginator(rows, per_page).get_page(page)
    shown = (show(row) for row in found.object_list)
    return Page(
        rows=tuple(row for row in shown if row is not None),
        number=found.number,
        pages=found.paginator.num_pages,
        total=found.paginator.count,
    )


def years_with_meetings(reader: Reader, *, owner: Organization | None = None, of_body: Body | None = None) -> list[int]:
    """The years in which there are meetings to see, the latest first."""
    rows = Meeting.objects.filter(visible_meetings(reader))
    if owner:
        rows = rows.filter(organization=owner)
    if of_body:
        rows = rows.filter(body=of_body)
    years = rows.annotate(held_in=ExtractYear("starts_at", tzinfo=clock.HELSINKI)).values_list("held_in", flat=True)
    return sorted(set(years), reverse=True)


def upcoming_meetings(reader: Reader, *, owner: Organization | None = None, limit: int = 5) -> list[ShownMeeting]:
    """The next meetings that have not begun, the soonest first."""
    rows = _meetings().filter(visible_meetings(reader), starts_at__gt=reader.at).order_by("starts_at", "pk")
    if owner:
        rows = rows.filter(organization=owner)
    coming = list(rows[:limit])
    if coming:
        clock.note_boundary(coming[0].starts_at)
    return [shown for row in coming if (shown := show_meeting(row, reader))]


def meeting(reader: Reader, owner_slug: str, public_id: int) -> ShownMeeting | None:
    """The meeting at this address with its people, or None when there is none that ``reader`` may see."""
    row = _find_meeting(owner_slug, public_id)
    return show_meeting(row, reader, with_people=True) if row else None


def _find_meeting(owner_slug: str, public_id: int) -> Meeting | None:
    rows = Meeting.objects.with_public_id(public_id).filter(organization__slug=owner_slug)
    return rows.select_related(*MEETING_PARTS).first()


def items_of(shown: ShownMeeting) -> list[ShownItem]:
    """The items of a meeting in their order, without their text."""
    rows = AgendaItem.objects.filter(meeting_id=shown.pk).select_related("case")
    return [show_item(row, shown) for row in rows]


def item(reader: Reader, owner_slug: str, public_id: int, position: int) -> ShownItem | None:
    """The item at this address with its text, or None when there is none that ``reader`` may see."""
    row = _find_meeting(owner_slug, public_id)
    shown = show_meeting(row, reader) if row else None
    if shown is None:
        return None
    rows = AgendaItem.objects.filter(meeting_id=shown.pk, position=position).select_related("case")
    found = rows.prefetch_related("parts", "attachments__file", "remedies").first()
    return show_item(found, shown, with_text=True) if found else None


def neighbours(shown: ShownItem) -> tuple[ShownItem | None, ShownItem | None]:
    """The items before and after ``shown`` in its meeting."""
    rows = AgendaItem.objects.filter(meeting_id=shown.meeting.pk).select_related("case")
    before = rows.filter(position__lt=shown.position).order_by("-position").first()
    after = rows.filter(position__gt=shown.position).order_by("position").first()
    return (
        show_item(before, shown.meeting) if before else None,
        show_item(after, shown.meeting) if after else None,
    )


def attachment(reader: Reader, owner_slug: str, public_id: int, position: int, number: int) -> ShownAttachment | None:
    """The attachment at this address when its file may be sent to ``reader``, else None."""
    row = _find_meeting(owner_slug, public_id)
    shown = show_meeting(row, reader) if row else None
    if shown is None:
        return None
    rows = Attachment.objects.select_related("item", "file")
    found = rows.filter(item__meeting_id=shown.pk, item__position=position, position=number).first()
    if found is None or found.item.is_withheld:
        return None
    visible = show_attachment(found, found.item, shown)
    return visible if visible.file else None


def latest_items(
    reader: Reader,
    *,
    owner: Organization | None = None,
    of_body: Body | None = None,
    limit: int = 30,
) -> list[ShownItem]:
    """The items of the newest meetings that ``reader`` may see."""
    rows = _items().filter(visible_items(reader))
    if owner:
        rows = rows.filter(meeting__organization=owner)
    if of_body:
        rows = rows.filter(meeting__body=of_body)
    return _shown_items(rows.order_by("-meeting__starts_at", "-meeting_id", "position")[:limit], reader)


def latest_decisions(
    reader: Reader, *, owner: Organization | None = None, limit: int = 10, per_meeting: int = 5
) -> list[ShownItem]:
    """What the newest published minutes decided, for a front page: ``per_meeting`` items of a meeting at most.

    Items with a case number go first in choosing: what every meeting begins and ends with has none. Where nothing has
    a case number, the newest items are taken as they come.
    """
    rows = _items().filter(minutes_are_out(reader, through="meeting__"))
    if owner:
        rows = rows.filter(meeting__organization=owner)
    newest = rows.order_by("-meeting__starts_at", "-meeting_id", "position")
    chosen = _few_of_each_meeting(newest.filter(case__isnull=False), limit, per_meeting)
    return _shown_items(chosen or _few_of_each_meeting(newest, limit, per_meeting), reader)


def _few_of_each_meeting(rows: QuerySet[AgendaItem], limit: int, per_meeting: int) -> list[AgendaItem]:
    place = Window(RowNumber(), partition_by="meeting_id", order_by="position")
    return list(rows.annotate(place_in_meeting=place).filter(place_in_meeting__lte=per_meeting)[:limit])


def _shown_items(rows: Iterable[AgendaItem], reader: Reader) -> list[ShownItem]:
    shown_meetings: dict[int, ShownMeeting | None] = {}
    items = []
    for row in rows:
        if row.meeting_id not in shown_meetings:
            shown_meetings[row.meeting_id] = show_meeting(row.meeting, reader)
        if shown := shown_meetings[row.meeting_id]:
            items.append(show_item(row, shown))
    return items


def case(reader: Reader, owner_slug: str, slug: str) -> ShownCase | None:
    """The case at this address with its handlings, or None when ``reader`` may see none of them."""
    row = Case.objects.select_related("organization").filter(organization__slug=owner_slug, slug=slug).first()
    if row is None:
        return None
    rows = _items().filter(visible_items(reader), case=row).order_by("meeting__starts_at", "meeting_id", "position")
    handlings = tuple(_shown_items(rows, reader))
    if not handlings:
        return None
    return ShownCase(
        organization=row.organization,
        number=row.number,
        slug=row.slug,
        title=row.title if row.title != row.number else handlings[0].title,
        task_class=row.task_class,
        language=row.language,
        handlings=handlings,
    )

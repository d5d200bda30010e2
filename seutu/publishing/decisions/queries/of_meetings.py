"""Questions about meetings and their items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Window
from django.db.models.functions import ExtractYear, RowNumber

from seutu.publishing.decisions.models import AgendaItem, Meeting, MeetingState
from seutu.publishing.decisions.queries.paging import page_of
from seutu.publishing.decisions.rules import (
    Reader,
    ShownItem,
    ShownMeeting,
    minutes_are_out,
    show_item,
    show_meeting,
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
# How many of the newest meetings are looked through for what was decided lately.
AMONG_MEETINGS = 60


def reader_for(user: User | AnonymousUser) -> Reader:
    """``user`` as a reader of this instant."""
    return Reader(prepares=organizations_where(user, Permission.PREPARE_MEETINGS))


def note_next_publication(reader: Reader) -> None:
    """Tell the cache when the next scheduled agenda or minutes come out: any list may change then."""
    is_coming = Q(agenda_published_at__gt=reader.at) | Q(minutes_published_at__gt=reader.at)
    coming = Meeting.objects.exclude(state=MeetingState.DRAFT).filter(is_coming)
    for instants in coming.values_list("agenda_published_at", "minutes_published_at"):
        for instant in instants:
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
    return page_of(rows, page, per_page, lambda row: show_meeting(row, reader))


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
    row = find_meeting(owner_slug, public_id)
    return show_meeting(row, reader, with_people=True) if row else None


def find_meeting(owner_slug: str, public_id: int) -> Meeting | None:
    """The stored meeting at this address, which nobody may be shown as it is."""
    rows = Meeting.objects.with_public_id(public_id).filter(organization__slug=owner_slug)
    return rows.select_related(*MEETING_PARTS).first()


def latest_decisions(
    reader: Reader, *, owner: Organization | None = None, limit: int = 10, per_meeting: int = 5
) -> list[ShownItem]:
    """What the newest published minutes decided, for a front page: ``per_meeting`` items of a meeting at most.

    Of a meeting only the items with a case number are taken, where it has any: what every meeting begins and ends with
    has none.
    """
    meetings = Meeting.objects.filter(minutes_are_out(reader)).newest_first()
    if owner:
        meetings = meetings.filter(organization=owner)
    # Among the newest meetings only: to rank the items of all there are takes seconds where there are many.
    among = list(meetings.values_list("pk", flat=True)[:AMONG_MEETINGS])
    newest = _items().filter(meeting__in=among).order_by("-meeting__starts_at", "-meeting_id", "position")
    with_case = AgendaItem.objects.filter(meeting=OuterRef("meeting"), case__isnull=False)
    chosen = newest.filter(Q(case__isnull=False) | ~Exists(with_case))
    return shown_items(_few_of_each_meeting(chosen, limit, per_meeting), reader)


def _few_of_each_meeting(rows: QuerySet[AgendaItem], limit: int, per_meeting: int) -> list[AgendaItem]:
    place = Window(RowNumber(), partition_by="meeting_id", order_by="position")
    return list(rows.annotate(place_in_meeting=place).filter(place_in_meeting__lte=per_meeting)[:limit])


def shown_items(rows: Iterable[AgendaItem], reader: Reader) -> list[ShownItem]:
    """The items in ``rows`` as they may be shown; their meetings are to be read with them (`ITEM_PARTS`)."""
    shown_meetings: dict[int, ShownMeeting | None] = {}
    items = []
    for row in rows:
        if row.meeting_id not in shown_meetings:
            shown_meetings[row.meeting_id] = show_meeting(row.meeting, reader)
        if shown := shown_meetings[row.meeting_id]:
            items.append(show_item(row, shown))
    return items

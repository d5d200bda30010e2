"""The meetings that a person prepares, and what is in them."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch, QuerySet

from seutu.publishing.decisions.models import (
    AgendaItem,
    Attachment,
    AttachmentKind,
    AttendanceRole,
    Checker,
    ItemPart,
    Meeting,
    MeetingState,
    PartKind,
    Seat,
    SeatRole,
)
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Body
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission

# A meeting that came from elsewhere and is out is not made here: the list would be all of history.
UNFINISHED = (
    MeetingState.DRAFT,
    MeetingState.AGENDA_PUBLISHED,
    MeetingState.MINUTES_DRAFTED,
    MeetingState.MINUTES_CHECKED,
)


def meetings_editable_by(user: User | AnonymousUser) -> QuerySet[Meeting]:
    """The meetings of the organizations in which ``user`` prepares meetings."""
    owners = organizations_where(user, Permission.PREPARE_MEETINGS)
    return Meeting.objects.filter(organization__in=owners).select_related("organization", "body__organization")


def items_editable_by(user: User | AnonymousUser) -> QuerySet[AgendaItem]:
    """The items of those meetings."""
    owners = organizations_where(user, Permission.PREPARE_MEETINGS)
    rows = AgendaItem.objects.filter(meeting__organization__in=owners)
    return rows.select_related("case", "meeting__organization", "meeting__body__organization")


def bodies_of(user: User | AnonymousUser) -> QuerySet[Body]:
    """The bodies whose meetings ``user`` prepares, by organization and name."""
    owners = organizations_where(user, Permission.PREPARE_MEETINGS)
    rows = Body.objects.filter(organization__in=owners).select_related("organization")
    return rows.order_by("organization__name_fi", "name_fi", "pk")


def listed(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """``meetings`` with what a row of the list tells: how many items there are, and who checks the minutes."""
    counted = meetings.annotate(item_count=Count("items", distinct=True))
    return counted.prefetch_related(Prefetch("checkers", Checker.objects.order_by("position")))


def workbench_items(meeting: Meeting) -> list[AgendaItem]:
    """The items of ``meeting`` in order, with all that its workbench tells of them."""
    rows = meeting.items.select_related("case").order_by("position")
    attachments = Prefetch("attachments", Attachment.objects.select_related("file").order_by("position"))
    told = ("parts", attachments, "remedies", "votes__choices__votes", "attendance_changes__attendance")
    items = list(rows.prefetch_related(*told))
    for item in items:
        item.meeting = meeting
    return items


def meetings_to_send_to(user: User | AnonymousUser, meeting: Meeting) -> QuerySet[Meeting]:
    """The meetings of other bodies to which an item of ``meeting`` can be sent on, the soonest first."""
    rows = meetings_editable_by(user).filter(
        organization=meeting.organization_id, state__in=(MeetingState.DRAFT, MeetingState.AGENDA_PUBLISHED)
    )
    return rows.exclude(body=meeting.body_id).order_by("starts_at", "pk")


def items_with_same_file(attachment: Attachment) -> list[AgendaItem]:
    """The other items of the organization to which the very same file is attached, the newest first."""
    if attachment.file is None:
        return []
    rows = AgendaItem.objects.filter(
        meeting__organization=attachment.item.meeting.organization_id, attachments__file__sha256=attachment.file.sha256
    )
    rows = rows.exclude(pk=attachment.item_id).select_related("meeting__body").distinct()
    return list(rows.order_by("-meeting__starts_at", "position"))


def names_at_last_meeting(meeting: Meeting) -> Meeting | None:
    """The latest earlier meeting of the same body whose attendance was written down, or None."""
    rows = Meeting.objects.filter(body=meeting.body_id, starts_at__lt=meeting.starts_at, attendances__isnull=False)
    return rows.order_by("-starts_at", "-pk").first()


def seats_at(meeting: Meeting) -> list[Seat]:
    """The seats of the body that are in force on the day of ``meeting``, the chair first; deputies come when called."""
    order = {SeatRole.CHAIR.value: 0, SeatRole.VICE_CHAIR.value: 1}
    rows = Seat.objects.in_force_on(meeting.day).filter(body=meeting.body_id).exclude(role=SeatRole.DEPUTY)
    ordered = rows.select_related("person").order_by("person__name", "pk")
    seats: list[Seat] = list(ordered)  # type: ignore[arg-type]  # the queryset of every kind of term
    return sorted(seats, key=lambda seat: order.get(seat.role, 2))


def voters_at(meeting: Meeting) -> list[str]:
    """The names of those who could vote, in the order of the minutes."""
    voting = (AttendanceRole.CHAIR, AttendanceRole.VICE_CHAIR, AttendanceRole.MEMBER, AttendanceRole.DEPUTY)
    rows = meeting.attendances.filter(role__in=voting).order_by("position")
    return list(rows.values_list("name", flat=True))


def has_decision(item: AgendaItem) -> bool:
    """Whether anything was written of how ``item`` ended; its parts are read."""
    return bool(item.outcome) or any(part.kind == PartKind.DECISION for part in item.parts.all())


def proposal_of(item: AgendaItem) -> ItemPart | None:
    """The proposal that was decided on, the last one; None for a secret item, whose text is not kept."""
    if item.is_withheld:
        return None
    return next((part for part in reversed(item.parts.all()) if part.kind == PartKind.PROPOSAL and part.html), None)


def undecided(items: list[AgendaItem]) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """The items of a workbench that wait for their decision: those with a proposal, and the others."""
    waiting = [item for item in items if not item.is_draft and not has_decision(item)]
    proposed = [item for item in waiting if proposal_of(item)]
    return proposed, [item for item in waiting if item not in proposed]


def last_presenter(meeting: Meeting) -> str:
    """Who presents the item that was made last, or ""."""
    named = meeting.items.exclude(presenter="").order_by("-pk").values_list("presenter", flat=True)
    return named.first() or ""


def attachment_numbers(item: AgendaItem) -> set[int]:
    """The numbers that attachments of ``item`` have: a removed one leaves a gap."""
    numbers = item.attachments.filter(kind=AttachmentKind.ATTACHMENT).values_list("number", flat=True)
    return {number for number in numbers if number is not None}

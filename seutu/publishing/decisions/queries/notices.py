"""Questions about public notices and municipal announcements."""

from __future__ import annotations

from django.db.models import Min, Q, QuerySet

from seutu.publishing.decisions.models import Notice, NoticeAttachment, NoticeKind, RecordState
from seutu.publishing.decisions.models.meetings import OWN_IDS_FROM
from seutu.publishing.decisions.queries.cases import is_case_visible
from seutu.publishing.decisions.queries.paging import page_of
from seutu.publishing.decisions.rules import (
    GoneRecord,
    Reader,
    ShownAttachment,
    ShownNotice,
    gone_notice,
    show_notice,
    show_notice_attachment,
    visible_notices,
)
from seutu.publishing.decisions.rules.shown import Page
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization


def notices(
    reader: Reader,
    *,
    owner: Organization | None = None,
    kind: NoticeKind | None = None,
    page: int = 1,
    per_page: int = 30,
) -> Page:
    """A page of `ShownNotice` that are on display now, the newest first; to come first for those who prepare them."""
    return page_of(_newest(reader, owner, kind), page, per_page, lambda row: show_notice(row, reader))


def latest_notices(reader: Reader, *, owner: Organization | None = None, limit: int = 30) -> list[ShownNotice]:
    """The notices put on display last, for a feed or a front page."""
    rows = _newest(reader, owner, None)[:limit]
    return [shown for row in rows if (shown := show_notice(row, reader))]


def _newest(reader: Reader, owner: Organization | None, kind: NoticeKind | None) -> QuerySet[Notice]:
    _note_next_change(reader)
    rows = Notice.objects.filter(visible_notices(reader)).select_related("organization", "case")
    if owner:
        rows = rows.filter(organization=owner)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("-displayed_on", "-pk")


def _note_next_change(reader: Reader) -> None:
    """Any list may change when the next notice comes on display, or goes."""
    today = clock.day_of(reader.at)
    published = Notice.objects.filter(state=RecordState.PUBLISHED)
    coming = published.aggregate(
        instant=Min("published_at", filter=Q(published_at__gt=reader.at)),
        first=Min("displayed_on", filter=Q(displayed_on__gt=today)),
        last=Min("ends_on", filter=Q(ends_on__gte=today)),
    )
    if coming["instant"]:
        clock.note_boundary(coming["instant"])
    if coming["first"]:
        clock.note_boundary(clock.start_of(coming["first"]))
    if coming["last"]:
        clock.note_boundary(clock.start_of(coming["last"] + clock.ONE_DAY))


def notice(reader: Reader, owner_slug: str, public_id: int) -> ShownNotice | GoneRecord | None:
    """The notice at this address with its text, what is left of it after its last day, or None."""
    row = _find(owner_slug, public_id)
    if row is None:
        return None
    shows_case = row.case_id is not None and is_case_visible(reader, row.case_id)
    return show_notice(row, reader, with_text=True, shows_case=shows_case) or gone_notice(row, reader)


def _find(owner_slug: str, public_id: int) -> Notice | None:
    rows = Notice.objects.filter(organization__slug=owner_slug).select_related("organization", "case")
    return rows.prefetch_related("attachments__file").filter(pk=public_id - OWN_IDS_FROM).first()


def notice_attachment(
    reader: Reader, owner_slug: str, public_id: int, number: int
) -> ShownAttachment | GoneRecord | None:
    """The document at this address while its notice is on display; what is left of the notice after that, or None."""
    row = _find(owner_slug, public_id)
    if row is None:
        return None
    if show_notice(row, reader) is None:
        return gone_notice(row, reader)
    found = NoticeAttachment.objects.select_related("file").filter(notice=row, position=number).first()
    return show_notice_attachment(found, row) if found else None

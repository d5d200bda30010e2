"""Taking in the items of a meeting; an item keeps its address when the agenda turns into minutes."""

from __future__ import annotations

from seutu.publishing.decisions.actions.inputs import AttachmentInput, ItemInput, MeetingInput, content_hash
from seutu.publishing.decisions.models import AgendaItem, Attachment, Case, ItemPart, ItemRemedy, Meeting
from seutu.publishing.decisions.rules import Reader, public_stage
from seutu.shared.core.rich_text import sanitize, strip_control
from seutu.shared.core.slugs import case_slug


def put_items(row: Meeting, meeting: MeetingInput) -> bool:
    """Bring the items of ``row`` up to ``meeting``; says whether anything changed."""
    left = list(row.items.select_related("case"))
    pairs = [(item, _take_match(left, item)) for item in meeting.items]
    has_changed = False
    if left and not meeting.is_partial:
        row.items.filter(pk__in=[item.pk for item in left]).delete()
        has_changed = True
    taken = set(row.items.values_list("position", flat=True))
    for item, known in pairs:
        kept = known or AgendaItem(meeting=row, position=_free(item.position, taken))
        taken.add(kept.position)
        has_changed = _put_item(kept, item) or has_changed
    return has_changed


def _take_match(rows: list[AgendaItem], item: ItemInput) -> AgendaItem | None:
    """Take the row that ``item`` was before out of ``rows``: by its section number, else by its title and case."""
    for row in rows:
        if item.section_number is not None and row.section_number == item.section_number:
            rows.remove(row)
            return row
    for row in rows:
        is_numbered_otherwise = row.section_number is not None and item.section_number is not None
        if not is_numbered_otherwise and row.title.casefold() == _line(item.title, 500).casefold():
            rows.remove(row)
            return row
    return None


def _free(position: int, taken: set[int]) -> int:
    return position if position >= 1 and position not in taken else max(taken, default=0) + 1


def _line(text: str, limit: int) -> str:
    return " ".join(strip_control(text).split())[:limit]


def _put_item(row: AgendaItem, item: ItemInput) -> bool:
    wanted = content_hash(item)
    if row.content_hash == wanted:
        return False
    row.content_hash = wanted
    row.section_number = item.section_number
    row.title = _line(item.title, 500)
    row.case = _case(row.meeting, item)
    row.presenter = _line(item.presenter, 300)
    row.preparers = strip_control(item.preparers).strip()
    row.outcome, row.outcome_detail = item.outcome, _line(item.outcome_detail, 40)
    row.is_supplementary, row.language = item.is_supplementary, item.language
    row.is_withheld, row.secrecy_ground = item.is_withheld, _line(item.secrecy_ground, 200)
    row.save()
    _put_parts(row, item)
    _put_attachments(row, item.attachments)
    row.remedies.all().delete()
    ItemRemedy.objects.bulk_create(
        ItemRemedy(item=row, remedy=remedy.remedy, provision=_line(remedy.provision, 200)) for remedy in item.remedies
    )
    return True


def _case(meeting: Meeting, item: ItemInput) -> Case | None:
    number = _line(item.case_number, 80)
    if not number:
        return None
    case, _is_new = Case.objects.get_or_create(
        organization_id=meeting.organization_id,
        slug=case_slug(number),
        defaults={"number": number, "title": number, "language": item.language},
    )
    if case.title == case.number and public_stage(meeting, Reader()) is not None:
        # Never from what is not out yet: the case's page is public as soon as one of its handlings is.
        case.title = _line(item.case_title or item.title, 500)
        case.save(update_fields=["title", "updated_at"])
    return case


def _put_parts(row: AgendaItem, item: ItemInput) -> None:
    row.parts.all().delete()
    ItemPart.objects.bulk_create(
        ItemPart(
            item=row,
            position=position,
            kind=part.kind,
            heading=_line(part.heading, 300),
            author=_line(part.author, 200),
            is_amended=part.is_amended,
            html=sanitize(part.html),
            language=part.language,
        )
        for position, part in enumerate(item.parts, start=1)
    )


def _put_attachments(row: AgendaItem, attachments: tuple[AttachmentInput, ...]) -> None:
    left = list(row.attachments.all())
    taken = {attachment.position for attachment in left}
    for given in attachments:
        title = _line(given.title, 300)
        known = next((a for a in left if (a.kind, a.number, a.title) == (given.kind, given.number, title)), None)
        if known is None:
            known = Attachment(item=row, position=_free(max(taken, default=0) + 1, taken))
            taken.add(known.position)
        else:
            left.remove(known)
        known.kind, known.number, known.title = given.kind, given.number, title
        known.file, known.is_unpublished = given.file, given.is_unpublished
        known.is_withheld, known.secrecy_ground = given.is_withheld, _line(given.secrecy_ground, 200)
        known.save()
    row.attachments.filter(pk__in=[attachment.pk for attachment in left]).delete()

"""Taking in the items of a meeting; an item keeps its address when the agenda turns into minutes."""

from __future__ import annotations

from seutu.publishing.decisions.actions.inputs import AttachmentInput, ItemInput, MeetingInput, content_hash
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.writing import case_for, free_position, one_line, write_parts, write_remedies
from seutu.publishing.decisions.models import AgendaItem, Attachment, Meeting
from seutu.shared.core.rich_text import strip_control
from seutu.shared.files.actions import ask_for_text


def put_items(row: Meeting, meeting: MeetingInput) -> bool:
    """Bring the items of ``row`` up to ``meeting``; says whether anything changed."""
    left = list(row.items.select_related("case"))
    pairs = [(item, _take_match(left, item)) for item in meeting.items]
    has_changed = False
    gone = [item.pk for item in left if not item.revision or meeting.origin == Meeting.Origin.OWN]
    if gone and not meeting.is_partial:
        note_public_change(*row.items.filter(pk__in=gone))
        row.items.filter(pk__in=gone).delete()
        has_changed = True
    taken = set(row.items.values_list("position", flat=True))
    for item, known in pairs:
        kept = known or AgendaItem(meeting=row, position=free_position(item.position, taken))
        taken.add(kept.position)
        if kept.revision and meeting.origin == Meeting.Origin.HARVESTED:
            continue  # corrected at the desk since it came in
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
        if not is_numbered_otherwise and row.title.casefold() == one_line(item.title, 500).casefold():
            rows.remove(row)
            return row
    for row in rows:
        if row.revision and row.position == item.position:
            # Corrected at the desk: its title may be another by now, its place is the same.
            rows.remove(row)
            return row
    return None


def _put_item(row: AgendaItem, item: ItemInput) -> bool:
    wanted = content_hash(item)
    if row.content_hash == wanted:
        return False
    row.content_hash = wanted
    row.section_number = item.section_number
    row.title = one_line(item.title, 500)
    row.case = case_for(row.meeting, item)
    row.presenter = one_line(item.presenter, 300)
    row.preparers = strip_control(item.preparers).strip()
    row.outcome, row.outcome_detail = item.outcome, one_line(item.outcome_detail, 40)
    row.is_supplementary, row.language = item.is_supplementary, item.language
    row.is_withheld, row.secrecy_ground = item.is_withheld, one_line(item.secrecy_ground, 200)
    row.save()
    write_parts(row, item.parts)
    _put_attachments(row, item.attachments)
    write_remedies(row, item.remedies)
    return True


def _put_attachments(row: AgendaItem, attachments: tuple[AttachmentInput, ...]) -> None:
    left = list(row.attachments.all())
    taken = {attachment.position for attachment in left}
    for given in attachments:
        title = one_line(given.title, 300)
        known = next((a for a in left if (a.kind, a.number, a.title) == (given.kind, given.number, title)), None)
        if known is None:
            known = Attachment(item=row, position=free_position(max(taken, default=0) + 1, taken))
            taken.add(known.position)
        else:
            left.remove(known)
        known.kind, known.number, known.title = given.kind, given.number, title
        known.file, known.is_unpublished = given.file, given.is_unpublished
        known.is_withheld, known.secrecy_ground = given.is_withheld, one_line(given.secrecy_ground, 200)
        known.save()
        if known.file is not None:
            ask_for_text(known.file)
    if left:
        note_public_change(*left)
        row.attachments.filter(pk__in=[attachment.pk for attachment in left]).delete()

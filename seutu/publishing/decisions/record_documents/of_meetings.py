"""The agenda or the minutes of a meeting as one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from seutu.publishing.decisions import presentation
from seutu.publishing.decisions.models import CheckerRole, MeetingKind, RemedyInstructions
from seutu.publishing.decisions.record_documents import pieces
from seutu.publishing.decisions.record_documents.of_items import item_blocks
from seutu.publishing.decisions.rules import ShownAttendance, ShownChecker, ShownItem, ShownMeeting
from seutu.publishing.decisions.wording.attendance import GROUPS
from seutu.shared.documents.blocks import Block, Document, Fact, Facts, Heading, ListBlock, plain
from seutu.shared.ui import dates
from seutu.shared.ui.typesetting import typeset


def meeting_document(
    meeting: ShownMeeting, items: Sequence[ShownItem], instructions: Sequence[RemedyInstructions], *, host: str
) -> Document:
    """The minutes (pöytäkirja) of a meeting as far as they are shown, else its agenda (esityslista).

    ``items`` come with their text. ``host`` is what absolute addresses begin with: “https://…”.
    """
    language = pieces.language_of_words(meeting.language)
    with override(language):
        kind = _("Minutes") if meeting.has_minutes else _("Agenda")
        blocks = [
            *_opening(meeting, kind),
            *_attendance(meeting),
            *_contents(items),
            *(block for item in items for block in _item(item, host, language)),
            *_checking(meeting),
            *pieces.instructions(instructions, language, level=2),
        ]
        changes = [
            meeting.updated_at,
            *(item.updated_at for item in items),
            *(row.updated_at for row in instructions),
        ]
        return pieces.document(
            meeting,
            blocks,
            title=f"{kind}: {meeting.organization.name}, {presentation.meeting_title(meeting)}",
            language=language,
            changed_at=max(changes),
            address=host + meeting.url,
        )


def _opening(meeting: ShownMeeting, kind: str) -> list[Block]:
    return [
        Heading(1, f"{kind}: {presentation.meeting_title(meeting)}"),
        pieces.quiet(meeting.organization.full_name),
        *pieces.draft_note(meeting),
        Facts(tuple(_facts(meeting))),
    ]


def _facts(meeting: ShownMeeting) -> list[Fact]:
    when = presentation.meeting_when(meeting)
    kind = "" if meeting.kind is MeetingKind.ORDINARY else str(meeting.kind.label)
    body = f"{meeting.body.name} ({meeting.body.abbreviation})" if meeting.body.abbreviation else meeting.body.name
    return [
        *pieces.fact(_("Body"), body),
        *pieces.fact(_("Number of the meeting"), presentation.meeting_number(meeting)),
        *pieces.fact(_("Time"), when[:1].upper() + when[1:]),
        *pieces.fact(_("Place"), meeting.place),
        *pieces.fact(_("Kind of meeting"), kind[:1].upper() + kind[1:]),
        *pieces.fact(_("Minutes published"), dates.day(meeting.displayed_on) if meeting.displayed_on else ""),
        *pieces.corrections(meeting.corrections),
    ]


def _attendance(meeting: ShownMeeting) -> list[Block]:
    rows = [
        fact
        for role, label in GROUPS.items()
        for fact in pieces.facts_of_lines(
            str(label), (_person(each) for each in meeting.attendance if each.role == role)
        )
    ]
    return [Heading(2, _("Attendance")), Facts(tuple(rows))] if rows else []


def _person(person: ShownAttendance) -> str:
    words = [person.name, person.title]
    if person.deputises_for:
        words.append(_("standing in for %(name)s") % {"name": person.deputises_for})
    more = "; ".join(_comings(person))
    return ", ".join(word for word in words if word) + (f" ({more})" if more else "")


def _comings(person: ShownAttendance) -> Iterator[str]:
    if person.arrived_at:
        yield _("arrived %(time)s") % {"time": dates.clock_time(person.arrived_at)}
    if person.left_at:
        yield _("left %(time)s") % {"time": dates.clock_time(person.left_at)}
    if person.note:
        yield person.note


def _contents(items: Sequence[ShownItem]) -> list[Block]:
    rows = tuple((plain(typeset(presentation.item_title(item)), language=item.language),) for item in items)
    return [Heading(2, _("Items")), ListBlock(rows)] if rows else []


def _item(item: ShownItem, host: str, around: str) -> list[Block]:
    title = Heading(2, typeset(presentation.item_title(item)), language=item.language)
    return [title, *item_blocks(item, host=host, around=around, level=3)]


def _checking(meeting: ShownMeeting) -> list[Block]:
    if meeting.checkers:
        lines = tuple((plain(_checker(each)),) for each in meeting.checkers)
        return [Heading(2, _("Checking of the minutes")), ListBlock(lines)]
    if meeting.minutes_checked_on is None:
        return []
    day = _("The minutes were checked on %(day)s.") % {"day": dates.day(meeting.minutes_checked_on)}
    return [Heading(2, _("Checking of the minutes")), plain(day)]


def _checker(checker: ShownChecker) -> str:
    role = str(CheckerRole(checker.role).label)
    day = (
        _("checked on %(day)s") % {"day": dates.day(checker.checked_on)} if checker.checked_on else _("not yet checked")
    )
    return f"{checker.name}, {role}, {day}"

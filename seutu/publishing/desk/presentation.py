"""The desk's records in the words of its pages."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from seutu.publishing.decisions.models import AgendaItem, Meeting, MeetingState
from seutu.publishing.decisions.rules.refusals import Refusal, RefusalReason
from seutu.publishing.desk.forms.typed import Sheet
from seutu.shared.core import clock
from seutu.shared.ui.components import Link, Status

# Longer texts are compared by paragraphs: word by word would take seconds.
WORDS_AT_MOST = 6000


def state_of(meeting: Meeting) -> Status:
    """How far a meeting has come, as the list tells it."""
    words = {
        MeetingState.DRAFT: Status(_("Draft"), icon="edit"),
        MeetingState.AGENDA_PUBLISHED: Status(_("Agenda published"), tone="told"),
        MeetingState.MINUTES_DRAFTED: Status(_("Minutes unfinished"), icon="edit"),
        MeetingState.MINUTES_CHECKED: Status(_("Minutes checked"), tone="firm"),
        MeetingState.MINUTES_PUBLISHED: Status(_("Minutes published"), tone="settled"),
    }
    if meeting.state == MeetingState.MINUTES_DRAFTED and meeting.checkers.all():
        return Status(_("Being checked"), tone="soon")
    return words[MeetingState(meeting.state)]


def still_to_check(meeting: Meeting) -> list[str]:
    """The names of those who have not checked the minutes, while that is waited for."""
    if meeting.state != MeetingState.MINUTES_DRAFTED:
        return []
    return [checker.name for checker in meeting.checkers.all() if checker.checked_on is None]


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in the list."""

    meeting: Meeting
    state: Status
    waiting_for: str
    about: str


def meeting_row(meeting: Meeting) -> MeetingRow:
    count: int = meeting.item_count  # type: ignore[attr-defined]  # counted by the query
    return MeetingRow(
        meeting=meeting,
        state=state_of(meeting),
        waiting_for=", ".join(still_to_check(meeting)),
        about=ngettext("%(n)s item", "%(n)s items", count) % {"n": count},
    )


def sections_ahead(items: Sequence[AgendaItem], last_number: int) -> dict[int, int]:
    """The section number that each item has, or will get when it is published as things stand now."""
    numbers, number = {}, last_number
    for item in items:
        if item.section_number is None:
            number += 1
        numbers[item.pk] = item.section_number or number
    return numbers


def breadcrumb(meeting: Meeting | None = None, *more: Link) -> list[Link]:
    """The way to a page of the desk; the last is the page itself."""
    links = [Link(_("Meetings at the desk"), reverse("desk:meetings"))]
    if meeting is not None:
        links.append(Link(named(meeting), reverse("desk:meeting", args=[meeting.pk])))
    return [*links, *more]


def named(meeting: Meeting) -> str:
    day = meeting.day
    return f"{meeting.body.name} {day.day}.{day.month}.{day.year}"


def item_named(item: AgendaItem) -> str:
    return f"§ {item.section_number} {item.title}" if item.section_number else item.title


@dataclass(frozen=True)
class RefusalLine:
    """Why something cannot be published, and where to mend it."""

    where: str
    why: str
    url: str


def refusal_lines(meeting: Meeting, items: Iterable[AgendaItem], refusals: Iterable[Refusal]) -> list[RefusalLine]:
    """Each refusal in words, leading to its place."""
    by_position = {item.position: item for item in items}
    return [_line(meeting, by_position.get(refusal.item or 0), refusal) for refusal in refusals]


def _line(meeting: Meeting, item: AgendaItem | None, refusal: Refusal) -> RefusalLine:
    place = _place(item, refusal) if item else ""
    in_meeting = _WORDS_OF_MEETING.get(refusal.place)
    if item is None and in_meeting:
        return RefusalLine(where=str(in_meeting), why=_why(refusal), url=_url(meeting, item, refusal))
    where = f"{item_named(item)}{f' – {place}' if place else ''}" if item else named(meeting)
    return RefusalLine(where=where, why=_why(refusal), url=_url(meeting, item, refusal))


_WORDS_OF_MEETING = {
    "reason": gettext_lazy("What was corrected and why"),
    "place": gettext_lazy("Place"),
    "video_url": gettext_lazy("Address of the video"),
    "attendance": gettext_lazy("Attendance"),
    "checkers": gettext_lazy("Checkers of the minutes"),
}


def _why(refusal: Refusal) -> str:
    names = ", ".join(refusal.names)
    words = {
        RefusalReason.NO_ITEMS: _("There is nothing to publish yet. Add an item."),
        RefusalReason.WITHHELD_WITHOUT_TITLE: _(
            "The title does not tell what the matter is. Describe it without what is secret."
        ),
        RefusalReason.WITHHELD_WITHOUT_GROUND: _(
            "The ground for secrecy is missing. Write the provision, for example JulkL 24 § 1 mom. 25 k."
        ),
        RefusalReason.IDENTITY_CODE: _("There is a personal identity code. Remove it and you can publish."),
        RefusalReason.UNREAD_ATTACHMENT: _("The file has not been read yet. Wait a moment and try again."),
        RefusalReason.UNREADABLE_ATTACHMENT: _(
            "No machine can read the file. Look at it, and confirm that it holds nothing secret."
        ),
        RefusalReason.INFECTED_FILE: _("A virus was found in the file. Remove the file."),
        RefusalReason.MINUTES_NOT_CHECKED: _("Not checked by: %(names)s.") % {"names": names},
        RefusalReason.NO_CHECKERS: _("Nobody has been named to check the minutes."),
        RefusalReason.REMEDY_MISSING: _("Review and appeal are missing. Choose a remedy, or that there is none."),
        RefusalReason.BAN_WITHOUT_PROVISION: _("Write the provision that denies appeal, for example KuntaL 136 §."),
        RefusalReason.SUPPLEMENT_NOT_OUT: _("The item was added to the agenda, and that has not been published yet."),
        RefusalReason.OUTCOME_WITHOUT_VOTE: _("The outcome is a vote, but no vote is written down."),
        RefusalReason.DECISION_MISSING: _("The decision is missing. Write what was decided, or choose the outcome."),
        RefusalReason.ATTENDANCE_MISSING: _("The attendance is missing. Write who was present."),
        RefusalReason.MEETING_NOT_HELD: _("The meeting has not been held yet."),
        RefusalReason.DISQUALIFIED_VOTED: _("Voted though disqualified: %(names)s.") % {"names": names},
    }
    return words[refusal.reason]


def _place(item: AgendaItem | None, refusal: Refusal) -> str:
    kind, _sign, number = refusal.place.partition(":")
    if item and kind == "part":
        part = next((each for each in item.parts.all() if str(each.position) == number), None)
        return part.get_kind_display() if part else ""
    if item and kind == "attachment":
        attachment = next((each for each in item.attachments.all() if str(each.position) == number), None)
        return f"{_('Attachment')}: {attachment.title}" if attachment else _("Attachment")
    words = {
        "title": _("Title"),
        "presenter": _("Presenting officer"),
        "preparers": _("Preparing officers"),
        "remedies": _("Review and appeal"),
        "secrecy_ground": _("Ground for secrecy"),
        "vote": _("Vote"),
        "votes": _("Vote"),
        "case_number": _("Case number"),
        "decision": _("Decision"),
        "outcome_detail": _("Decision"),
        "attendance_changes": _("Changes of attendance"),
        "reason": _("What was corrected and why"),
    }
    return words.get(kind, "")


# Where each of these is in the form of a correction that was sent.
_HERE = {"reason": "#id_reason", "place": "#id_place", "attendance": "#main"}
# Where in the form of an item each place is; parts are numbered from 0 there.
_ANCHORS = {
    "title": "id_title",
    "presenter": "id_presenter",
    "preparers": "id_preparers",
    "remedies": "id_remedies_0",
    "secrecy_ground": "id_secrecy_ground",
}


# Pages of an item, and of a meeting, that have a form of their own.
_PAGES_OF_ITEM = {
    "vote": "desk:votes",
    "votes": "desk:votes",
    "decision": "desk:decision",
    "outcome_detail": "desk:decision",
}
_PAGES_OF_MEETING = {
    "place": "desk:change_meeting",
    "video_url": "desk:change_meeting",
    "attendance": "desk:attendance",
    "checkers": "desk:name_checkers",
}


def _url_in_meeting(meeting: Meeting, refusal: Refusal) -> str:
    if refusal.place in _PAGES_OF_MEETING:
        return reverse(_PAGES_OF_MEETING[refusal.place], args=[meeting.pk])
    if refusal.reason is RefusalReason.NO_ITEMS:
        return reverse("desk:new_item", args=[meeting.pk])
    bench = reverse("desk:meeting", args=[meeting.pk])
    return bench if refusal.reason is RefusalReason.MEETING_NOT_HELD else f"{bench}#checking"


def _url(meeting: Meeting, item: AgendaItem | None, refusal: Refusal) -> str:
    if refusal.place == "reason" or (meeting.state == MeetingState.MINUTES_PUBLISHED and refusal.place in _HERE):
        return _HERE[refusal.place]
    if item is None:
        return _url_in_meeting(meeting, refusal)
    kind, _sign, number = refusal.place.partition(":")
    if refusal.reason is RefusalReason.SUPPLEMENT_NOT_OUT:
        return reverse("desk:publish_supplement", args=[meeting.pk])
    if kind == "attachment":
        return f"{reverse('desk:attachments', args=[item.pk])}#attachment-{number}"
    if kind in _PAGES_OF_ITEM:
        return reverse(_PAGES_OF_ITEM[kind], args=[item.pk])
    if kind == "attendance_changes":
        return reverse("desk:attendance_changes", args=[meeting.pk])
    page = reverse("desk:item", args=[item.pk])
    if kind == "part" and number.isdigit():
        return f"{page}#id_parts-{int(number) - 1}-html"
    return f"{page}#{_ANCHORS.get(kind, 'main')}"


@dataclass(frozen=True)
class Difference:
    """One thing that differs between two versions: what each says, with what differs marked."""

    key: str
    label: str
    mine: SafeString
    theirs: SafeString


def differences(mine: Sheet, theirs: Sheet) -> list[Difference]:
    """What differs between two versions of a sheet, in the order of the sheet."""
    left = {entry.key: entry for entry in mine.entries()}
    right = {entry.key: entry for entry in theirs.entries()}
    found = []
    for key in [*right, *(key for key in left if key not in right)]:
        mine_text, theirs_text = (left[key].text if key in left else ""), (right[key].text if key in right else "")
        if mine_text.split() != theirs_text.split():
            label = (right.get(key) or left[key]).label
            marked = marked_difference(theirs_text, mine_text)
            found.append(Difference(key, label, mine=marked[1], theirs=marked[0]))
    return found


def marked_difference(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Both texts, with ``<del>`` around what only the first has and ``<ins>`` around what only the second has."""
    left, right = _pieces(before), _pieces(after)
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=len(left) + len(right) > WORDS_AT_MOST)
    first, second = [], []
    for tag, a, b, c, d in matcher.get_opcodes():
        gone, come = "".join(left[a:b]), "".join(right[c:d])
        first.append((gone, tag != "equal", "del"))
        second.append((come, tag != "equal", "ins"))
    return _marked(first), _marked(second)


def _pieces(text: str) -> list[str]:
    words = re.findall(r"\s+|\S+", text)
    return words if len(words) <= WORDS_AT_MOST else text.splitlines(keepends=True)


def _marked(pieces: Iterable[tuple[str, bool, str]]) -> SafeString:
    told = {"del": pgettext("difference", "removed:"), "ins": pgettext("difference", "added:")}
    shown = [
        format_html('<{}><span class="hidden">{} </span>{}</{}>', tag, told[tag], text, tag)
        if is_marked and text.strip()
        else format_html("{}", text)
        for text, is_marked, tag in pieces
    ]
    return format_html_join("", "{}", ((each,) for each in shown))


def days_until(meeting: Meeting) -> int:
    """How many days there are to the meeting; negative when it was held."""
    return (meeting.day - clock.today()).days

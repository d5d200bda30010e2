"""A document of minutes or of an agenda as plain values: pure, the same for the same lines, touching nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from seutu.publishing.harvest.sources.minutes import words
from seutu.publishing.harvest.sources.minutes.furniture import Letterhead, read_letterhead, without_furniture
from seutu.publishing.harvest.sources.minutes.heads import Closing, read_closing, read_place, read_when
from seutu.publishing.harvest.sources.minutes.item_page import read_item_page
from seutu.publishing.harvest.sources.minutes.items import Sitting, read_item
from seutu.publishing.harvest.sources.minutes.lines import Line
from seutu.publishing.harvest.sources.minutes.listing import Listed, list_bounds, read_listing
from seutu.publishing.harvest.sources.minutes.remedies import instructions_start, read_remedies
from seutu.publishing.harvest.sources.minutes.sections import Section, headings_in, split_sections, with_numbers_last
from seutu.publishing.harvest.sources.minutes.shapes import ParsedItem, ParsedMeeting, Unread

_HEAD_LINES = 400
_TOP_LINES = 12


class NotMinutes(Exception):
    """The document is neither minutes nor an agenda: it has no day of a meeting, no body, or no § of its own."""


def parse(lines: Sequence[Line]) -> ParsedMeeting:
    """The meeting that a document's lines tell of.

    :raises NotMinutes: the lines are something else.
    """
    lines = with_numbers_last(lines)
    page = read_item_page(lines)
    if page is not None:
        return page
    letterhead = read_letterhead(list(lines))
    when = read_when(lines[:_HEAD_LINES])
    if when is None or not letterhead.body:
        raise NotMinutes
    text = without_furniture(list(lines), letterhead, _furniture_days(lines, when.day, letterhead))
    bounds = list_bounds(text)
    listed, text_at, slipped = _listed(text, bounds)
    if not listed:
        raise NotMinutes
    first_lines, list_at = text[:text_at], bounds[0] if bounds else 0
    meeting = ParsedMeeting(
        body=letterhead.body,
        organization=letterhead.organization,
        day=when.day,
        is_minutes=not letterhead.is_agenda,
        starts_at=when.starts_at,
        ends_at=when.ends_at,
        place=read_place(first_lines),
        number=letterhead.number,
        year=letterhead.year or when.day.year,
    )
    return _with_items(meeting, [*slipped, *text[text_at:]], listed, text[:list_at])


def _furniture_days(lines: Sequence[Line], day: dt.date, letterhead: Letterhead) -> list[str]:
    """The days a page's head may show, as it writes them: the meeting's, and on an agenda that of the notice."""
    days = {f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}"}
    if letterhead.is_agenda:
        days.update(line.flat for line in lines[:_TOP_LINES] if words.ANY_DATE.fullmatch(line.flat))
    return sorted(days, key=len, reverse=True)


def _listed(text: Sequence[Line], bounds: tuple[int, int] | None) -> tuple[list[Listed], int, list[Line]]:
    """The items of the document's list, where the text after it begins, and what in the list is not the list's.

    Without a list, the headings that follow one another by one are the items.
    """
    if bounds is not None:
        start, end = bounds
        headings = headings_in(text[end:])
        listed, slipped = read_listing(list(text[start:end]), headings)
        return listed, end, slipped
    headings = headings_in(text)
    numbers = sorted(headings)
    in_order = [number for number in numbers if number - 1 in headings or number + 1 in headings] or numbers[:1]
    return [Listed(number, headings[number]) for number in in_order], 0, []


def _with_items(
    meeting: ParsedMeeting, text: Sequence[Line], listed: Sequence[Listed], first_lines: Sequence[Line]
) -> ParsedMeeting:
    """The meeting with what the text after the list of items tells."""
    head, sections = split_sections(text, listed)
    sections, instructions = _without_instructions(sections)
    remedies = read_remedies(instructions)
    sitting = Sitting(meeting.body, meeting.day)
    items = [
        replace(read_item(section, sitting), remedies=remedies.get(section.listed.section_number, ()))
        for section in sections
    ]
    closing = read_closing(head, meeting.day)
    return replace(
        meeting,
        displayed_on=closing.displayed_on,
        attendance=closing.attendance,
        checkers=closing.checkers,
        items=tuple(items),
        unread=_unread(first_lines, closing, sections, items),
    )


def _without_instructions(sections: Sequence[Section]) -> tuple[list[Section], list[Line]]:
    """The sections with the appeal instructions taken off the last one, and the lines of the instructions."""
    last = max((at for at, section in enumerate(sections) if section.is_found), default=None)
    if last is None:
        return list(sections), []
    lines = list(sections[last].lines)
    start = instructions_start(lines, 0)
    kept = [*sections[:last], replace(sections[last], lines=tuple(lines[:start])), *sections[last + 1 :]]
    return kept, lines[start:]


def _unread(
    first_lines: Sequence[Line], closing: Closing, sections: Sequence[Section], items: Sequence[ParsedItem]
) -> tuple[Unread, ...]:
    """What was kept but not understood."""
    found = [Unread("head", line.flat) for line in _strange([*first_lines, *closing.unread])]
    for section, item in zip(sections, items, strict=True):
        place = f"§ {item.section_number}"
        if not section.is_found:
            found.append(Unread(place, item.title))
        elif item.names_decision and not any(part.kind == "decision" for part in item.parts):
            found.append(Unread(place, "Päätös"))
    return tuple(found)


def _strange(lines: Sequence[Line]) -> list[Line]:
    """Lines of the first pages that are neither the time nor the place."""
    known = ("Aika", "Paikka", "Kokousaika", "Kokouspaikka")
    return [
        line
        for at, line in enumerate(lines)
        if not line.is_rule
        and not line.flat.startswith(known)
        and not words.ANY_DATE.search(line.flat)
        and not (at and lines[at - 1].flat.endswith(known))
    ]

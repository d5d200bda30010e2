"""One item's page of a Dynasty server saved as text: the body, “Pöytäkirja 29.03.2022/Pykälä 16”, and the item."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from seutu.publishing.harvest.sources.minutes import words
from seutu.publishing.harvest.sources.minutes.attachments import attachment_in, merged, starts_attachment
from seutu.publishing.harvest.sources.minutes.handlings import handling_heading
from seutu.publishing.harvest.sources.minutes.items import Sitting, read_item
from seutu.publishing.harvest.sources.minutes.lines import Line, joined
from seutu.publishing.harvest.sources.minutes.listing import Listed
from seutu.publishing.harvest.sources.minutes.sections import Section
from seutu.publishing.harvest.sources.minutes.shapes import ParsedAttachment, ParsedMeeting

_HEADING = re.compile(
    rf"^(?P<kind>Pöytäkirja|Esityslista)\s+{words.DATE}\s*/\s*(?:Pykälä|§|Asia)\s*(?P<number>\d{{1,4}})$", re.IGNORECASE
)
_FIRST_LINES = 60


def read_item_page(lines: Sequence[Line]) -> ParsedMeeting | None:
    """The meeting with the one item that the page shows; None when the lines are no such page."""
    found = _heading(lines)
    if found is None:
        return None
    at, match, day = found
    number = int(match["number"])
    named_at = _named_at(lines, at, day, number)
    above = list(lines[at + 1 : named_at if named_at is not None else at + 1])
    attachments, title_lines = _attachments_and_title(above)
    told = handling_heading(lines[named_at]) if named_at is not None else None
    text = tuple(lines[named_at + 1 :]) if named_at is not None else tuple(lines[at + 1 :])
    body = lines[at - 1].flat
    section = Section(Listed(number, joined(title_lines)), lines=text)
    item = read_item(section, Sitting(body, day))
    abbreviation = told[0].body if told and told[0].body != body else ""
    return ParsedMeeting(
        body=body,
        body_abbreviation=abbreviation,
        day=day,
        is_minutes=match["kind"].lower() == "pöytäkirja",
        year=day.year,
        is_single_item=True,
        items=(replace(item, attachments=merged([*attachments, *item.attachments])),),
    )


def _heading(lines: Sequence[Line]) -> tuple[int, re.Match[str], dt.date] | None:
    for at in range(1, min(len(lines), _FIRST_LINES)):
        match = _HEADING.match(lines[at].flat)
        if match and (day := words.day_of(match)) and words.is_body_name(lines[at - 1].flat):
            return at, match, day
    return None


def _named_at(lines: Sequence[Line], after: int, day: dt.date, number: int) -> int | None:
    """Where “HETYJ 29.03.2022 § 16” stands: this meeting's own handling, the last one told."""
    found = None
    for at in range(after + 1, len(lines)):
        told = handling_heading(lines[at])
        if told and (told[0].day, told[0].section_number) == (day, number):
            found = at
    return found


def _attachments_and_title(lines: Sequence[Line]) -> tuple[list[ParsedAttachment], list[Line]]:
    """Above the item's text stand its attachments, then its title."""
    attachments: list[ParsedAttachment] = []
    title: list[Line] = []
    for line in lines:
        if not title and starts_attachment(line, in_list=False):
            attachments += attachment_in(line.text, "attachment")
        else:
            title.append(line)
    return attachments, title

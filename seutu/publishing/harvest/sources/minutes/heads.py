"""The first pages: when and where the body met, who was there, who checked the minutes, when they went on display."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from seutu.publishing.harvest.sources.minutes import words
from seutu.publishing.harvest.sources.minutes.attendance import read_attendance, with_absent, with_labels_apart
from seutu.publishing.harvest.sources.minutes.lines import Line
from seutu.publishing.harvest.sources.minutes.people import is_name, people_in
from seutu.publishing.harvest.sources.minutes.shapes import ParsedAttendance, ParsedChecker

_HOUR = r"(\d{1,2})(?:[:.](\d{2}))?(?!\d)"
_WHEN = re.compile(rf"{words.DATE}\s*,?\s*(?:klo|kello)\s+{_HOUR}(?:\s*[-–—]\s*(?:klo\s+)?{_HOUR})?", re.IGNORECASE)
_PLACE = re.compile(r"(?:^|\s)(?:Kokouspaikka|Paikka)\s*:?\s*(?P<place>.*)$")
_SIGNED = re.compile(r"^.+\sPuheenjohtaja\s.+\s(?:Sihteeri|Pöytäkirjanpitäjä)$")
_SIGNED_FOR = re.compile(r"\bPuheenjohtaja\s+§|^(?:Puheenjohtaja\s+)?§:?t?\s?\d", re.IGNORECASE)
_ONLY_DATES = re.compile(
    rf"^(?:{words.DATE.replace('?P<day>', '?:').replace('?P<month>', '?:').replace('?P<year>', '?:')}\s*)+$"
)
_PUT_ON_DISPLAY = re.compile(rf"verkkosivui|internet-sivu|nähtävä|\balkaen\s+{words.DATE}", re.IGNORECASE)
_SECTION_BESIDE = re.compile(r"\s*§§?\s?\d{1,4}(?:\s?[-–]\s?\d{1,4})?")


@dataclass(frozen=True)
class When:
    """When the meeting was."""

    day: dt.date
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None


@dataclass(frozen=True)
class Closing:
    """What stands between the attendance and the first §."""

    attendance: tuple[ParsedAttendance, ...] = ()
    checkers: tuple[ParsedChecker, ...] = ()
    displayed_on: dt.date | None = None
    unread: tuple[Line, ...] = ()


def read_when(lines: Sequence[Line]) -> When | None:
    """The first day and time of day told, on one line or over two."""
    texts = [words.in_numbers(line.flat) for line in lines]
    for text in (*texts, *(f"{first} {second}" for first, second in pairwise(texts))):
        if (match := _WHEN.search(text)) and (day := words.day_of(match)):
            start, end = match.groups()[3:5], match.groups()[5:7]
            return When(day, _time(*start), _time(*end) if end[0] else None)
    return None


def _time(hours: str, minutes: str | None) -> dt.time | None:
    return words.time_of(hours, minutes or "00")


def read_place(lines: Sequence[Line]) -> str:
    """Where the meeting was: beside its label, or on the next line."""
    for position, line in enumerate(lines):
        match = _PLACE.search(line.flat)
        if not match or len(line.flat) > 400:
            continue
        if place := match["place"].strip():
            return place[:300]
        following = lines[position + 1].flat if position + 1 < len(lines) else ""
        return "" if words.LIST_OF_ITEMS.match(following) else following[:300]
    return ""


def read_closing(lines: Sequence[Line], meeting_day: dt.date) -> Closing:
    """Attendance, checkers and the day of display from the lines after the list of items."""
    lines = with_labels_apart(lines)
    ends = (words.SIGNATURES, words.CHECKING, words.ELECTRONIC, _SIGNED)
    attending_end = next((at for at, line in enumerate(lines) if any(end.match(line.flat) for end in ends)), len(lines))
    slipped = [at for at in range(attending_end, len(lines)) if words.ABSENT.fullmatch(lines[at].text)]
    attending = list(lines[:attending_end])
    people, unread = read_attendance(with_absent(attending) if slipped else attending)
    tail = [line for at, line in enumerate(lines) if at >= attending_end and at not in slipped]
    checkers, displayed_on, left = _read_tail(tail, meeting_day)
    return Closing(tuple(people), tuple(checkers), displayed_on, (*unread, *left))


def _read_tail(lines: Sequence[Line], meeting_day: dt.date) -> tuple[list[ParsedChecker], dt.date | None, list[Line]]:
    """The signatures, the checking and the display, each up to the next label."""
    tail = _Tail()
    for line in lines:
        tail.read(line)
    return _checkers(tail.checking, meeting_day), tail.displayed_on, tail.left


@dataclass
class _Tail:
    """The lines after the attendance, put where they belong."""

    into: str = ""
    displayed_on: dt.date | None = None
    checking: list[Line] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)

    def read(self, line: Line) -> None:
        text = line.flat
        if words.SIGNATURES.match(text) or words.ELECTRONIC.match(text) or _SIGNED.match(text):
            self.into = "signatures"
        elif words.ON_DISPLAY.match(text) or (self.into == "checking" and _PUT_ON_DISPLAY.search(text)):
            self.into = "display"
            self._display(words.ON_DISPLAY.sub("", text))
        elif words.CHECKING.match(text) or words.CHECKED.match(text):
            self.into = "checking"
            self.checking.append(Line(words.CHECKED.sub("", words.CHECKING.sub("", text)).strip()))
        elif self.into == "checking" or (self.displayed_on and _is_checker_again(text)):
            self.checking.append(line)
        elif self.into == "display":
            self._display(text)
        elif self.into != "signatures":
            self.left.append(line)

    def _display(self, text: str) -> None:
        self.displayed_on = self.displayed_on or words.date_in(text)


def _is_checker_again(text: str) -> bool:
    """A day or a name alone after the day of display: the second column of the checkers."""
    return bool(_ONLY_DATES.match(text)) or (is_name(text) and len(text.split()) == 2)


def _checkers(lines: Sequence[Line], meeting_day: dt.date) -> list[ParsedChecker]:
    """Names and days stand apart: they are put together when there is a day for each, or one for all."""
    days: list[dt.date] = []
    rows: list[Line] = []
    for line in lines:
        found = words.dates_in(line.flat)
        days += [day for day in found if day != meeting_day or not _ONLY_DATES.match(line.flat)]
        rest = words.ANY_DATE.sub("", line.flat).strip(" ,")
        if rest and not _SIGNED_FOR.search(rest) and not words.ABSENT.match(rest):
            rows.append(Line(_SECTION_BESIDE.sub("", rest).strip()))
    names = [person.name for person in people_in(rows) if is_name(person.name) and not person.notes]
    if len(days) >= len(names):
        return [ParsedChecker(name, day) for name, day in zip(names, days, strict=False)]
    shared = days[0] if len(set(days)) == 1 else None
    return [ParsedChecker(name, shared) for name in names]

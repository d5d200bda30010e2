"""Who was there, in what role, and who was missing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from seutu.publishing.harvest.sources.minutes import words
from seutu.publishing.harvest.sources.minutes.lines import Line
from seutu.publishing.harvest.sources.minutes.people import Person, is_name, people_in
from seutu.publishing.harvest.sources.minutes.shapes import ParsedAttendance

_TIME = re.compile(rf"^(?P<what>saapui|poistui)\s+(?:klo\s+)?{words.CLOCK}$", re.IGNORECASE)
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("vice_chair", re.compile(r"^(?:\d\.\s*)?varapuheenjohtaja$", re.IGNORECASE)),
    ("chair", re.compile(r"^puheenjohtaja$", re.IGNORECASE)),
    ("deputy", re.compile(r"^varajäsen$", re.IGNORECASE)),
    ("presenter", re.compile(r"^esittelijä$", re.IGNORECASE)),
    ("minute_taker", re.compile(r"^(?:pöytäkirjanpitäjä|sihteeri)$", re.IGNORECASE)),
    ("expert", re.compile(r"^asiantuntija$", re.IGNORECASE)),
    ("member", re.compile(r"^jäsen$", re.IGNORECASE)),
)
_SECTIONS = (("member", words.MEMBERS), ("other", words.OTHERS), ("absent", words.ABSENT))


def read_attendance(lines: Sequence[Line]) -> tuple[list[ParsedAttendance], list[Line]]:
    """The people of the lines between the list of items and the signatures, and the lines that told of none."""
    gathered: dict[str, list[Line]] = {name: [] for name, _ in _SECTIONS}
    unread: list[Line] = []
    into = ""
    paragraphs: list[tuple[str, list[Line]]] = []
    for line in lines:
        label = next(((name, pattern) for name, pattern in _SECTIONS if pattern.match(line.text)), None)
        if label is not None:
            into = label[0]
            rest = label[1].sub("", line.text, count=1).strip()
            if rest and paragraphs and not _names_anyone(rest):
                # The label slipped to the end of its own paragraph, and only that end stands beside it.
                last = paragraphs.pop()[1][0]
                paragraphs.append((into, [Line(f"{last.flat} {rest}")]))
            elif rest:
                paragraphs.append((into, [Line(rest)]))
        elif into:
            paragraphs.append((into, [line]))
        elif _names_anyone(line.flat):
            # A column of names that slipped above its label.
            paragraphs.append(("member", [line]))
        else:
            unread.append(line)
    for name, group in paragraphs:
        gathered[name] += group
    people = [_attendance(person, name) for name, group in gathered.items() for person in people_in(group)]
    return people, unread


def _names_anyone(text: str) -> bool:
    return any(is_name(person.name) for person in people_in([Line(text)]))


def with_labels_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines with labels that stand in the middle of one taken apart."""
    parted: list[Line] = []
    pattern = re.compile(r"\s+(?=(?:Muut saapuvilla olleet|Poissa|Allekirjoitukset)(?:\s|$))")
    for line in lines:
        parted += [Line(piece, is_heading=line.is_heading, opens=line.opens) for piece in pattern.split(line.flat)]
    return parted


def with_absent(lines: Sequence[Line]) -> list[Line]:
    """The lines with a label “Poissa” put before the last paragraph: where it slipped from in its column."""
    starts = [at for at, line in enumerate(lines) if line.opens]
    if not starts:
        return list(lines)
    return [*lines[: starts[-1]], Line("Poissa"), *lines[starts[-1] :]]


def _attendance(person: Person, section: str) -> ParsedAttendance:
    arrived: dt.time | None = None
    left: dt.time | None = None
    titles: list[str] = []
    notes: list[str] = []
    role = section
    for said in person.notes:
        if time := _TIME.match(said):
            moment = words.time_of(time[2], time[3])
            arrived, left = (moment, left) if time["what"].lower() == "saapui" else (arrived, moment)
        elif named := next((name for name, pattern in _ROLES if pattern.match(said)), None):
            role = named if section != "absent" else section
            if section == "absent" or named == "vice_chair":
                titles.append(said)
        elif said.startswith("§") or said.lower() == "etänä":
            notes.append(said)
        else:
            titles.append(said)
    return ParsedAttendance(person.name[:200], role, ", ".join(titles)[:200], arrived, left, ", ".join(notes)[:400])

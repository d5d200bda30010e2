"""Who sat in which body, and who was there in a meeting of the demo's series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from seutu.home.demo.calendar import Table
from seutu.home.demo.region import demo_file
from seutu.home.demo.series import SeriesMeeting
from seutu.home.demo.wording import number_of
from seutu.publishing.decisions.actions import AttendanceInput, CheckerInput
from seutu.publishing.decisions.models import AttendanceRole, CheckerRole

VOTERS = frozenset({AttendanceRole.CHAIR, AttendanceRole.VICE_CHAIR, AttendanceRole.MEMBER, AttendanceRole.DEPUTY})
# In every so many meetings somebody is away, or comes late.
AWAY_IN = 3
LATE_IN = 5


def term_on(day: dt.date) -> str:
    """The council term of a day."""
    terms = (term for term in demo_file("region.toml")["term"] if term["starts_on"] <= day)
    return str(max(terms, key=_start)["id"])


def _start(term: Table) -> dt.date:
    day: dt.date = term["starts_on"]
    return day


@cache
def series_roster(path: str, term: str) -> Table:
    """Who sits in a body in a term, with deputies; in a council, every member."""
    rosters = demo_file(f"series-rosters-{'2021' if term == '2021' else '2025'}.toml")["roster"]
    return next(roster for roster in rosters if roster["body"] == path)


def roster_of(meeting: SeriesMeeting) -> Table:
    return series_roster(meeting.path, term_on(meeting.day))


def group_of(name: str) -> str:
    """The group of a councillor."""
    groups: list[str] = demo_file("series.toml")["groups"]
    return groups[number_of("group", name) % len(groups)]


@cache
def present_in(meeting: SeriesMeeting) -> tuple[AttendanceInput, ...]:
    """Those of whom the minutes tell, in their order."""
    roster = roster_of(meeting)
    return (*_seats(meeting, roster), *_officers(roster))


def _seats(meeting: SeriesMeeting, roster: Table) -> Iterator[AttendanceInput]:
    deputies = {deputy["deputises_for"]: deputy["name"] for deputy in roster.get("deputies", ())}
    away = _away(meeting, roster, deputies)
    yield AttendanceInput(roster["chair"], AttendanceRole.CHAIR)
    for name in roster["vice_chairs"]:
        yield AttendanceInput(name, AttendanceRole.VICE_CHAIR)
    for name in roster["members"]:
        yield AttendanceInput(name, AttendanceRole.ABSENT if name == away else AttendanceRole.MEMBER)
    if away in deputies:
        yield AttendanceInput(deputies[away], AttendanceRole.DEPUTY, deputises_for=away)


def _away(meeting: SeriesMeeting, roster: Table, deputies: dict[str, str]) -> str:
    number = number_of("away", meeting.path, meeting.day)
    names = list(deputies) if deputies and number % 2 else roster["members"]
    return str(names[number % len(names)]) if number % AWAY_IN == 0 else ""


def _officers(roster: Table) -> Iterator[AttendanceInput]:
    for officer in roster["officers"]:
        yield AttendanceInput(officer["name"], officer["role"], title=officer["title"])


def voters_in(meeting: SeriesMeeting) -> list[str]:
    """The names of those who may vote."""
    return [person.name for person in present_in(meeting) if person.role in VOTERS]


def late_in(meeting: SeriesMeeting) -> str:
    """Who came after the first items, or ""."""
    number = number_of("late", meeting.path, meeting.day)
    members = [person.name for person in present_in(meeting) if person.role == AttendanceRole.MEMBER]
    return members[number % len(members)] if number % LATE_IN == 0 else ""


def checkers_of(meeting: SeriesMeeting, checked_on: dt.date) -> tuple[CheckerInput, ...]:
    """The chair and two members in turn."""
    members = [person.name for person in present_in(meeting) if person.role == AttendanceRole.MEMBER]
    turn = 2 * meeting.number
    chosen = [members[turn % len(members)], members[(turn + 1) % len(members)]]
    chair = CheckerInput(roster_of(meeting)["chair"], checked_on, CheckerRole.CHAIR)
    return (chair, *(CheckerInput(name, checked_on) for name in chosen))


def presenter_in(meeting: SeriesMeeting) -> str:
    """The title and name of the presenting officer, "" in a council: there the board presents."""
    officers = [officer for officer in roster_of(meeting)["officers"] if officer["role"] == AttendanceRole.PRESENTER]
    return f"{officers[0]['title']} {officers[0]['name']}" if officers else ""

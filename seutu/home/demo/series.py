"""The two years before the demo's first start: which body met when, and what came before it.

Nothing is drawn by lot: the same first start always gives the same meetings.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from seutu.home.demo.calendar import WEEKDAYS, Table
from seutu.home.demo.region import demo_file, demo_file_names
from seutu.home.demo.wording import body_words, chosen, number_of, say, town_words
from seutu.shared.law.days import is_working_day
from seutu.shared.organizations.models import Body

MONTHS = 24
# The meetings around the first start are written by hand; the series ends a month before.
LAST_DAYS_BEFORE = 32
MONTH = 30.4
JULY = 7
DAYS_APART = 28
# Sooner than that, no other body takes a matter up.
DAYS_BETWEEN_BODIES = 6


@dataclass(eq=False)
class Matter:
    """One case: what it is about, and the handlings it has had."""

    kind: Table
    town: str
    turn: int
    words: dict[str, Any]
    case_number: str
    preparer: str
    handlings: list[Handling] = field(default_factory=list)


@dataclass(eq=False)
class Handling:
    """A matter in a meeting; ``step`` is the place of the body among the matter's roles."""

    matter: Matter
    step: int
    meeting: SeriesMeeting
    section: int = 0
    is_deferred: bool = False

    @property
    def is_last(self) -> bool:
        return self.step == len(self.matter.kind["roles"]) - 1

    @property
    def former(self) -> Handling | None:
        place = self.matter.handlings.index(self)
        return self.matter.handlings[place - 1] if place else None


@dataclass(eq=False)
class SeriesMeeting:
    """A meeting of the series, with the body's own way of meeting (``habit``)."""

    body: Body
    path: str
    habit: Table
    day: dt.date
    number: int = 0
    first_section: int = 0
    handlings: list[Handling] = field(default_factory=list)


def series_kinds() -> list[dict[str, Any]]:
    """Every recurring matter."""
    names = [name for name in demo_file_names() if name.startswith("series-")]
    return [kind for name in names for kind in demo_file(name).get("kind", ())]


def plan_series(bodies: Mapping[str, Body], first_start: dt.date) -> list[SeriesMeeting]:
    """The meetings of all bodies, oldest first, each with its matters and its numbers."""
    meetings = [meeting for town in demo_file("series.toml")["town"] for meeting in _town(town, bodies, first_start)]
    meetings.sort(key=lambda meeting: (meeting.day, meeting.path))
    _number(meetings)
    return meetings


def _town(town: Table, bodies: Mapping[str, Body], first_start: dt.date) -> list[SeriesMeeting]:
    meetings = sorted(_days(town, bodies, first_start), key=lambda meeting: (meeting.day, meeting.path))
    desk = _Desk(town, {habit["role"]: bodies[f"{town['slug']}/{slug}"] for slug, habit in town["bodies"].items()})
    for meeting in meetings:
        desk.fill(meeting)
    return meetings


def _days(town: Table, bodies: Mapping[str, Body], first_start: dt.date) -> Iterator[SeriesMeeting]:
    last = first_start - dt.timedelta(days=LAST_DAYS_BEFORE)
    for slug, habit in town["bodies"].items():
        path = f"{town['slug']}/{slug}"
        # Bodies meet in different weeks, so that a matter comes from one to the next in time.
        earlier = number_of("week", path) % DAYS_APART
        for back in range(0, MONTHS - 1, habit["every"]):
            day = last - dt.timedelta(days=round(back * MONTH) + earlier)
            day -= dt.timedelta(days=(day.weekday() - WEEKDAYS.index(habit["weekday"])) % 7)
            while not is_working_day(day) or (day.month == JULY and habit["every"] > 1):
                day -= dt.timedelta(days=7)
            # Who meets every month rests in July; the others meet before it.
            if day.month != JULY:
                yield SeriesMeeting(bodies[path], path, habit, day)


class _Desk:
    """What lies on the desk of a municipality: matters on their way, and how often each kind has come."""

    def __init__(self, town: Table, bodies: Mapping[str, Body]) -> None:
        self.town, self.bodies = town, bodies
        self.waiting: dict[str, list[tuple[dt.date, Matter, int]]] = defaultdict(list)
        self.turns: Counter[str] = Counter()
        self.running: dict[int, int] = {}
        self.years: dict[str, set[int]] = defaultdict(set)

    def fill(self, meeting: SeriesMeeting) -> None:
        """Give a meeting what waits for its body, and new matters besides."""
        role = meeting.habit["role"]
        wanted = 2 + number_of(meeting.path, meeting.day) % 2
        ready = [entry for entry in self.waiting[role] if (meeting.day - entry[0]).days >= DAYS_BETWEEN_BODIES]
        for entry in ready[: wanted + 1]:
            self.waiting[role].remove(entry)
            self._handle(meeting, entry[1], entry[2])
        for _ in range(max(wanted - len(meeting.handlings), 1)):
            self._handle(meeting, self._new(role, meeting.day), 0)

    def _new(self, role: str, day: dt.date) -> Matter:
        kinds = [kind for kind in _kinds_by_role()[role] if self._may_come(kind, day)]
        kind = min(kinds, key=lambda kind: (self.turns[kind["id"]], number_of(kind["id"], self.town["slug"])))
        turn = self.turns[kind["id"]]
        self.turns[kind["id"]] += 1
        self.years[kind["id"]].add(day.year)
        key = f"{kind['id']}:{self.town['slug']}"
        people = demo_file("series.toml")
        words = {name: chosen(values, f"{key}:{name}", turn) for name, values in kind.get("with", {}).items()}
        area = chosen(self.town["areas"], key, turn)
        words |= dict(zip(("place", "place_n", "place_ssa"), area, strict=True)) | town_words(self.town)
        words["person"] = chosen(people["persons"], key, turn)
        preparer = f"{say(kind['preparer'], words)} {people['preparers'][number_of(key) % len(people['preparers'])]}"
        return Matter(kind, self.town["slug"], turn, words, self._case_number(kind, day), preparer)

    def _may_come(self, kind: Table, day: dt.date) -> bool:
        has_come = self.years[kind["id"]]
        return not (kind.get("is_once") and has_come) and not (kind.get("is_yearly") and day.year in has_come)

    def _case_number(self, kind: Table, day: dt.date) -> str:
        running = self.running.get(day.year, 0) + 2 + number_of(self.town["slug"], kind["id"], day) % 5
        while running in _taken_numbers():
            running += 1
        self.running[day.year] = running
        return f"{running}/{kind['class']}/{day.year}"

    def _handle(self, meeting: SeriesMeeting, matter: Matter, step: int) -> None:
        handling = Handling(matter, step, meeting)
        is_first_time = not any(former.step == step for former in matter.handlings)
        matter.handlings.append(handling)
        meeting.handlings.append(handling)
        may_wait = is_first_time and not matter.kind.get("withheld") and matter.kind.get("outcome") != "noted"
        handling.is_deferred = may_wait and number_of("deferred", matter.case_number, step, matter.town) % 14 == 0
        following = step if handling.is_deferred else step + 1
        if following < len(matter.kind["roles"]):
            self.waiting[matter.kind["roles"][following]].append((meeting.day, matter, following))


def words_in(handling: Handling, bodies: Mapping[str, Body]) -> dict[str, Any]:
    """The words of a matter in a meeting: its body, and the body to which it goes next."""
    body = handling.meeting.body
    words = {**handling.matter.words, **body_words(body.name_fi, body.name_sv)}
    if not handling.is_last:
        following = bodies[path_of_role(handling.matter.town, handling.matter.kind["roles"][handling.step + 1])]
        words["next_lle"] = body_words(following.name_fi, following.name_sv)["body_lle"]
    return words


@cache
def path_of_role(town: str, role: str) -> str:
    """The path of the body that has a role in a municipality."""
    bodies = next(entry["bodies"] for entry in demo_file("series.toml")["town"] if entry["slug"] == town)
    return next(f"{town}/{slug}" for slug, habit in bodies.items() if habit["role"] == role)


@cache
def _kinds_by_role() -> dict[str, list[dict[str, Any]]]:
    by_role: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind in series_kinds():
        by_role[kind["roles"][0]].append(kind)
    return by_role


@cache
def _taken_numbers() -> frozenset[int]:
    """The running numbers of the cases written by hand, of whichever year."""
    items = (
        item for name in demo_file_names() for meeting in demo_file(name).get("meeting", ()) for item in meeting["item"]
    )
    return frozenset(int(item["case"].split("/")[0]) for item in items if "case" in item)


def _number(meetings: list[SeriesMeeting]) -> None:
    """Give meetings their numbers and items their sections: from one in each body and calendar year."""
    sections: Counter[tuple[str, int]] = Counter()
    numbers: Counter[tuple[str, int]] = Counter()
    for meeting in meetings:
        year = (meeting.path, meeting.day.year)
        numbers[year] += 1
        meeting.number, meeting.first_section = numbers[year], sections[year] + 1
        # The standing items, legality and checkers, come first.
        for place, handling in enumerate(meeting.handlings):
            handling.section = meeting.first_section + 2 + place
        sections[year] += 2 + len(meeting.handlings)

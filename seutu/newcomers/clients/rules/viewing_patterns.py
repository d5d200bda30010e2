"""Patterns of looking that are worth a question: what each is, from what number on it is shown, and how it is told.

A pattern is a question and not a finding: most of what it shows has a good reason that the trail does not know.
"""

from __future__ import annotations

import datetime as dt
import enum
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TABLE = Path(__file__).parent.parent / "viewing_patterns.toml"


class Pattern(enum.Enum):
    """What is looked for."""

    MANY_IN_A_DAY = "many_in_a_day"
    OTHER_UNIT = "other_unit"
    OTHER_MUNICIPALITY = "other_municipality"
    ODD_HOURS = "odd_hours"
    WITHOUT_ENTRY = "without_entry"
    PROTECTED = "protected"
    SAME_NAME = "same_name"


NAMES: dict[Pattern, Promise] = {
    Pattern.MANY_IN_A_DAY: _("Many clients in one day"),
    Pattern.OTHER_UNIT: _("Clients of another unit"),
    Pattern.OTHER_MUNICIPALITY: _("Clients of another municipality"),
    Pattern.ODD_HOURS: _("Outside office hours"),
    Pattern.WITHOUT_ENTRY: _("One client again and again, and nothing written"),
    Pattern.PROTECTED: _("A protected client"),
    Pattern.SAME_NAME: _("A client of the same family name"),
}
EXPLANATIONS: dict[Pattern, Promise] = {
    Pattern.MANY_IN_A_DAY: _(
        "The worker opened many times as many clients as on a usual day of theirs. It may be a hand-over, a check "
        "before reporting, or a day of calls."
    ),
    Pattern.OTHER_UNIT: _(
        "The worker opened clients of a unit in which they do not serve. Standing in, a grant and leading the service "
        "are not counted. It may be advice at a shared counter."
    ),
    Pattern.OTHER_MUNICIPALITY: _(
        "The worker had no role in the client’s municipality on that day. A consultation, a transfer and emergency "
        "access look like this too."
    ),
    Pattern.ODD_HOURS: _(
        "Clients were opened in the evening, at night or on a day off. It may be evening work that was agreed on."
    ),
    Pattern.WITHOUT_ENTRY: _(
        "The worker opened the same client on several days and wrote nothing of them. It may be a case that is "
        "followed in a team, or one that somebody else writes down."
    ),
    Pattern.PROTECTED: _(
        "Somebody else than the responsible counsellor opened a client with a protection for safety, or tried to. It "
        "may be the work of who leads the service."
    ),
    Pattern.SAME_NAME: _(
        "The client has the same family name as the worker. It may be chance: many have the same name without being "
        "related."
    ),
}
COUNTS: dict[str, Promise] = {
    "times_usual": _("times the usual day"),
    "clients": pgettext_lazy("limit", "clients"),
    "views": _("views"),
    "days": _("days"),
}

# By these a client of another unit was opened as a part of one's work.
BY_RIGHT = ("substitution", "leading", "grant", "consultation")


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table."""

    pattern: Pattern
    counts: str
    threshold: int


@dataclass(frozen=True, slots=True)
class Window:
    """How far back is looked, what counts as a usual day at least, and the office hours."""

    shown_days: int
    usual_days: int
    least_usual: int
    from_hour: int
    to_hour: int


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def rules() -> dict[Pattern, Rule]:
    """The rule of every pattern, in the order of the table."""
    rows = [Rule(Pattern(row["key"]), row["counts"], row["threshold"]) for row in _table()["pattern"]]
    return {row.pattern: row for row in rows}


@cache
def window() -> Window:
    """The rest of the table."""
    return Window(**{name: _table()[name] for name in Window.__dataclass_fields__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How often a worker opened a client on a day: in all, outside office hours, and as a part of work elsewhere."""

    looker: str
    controller: int
    client: int
    day: dt.date
    views: int
    odd: int
    by_right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is asked of a client that was opened. ``families`` are the family names, folded."""

    unit: int
    keyworker: str
    is_protected: bool
    families: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a worker had a role, and when; ``unit`` is None for a role in the whole organization."""

    organization: int
    unit: int | None
    starts_on: dt.date
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the patterns ask: each mapping by the audit id of a worker, or the key of a client.

    ``days`` says how many clients a worker opened on each day of the longer time; ``worked`` who wrote of whom.
    """

    looks: list[Looks]
    seen: Mapping[int, Seen]
    places: Mapping[str, list[Place]]
    family: Mapping[str, str]
    days: Mapping[tuple[str, int], Mapping[dt.date, int]]
    worked: frozenset[tuple[str, int]]
    since: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A worker of whom a pattern shows something. ``client`` where it is of one, ``usual`` where it is compared."""

    looker: str
    controller: int
    number: int
    last_on: dt.date
    client: int | None = None
    clients: int = 0
    usual: int = 0


def many_in_a_day(facts: Facts) -> Iterator[Hit]:
    for (looker, controller), days in facts.days.items():
        for day, clients in days.items():
            others = sorted(number for each, number in days.items() if each != day)
            usual = max(others[len(others) // 2] if others else 0, window().least_usual)
            if day >= facts.since:
                number = clients // usual
                yield Hit(
                    looker=looker, controller=controller, number=number, last_on=day, clients=clients, usual=usual
                )


def other_unit(facts: Facts) -> Iterator[Hit]:
    def is_elsewhere(looks: Looks) -> bool:
        here = [each for each in _places(facts, looks) if each.organization == looks.controller]
        served = {each.unit for each in here}
        is_own = None in served or facts.seen[looks.client].unit in served
        return bool(here) and not is_own and looks.by_right < looks.views

    yield from _by_worker(filter(is_elsewhere, facts.looks))


def other_municipality(facts: Facts) -> Iterator[Hit]:
    def is_elsewhere(looks: Looks) -> bool:
        return all(each.organization != looks.controller for each in _places(facts, looks))

    yield from _by_worker(filter(is_elsewhere, facts.looks))


def odd_hours(facts: Facts) -> Iterator[Hit]:
    for (looker, controller), rows in _grouped(each for each in facts.looks if each.odd).items():
        yield Hit(
            looker=looker,
            controller=controller,
            number=sum(each.odd for each in rows),
            last_on=max(each.day for each in rows),
            clients=len({each.client for each in rows}),
        )


def without_entry(facts: Facts) -> Iterator[Hit]:
    for hit, rows in _by_client(facts.looks):
        if (hit.looker, hit.client) not in facts.worked:
            yield _with_number(hit, len({each.day for each in rows}))


def protected(facts: Facts) -> Iterator[Hit]:
    for hit, rows in _by_client(facts.looks):
        seen = facts.seen[rows[0].client]
        if seen.is_protected and seen.keyworker != hit.looker:
            yield _with_number(hit, sum(each.views for each in rows))


def same_name(facts: Facts) -> Iterator[Hit]:
    for hit, rows in _by_client(facts.looks):
        family = facts.family.get(hit.looker, "")
        if family and family in facts.seen[rows[0].client].families:
            yield _with_number(hit, sum(each.views for each in rows))


FINDERS: dict[Pattern, Callable[[Facts], Iterator[Hit]]] = {
    Pattern.MANY_IN_A_DAY: many_in_a_day,
    Pattern.OTHER_UNIT: other_unit,
    Pattern.OTHER_MUNICIPALITY: other_municipality,
    Pattern.ODD_HOURS: odd_hours,
    Pattern.WITHOUT_ENTRY: without_entry,
    Pattern.PROTECTED: protected,
    Pattern.SAME_NAME: same_name,
}


def hits(pattern: Pattern, facts: Facts, threshold_of: Callable[[int], int]) -> list[Hit]:
    """What ``pattern`` shows, the most first; ``threshold_of`` says a controller's number."""
    found = [each for each in FINDERS[pattern](facts) if each.number >= threshold_of(each.controller)]
    return sorted(found, key=lambda hit: (-hit.number, -hit.last_on.toordinal(), hit.looker, hit.client or 0))


def _places(facts: Facts, looks: Looks) -> list[Place]:
    held = facts.places.get(looks.looker, [])
    return [each for each in held if each.starts_on <= looks.day and (each.ends_on or looks.day) >= looks.day]


def _grouped(looks: Iterable[Looks]) -> dict[tuple[str, int], list[Looks]]:
    rows: dict[tuple[str, int], list[Looks]] = defaultdict(list)
    for each in looks:
        rows[each.looker, each.controller].append(each)
    return rows


def _by_worker(looks: Iterable[Looks]) -> Iterator[Hit]:
    """A hit for each worker, by how many clients."""
    for (looker, controller), rows in _grouped(looks).items():
        clients = len({each.client for each in rows})
        last_on = max(each.day for each in rows)
        yield Hit(looker=looker, controller=controller, number=clients, last_on=last_on, clients=clients)


def _by_client(looks: Iterable[Looks]) -> Iterator[tuple[Hit, list[Looks]]]:
    """A hit for each worker and client, not counted yet, with its rows."""
    rows: dict[tuple[str, int], list[Looks]] = defaultdict(list)
    for each in looks:
        rows[each.looker, each.client].append(each)
    for (looker, client), mine in rows.items():
        last_on = max(each.day for each in mine)
        yield Hit(looker=looker, controller=mine[-1].controller, number=0, last_on=last_on, client=client), mine


def _with_number(hit: Hit, number: int) -> Hit:
    return Hit(looker=hit.looker, controller=hit.controller, number=number, last_on=hit.last_on, client=hit.client)

"""What funders ask for, read from `funder_sets.toml`: which of the register's figures answers, or why none does."""

from __future__ import annotations

import enum
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

TABLE = Path(__file__).parent.parent / "funder_sets.toml"


class BadFunderSet(ValueError):
    """The table of funders' indicators is not as it should be; the message says where."""


class Why(enum.Enum):
    """Why the register has no answer."""

    NOT_PEOPLE = "not_people"
    NO_COURSES = "no_courses"
    NO_TOPIC = "no_topic"
    NO_COMPARISON = "no_comparison"
    NO_FEEDBACK = "no_feedback"
    NO_EDUCATION = "no_education"
    NO_BACKGROUND = "no_background"
    SPECIAL_CATEGORY = "special_category"


class Caveat(enum.Enum):
    """How the answer differs from what is asked."""

    BY_TOPIC = "by_topic"
    EFTA_LEFT_OUT = "efta_left_out"


WHY: Mapping[Why, Promise] = {
    Why.NOT_PEOPLE: _("This is not about people or contacts: the project writes it in its own report."),
    Why.NO_COURSES: _("Courses and who takes part in them are not recorded in the register."),
    Why.NO_TOPIC: _("No topic of a contact tells exactly this. The coordinator can add one."),
    Why.NO_COMPARISON: _("The register keeps the status at the start and at the end, and does not count what changed."),
    Why.NO_FEEDBACK: _("It needs an answer from the participants: ask it with a feedback form."),
    Why.NO_EDUCATION: _("The level of education is not recorded in a form that could be counted."),
    Why.NO_BACKGROUND: _("It is not asked of clients, since the service does not need it."),
    Why.SPECIAL_CATEGORY: _("It would be a special category of personal data, which is not collected for statistics."),
}
CAVEATS: Mapping[Caveat, Promise] = {
    Caveat.BY_TOPIC: _("It is counted by topics of contacts. Check that the topics are the ones the funder means."),
    Caveat.EFTA_LEFT_OUT: _(
        "Citizens of Iceland, Liechtenstein, Norway and Switzerland are left out: they are in one group with the EU."
    ),
}
# What a unit may be: those of figures, and what is no figure of the register.
UNITS = ("contact", "client", "household", "topic", "session", "participant", "minute", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One indicator of a funder: its ``code``, and the ``indicator`` that answers, or ``why`` there is no answer."""

    code: str
    unit: str
    names: Mapping[str, str]
    indicator: str = ""
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    why: Why | None = None
    caveat: Caveat | None = None

    @property
    def name(self) -> str:
        """What it is, in our words and the reader's language."""
        return _in_language(self.names)

    @property
    def is_measured(self) -> bool:
        """Whether a figure of the register answers."""
        return bool(self.indicator)

    @property
    def remark(self) -> str:
        """Why there is no answer, or how it differs from what is asked; "" when there is nothing to say."""
        if self.why is not None:
            return str(WHY[self.why])
        return str(CAVEATS[self.caveat]) if self.caveat is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderSet:
    """The indicators of one funder. ``is_confirmed`` once somebody has compared them with ``source``."""

    key: str
    names: Mapping[str, str]
    source: str
    is_confirmed: bool
    wanted: tuple[Wanted, ...]

    @property
    def name(self) -> str:
        """What the funder or its programme is called, in the reader's language."""
        return _in_language(self.names)


@cache
def funder_sets() -> tuple[FunderSet, ...]:
    """The sets that ship with the register."""
    return read_funder_sets(TABLE.read_text(encoding="utf-8"))


def read_funder_sets(text: str) -> tuple[FunderSet, ...]:
    """The sets written in TOML, in their order.

    :raises BadFunderSet: an entry is not as it should be.
    """
    try:
        document = tomllib.loads(text)
        wanted = [(values["set"], _wanted(values)) for values in document.get("wanted", [])]
        found = tuple(_set(values, wanted) for values in document["set"])
    except tomllib.TOMLDecodeError as error:
        raise BadFunderSet(f"not TOML: {error}") from error
    except KeyError as error:
        raise BadFunderSet(f"{error} is missing") from error
    if strangers := {key for key, _each in wanted} - {each.key for each in found}:
        raise BadFunderSet(f"no such set: {', '.join(sorted(strangers))}")
    return found


def _set(values: Mapping[str, Any], wanted: list[tuple[str, Wanted]]) -> FunderSet:
    of_set = tuple(each for key, each in wanted if key == values["key"])
    codes = [each.code for each in of_set]
    if len(set(codes)) < len(codes):
        raise BadFunderSet(f"{values['key']}: a code stands twice")
    return FunderSet(
        key=values["key"],
        names=_names(values),
        source=values["source"],
        is_confirmed=values["confirmed"],
        wanted=of_set,
    )


def _wanted(values: Mapping[str, Any]) -> Wanted:
    place = f"{values['set']} {values['code']}"
    known = {"set", "code", "unit", "name_fi", "name_sv", "name_en", "indicator", "only", "why", "caveat"}
    if unknown := values.keys() - known:
        raise BadFunderSet(f"{place}: {', '.join(sorted(unknown))} is not known")
    if ("indicator" in values) == ("why" in values):
        raise BadFunderSet(f"{place}: say which indicator answers, or why none does")
    if values["unit"] not in UNITS:
        raise BadFunderSet(f"{place}: {values['unit']} is no unit")
    try:
        return Wanted(
            code=values["code"],
            unit=values["unit"],
            names=_names(values),
            indicator=values.get("indicator", ""),
            only={key: frozenset(chosen) for key, chosen in values.get("only", {}).items()},
            why=Why(values["why"]) if "why" in values else None,
            caveat=Caveat(values["caveat"]) if "caveat" in values else None,
        )
    except ValueError as error:
        raise BadFunderSet(f"{place}: {error}") from error


def _names(values: Mapping[str, Any]) -> Mapping[str, str]:
    return {language: values[f"name_{language}"] for language in ("fi", "sv", "en")}


def _in_language(names: Mapping[str, str]) -> str:
    return names.get(get_language() or "fi", names["fi"])

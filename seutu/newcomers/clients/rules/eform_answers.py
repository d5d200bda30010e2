"""What answers to a form say of a person, in the terms of the register; what fits nowhere is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from seutu.newcomers.clients.languages import LANGUAGES
from seutu.newcomers.clients.models import Gender

LONGEST_NAME, LONGEST_PHONE, LONGEST_EMAIL, LONGEST_ADDRESS = 100, 40, 200, 300
FIRST_YEAR = 1900


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the answers told. ``municipality`` is a three-digit code, ``topics`` are codes as the form has them."""

    family_name: str = ""
    given_names: str = ""
    birth_date: dt.date | None = None
    birth_year: int | None = None
    gender: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    language: str = ""
    mother_tongue: str = ""
    citizenship: str = ""
    municipality: str = ""
    permit_on: dt.date | None = None
    message: str = ""
    topics: tuple[str, ...] = field(default=())
    consents: bool = False

    @property
    def whole_name(self) -> str:
        return " ".join(part for part in (self.given_names, self.family_name) if part)

    @property
    def born(self) -> str:
        """The birth as it was told, for the preview."""
        if self.birth_date:
            return f"{self.birth_date.day}.{self.birth_date.month}.{self.birth_date.year}"
        return str(self.birth_year or "")


def told_by(answers: Mapping[str, Any], mapping: Mapping[str, str], today: dt.date) -> Told:
    """What ``answers`` say, by the field → target ``mapping`` of their form."""
    given = {target: answers[name] for name, target in mapping.items() if answers.get(name) not in (None, "", [])}
    birth_date = _day(given.get("birth_date"), today)
    return Told(
        family_name=_line(given.get("family_name"), LONGEST_NAME),
        given_names=_line(given.get("given_names"), LONGEST_NAME),
        birth_date=birth_date,
        birth_year=birth_date.year if birth_date else _year(given.get("birth_year"), today),
        gender=_one_of(given.get("gender"), Gender.values),
        phone=_line(given.get("phone"), LONGEST_PHONE),
        email=_line(given.get("email"), LONGEST_EMAIL),
        address=_line(given.get("address"), LONGEST_ADDRESS),
        language=_one_of(given.get("language"), LANGUAGES),
        mother_tongue=_one_of(given.get("mother_tongue"), LANGUAGES),
        citizenship=_line(given.get("citizenship"), 2),
        municipality=_line(given.get("municipality"), 3),
        permit_on=_day(given.get("permit_on"), today),
        message=str(given.get("message", "")).strip(),
        topics=tuple(_list(given.get("topics"))),
        consents=given.get("consent") is True,
    )


def _line(value: Any, longest: int) -> str:
    return " ".join(value.split())[:longest] if isinstance(value, str) else ""


def _one_of(value: Any, known: Any) -> str:
    return value if isinstance(value, str) and value in known else ""


def _list(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _year(value: Any, today: dt.date) -> int | None:
    is_year = isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= today.year
    return value if is_year else None


def _day(value: Any, today: dt.date) -> dt.date | None:
    """A day that has been; one that is still to come is a slip."""
    try:
        day = dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day.year >= FIRST_YEAR and day <= today else None

"""What somebody who looks for a client has typed into the one box: a name, a birth date, a code, a reference."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from seutu.newcomers.clients.models.client import REFERENCE_LENGTH, REFERENCE_LETTERS
from seutu.newcomers.clients.models.identity_codes import normalised
from seutu.newcomers.clients.typed_text import one_line

LONGEST_SEARCH = 200
OLDEST_YEAR = 1900

_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2})")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LIKE_A_CODE = re.compile(r"\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]", re.IGNORECASE)
_REFERENCE = re.compile(rf"[{REFERENCE_LETTERS}]{{{REFERENCE_LENGTH}}}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class TypedSearch:
    """What was typed, told apart. ``has_wrong_code`` when something looks like an identity code and is none."""

    text: str = ""
    name: str = ""
    birth_date: dt.date | None = None
    birth_year: int | None = None
    identity_code: str = ""
    reference: str = ""
    has_wrong_code: bool = False

    @property
    def year(self) -> int | None:
        """The year of birth that was typed, alone or in a date."""
        return self.birth_date.year if self.birth_date else self.birth_year

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.year or self.identity_code or self.reference)


def typed_search(text: str) -> TypedSearch:
    """``text`` told apart; what is no date, code or reference is the name."""
    told = one_line(text)[:LONGEST_SEARCH]
    name: list[str] = []
    found: dict[str, dt.date | int | str] = {}
    has_wrong_code = False
    for word in told.split():
        bare = word.strip(",;()")
        kept = _told_apart(bare)
        if kept:
            found |= kept
        elif _LIKE_A_CODE.fullmatch(bare):
            has_wrong_code = True
        elif bare:
            name.append(bare)
    return TypedSearch(text=told, name=" ".join(name), has_wrong_code=has_wrong_code, **found)  # type: ignore[arg-type]


def _told_apart(word: str) -> dict[str, dt.date | int | str]:
    code = normalised(word)
    if code:
        return {"identity_code": code}
    if day := _day(word):
        return {"birth_date": day}
    if _YEAR.fullmatch(word):
        return {"birth_year": int(word)}
    # Without a vowel or a digit between them, eight letters may be a name still: then both are looked for.
    if _REFERENCE.fullmatch(word) and any(sign.isdigit() for sign in word):
        return {"reference": word.upper()}
    return {"reference": word.upper()} if _REFERENCE.fullmatch(word) and word.isupper() else {}


def _day(word: str) -> dt.date | None:
    found = _DAY.fullmatch(word)
    if not found:
        return None
    parts = [int(part) for part in (found.group(3, 2, 1) if found[1] else found.group(4, 5, 6))]
    try:
        day = dt.date(*parts)
    except ValueError:
        return None
    return day if day.year >= OLDEST_YEAR else None

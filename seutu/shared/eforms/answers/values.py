"""From what a person typed into one field to a clean value, or to the fault that is in it."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from seutu.shared.core import personal_id
from seutu.shared.eforms.answers import typed as marks
from seutu.shared.eforms.spec.items import Field, FieldKind

Answer = str | int | float | bool | list[str]

LONGEST_LINE, LONGEST_TEXT, LONGEST_NAME, LONGEST_EMAIL = 1_000, 10_000, 200, 254
MOST_FILES = 5
FIRST_YEAR, LAST_YEAR = 1800, 2199
OTHER_MUNICIPALITY = "999"
YES = frozenset({"yes", "on", "true", "1"})

_NUMBER = re.compile(r"([+-]?)([0-9]{1,15})(?:[.,]([0-9]{1,10}))?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FINNISH = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_PHONE = re.compile(r"\+?[0-9]{5,15}")
_IDENTITY_CODE = re.compile(rf"[0-9]{{6}}[-+A-FU-Y][0-9]{{3}}[{personal_id.CHECK_CHARACTERS}]")


class Fault(enum.Enum):
    """Why what was typed is no answer. The values are keys of the words in `words.toml`."""

    REQUIRED = "required"
    CHOICE_REQUIRED = "choice_required"
    TOO_LONG = "too_long"
    NOT_NUMBER = "not_number"
    NOT_WHOLE = "not_whole"
    NOT_DATE = "not_date"
    NOT_YEAR = "not_year"
    NOT_PHONE = "not_phone"
    NOT_EMAIL = "not_email"
    NOT_IDENTITY_CODE = "not_identity_code"
    NOT_OFFERED = "not_offered"
    TOO_MANY_FILES = "too_many_files"
    NOT_ACCEPTED = "not_accepted"


@dataclass(frozen=True, kw_only=True)
class Lists:
    """What fields may be chosen from beside the form's own choices; ``files`` are the keys of what was attached.

    ``near`` are the codes of the municipalities that are offered before the others.
    """

    municipalities: Mapping[str, str] = field(default_factory=dict)
    near: Collection[str] = frozenset()
    languages: Collection[str] = frozenset()
    countries: Collection[str] = frozenset()
    files: Collection[str] = frozenset()


NO_LISTS = Lists()


def read(asked: Field, typed: Sequence[str], offered: Collection[str], lists: Lists) -> Answer | Fault | None:
    """The answer in ``typed``, which is what the inputs of one field held: None when nothing was answered.

    ``offered`` are the values of the form's own choices. Notes and computed values have no answer of a person.
    """
    if asked.kind in _FROM_LISTS:
        return _FROM_LISTS[asked.kind](asked, typed, offered, lists)
    first = next((each for each in typed if isinstance(each, str) and each.strip()), "")
    if asked.kind not in _FROM_WORDS or not first:
        return None
    return _FROM_WORDS[asked.kind](asked, first)


def limit_of(asked: Field) -> int:
    """How many characters, or files, an answer to the field may have."""
    if asked.kind is FieldKind.FILE:
        return asked.most or MOST_FILES
    usual = {FieldKind.LONG_TEXT: LONGEST_TEXT, FieldKind.SIGNATURE: LONGEST_NAME}.get(asked.kind, LONGEST_LINE)
    return min(asked.most or usual, LONGEST_TEXT)


def _line(asked: Field, typed: str) -> str | Fault | None:
    return _limited(asked, marks.line(typed))


def _text(asked: Field, typed: str) -> str | Fault | None:
    return _limited(asked, marks.text(typed))


def _limited(asked: Field, words: str) -> str | Fault | None:
    return Fault.TOO_LONG if len(words) > limit_of(asked) else words or None


def _number(asked: Field, typed: str) -> int | float | Fault | None:
    plain = marks.signs(typed).replace(" ", "")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(".", "")
    found = _NUMBER.fullmatch(plain)
    if not found:
        return Fault.NOT_NUMBER if plain else None
    sign, whole, part = found.groups(default="")
    if not part.strip("0"):
        return int(sign + whole)
    return float(f"{sign}{whole}.{part}")


def _integer(asked: Field, typed: str) -> int | Fault | None:
    number = _number(asked, typed)
    return Fault.NOT_WHOLE if isinstance(number, float) else number


def _date(asked: Field, typed: str) -> str | Fault | None:
    plain = marks.signs(typed).replace(" ", "")
    if found := _ISO.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _FINNISH.fullmatch(plain):
        day, month, year = found.groups()
    else:
        return Fault.NOT_DATE if plain else None
    try:
        on = dt.date(int(year), int(month), int(day))
    except ValueError:
        return Fault.NOT_DATE
    return on.isoformat() if FIRST_YEAR <= on.year <= LAST_YEAR else Fault.NOT_DATE


def _year(asked: Field, typed: str) -> int | Fault | None:
    plain = marks.signs(typed)
    if not plain:
        return None
    is_year = len(plain) == 4 and plain.isascii() and plain.isdigit() and FIRST_YEAR <= int(plain) <= LAST_YEAR
    return int(plain) if is_year else Fault.NOT_YEAR


def _phone(asked: Field, typed: str) -> str | Fault | None:
    plain = re.sub(r"[ ()./-]", "", marks.signs(typed))
    if not plain:
        return Fault.NOT_PHONE
    if plain.startswith("00"):
        plain = f"+{plain[2:]}"
    return plain if _PHONE.fullmatch(plain) else Fault.NOT_PHONE


def _email(asked: Field, typed: str) -> str | Fault | None:
    plain = marks.signs(typed)
    try:
        validate_email(plain)
    except ValidationError:
        return Fault.NOT_EMAIL if plain else None
    return plain if len(plain) <= LONGEST_EMAIL else Fault.NOT_EMAIL


def _identity_code(asked: Field, typed: str) -> str | Fault | None:
    plain = marks.signs(typed).replace(" ", "").upper()
    if not plain:
        return None
    is_code = _IDENTITY_CODE.fullmatch(plain) and personal_id.is_valid(plain)
    return plain if is_code else Fault.NOT_IDENTITY_CODE


def _choice(asked: Field, typed: Sequence[str], offered: Collection[str], lists: Lists) -> str | Fault | None:
    first = next((each for each in typed if each), None)
    if first is None:
        return None
    return first if first in offered else Fault.NOT_OFFERED


def _many(asked: Field, typed: Sequence[str], offered: Collection[str], lists: Lists) -> list[str] | Fault | None:
    chosen = {each for each in typed if each}
    if not chosen <= set(offered):
        return Fault.NOT_OFFERED
    return [each for each in offered if each in chosen] or None


def _listed(asked: Field, typed: Sequence[str], offered: Collection[str], lists: Lists) -> str | Fault | None:
    listed: Collection[str] = {
        FieldKind.MUNICIPALITY: lists.municipalities,
        FieldKind.LANGUAGE: lists.languages,
        FieldKind.COUNTRY: lists.countries,
    }[asked.kind]
    return _choice(asked, typed, listed, lists)


def _files(asked: Field, typed: Sequence[str], offered: Collection[str], lists: Lists) -> list[str] | Fault | None:
    keys = [key for key in dict.fromkeys(typed) if key in lists.files]
    return Fault.TOO_MANY_FILES if len(keys) > limit_of(asked) else keys or None


def _consent(asked: Field, typed: Sequence[str], offered: Collection[str], lists: Lists) -> bool | None:
    return True if YES.intersection(typed) else None


_FROM_WORDS: dict[FieldKind, Callable[[Field, str], Answer | Fault | None]] = {
    FieldKind.TEXT: _line,
    FieldKind.LONG_TEXT: _text,
    FieldKind.SIGNATURE: _line,
    FieldKind.NUMBER: _number,
    FieldKind.INTEGER: _integer,
    FieldKind.DATE: _date,
    FieldKind.YEAR: _year,
    FieldKind.PHONE: _phone,
    FieldKind.EMAIL: _email,
    FieldKind.IDENTITY_CODE: _identity_code,
}
_FROM_LISTS: dict[FieldKind, Callable[[Field, Sequence[str], Collection[str], Lists], Answer | Fault | None]] = {
    FieldKind.CHOICE: _choice,
    FieldKind.MANY: _many,
    FieldKind.MUNICIPALITY: _listed,
    FieldKind.LANGUAGE: _listed,
    FieldKind.COUNTRY: _listed,
    FieldKind.FILE: _files,
    FieldKind.CONSENT: _consent,
}

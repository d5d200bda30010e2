"""What an expression reckons with, and how one kind of value becomes another: XPath 1.0 as ODK reads it."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from decimal import Decimal

Value = str | int | float | bool | dt.date | tuple[str, ...] | None
# What a part of an expression comes to. A number is always a float; a list holds the answers of a repeat's rounds.
Plain = str | float | bool | dt.date | tuple[str, ...]
Outcome = Plain | list[object]

NAN = float("nan")
LONGEST_TEXT = 32_000
_EPOCH = dt.date(1970, 1, 1).toordinal()
_LARGEST_WHOLE = 2**53
_LONGEST_NUMBER = 400
# A comma is a decimal comma, as in JavaRosa: that is how people here write.
_NUMBER = re.compile(r"\s*-?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)\s*")
_DAY = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T[0-9:.,+Z-]*)?\s*")


def plain(value: object) -> Plain:
    """A value as it comes from answers, as one that can be reckoned with; of what is no value, ``""``."""
    if isinstance(value, str | bool):
        return value
    if isinstance(value, int | float | Decimal):
        return _float(value)
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, tuple):
        return tuple(text_of(plain(part)) for part in value)
    return ""


def outcome(value: object) -> Outcome:
    """As `plain`; a list stays one, and its values are read when somebody wants them."""
    return value if isinstance(value, list) else plain(value)


def _float(value: float | Decimal) -> float:
    try:
        return finite(float(value))
    except (OverflowError, ValueError):
        return NAN


def finite(number: float) -> float:
    """The number, or NaN where it is infinite: no answer of a person is."""
    return number if math.isfinite(number) else NAN


def single(value: Outcome) -> Plain:
    """The value itself; of a repeat's answers, the first."""
    if isinstance(value, list):
        return plain(value[0]) if value else ""
    return value


def every(value: Outcome) -> Iterator[Plain]:
    """Each of a repeat's answers; of a single value, that one."""
    if isinstance(value, list):
        yield from map(plain, value)
    else:
        yield value


def text_of(value: Outcome) -> str:
    """The value in words: a number without needless zeros, a day in ISO form, choices with spaces between."""
    value = single(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_in_words(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return " ".join(value)[:LONGEST_TEXT]


def _number_in_words(number: float) -> str:
    if math.isnan(number):
        return ""
    if number.is_integer() and abs(number) < _LARGEST_WHOLE:
        return str(int(number))
    # XPath knows no exponents.
    return format(Decimal(repr(number)), "f").removesuffix(".0")


def number_of(value: Outcome) -> float:
    """The value as a number, NaN where it is none. A day is the number of days since 1970."""
    value = single(value)
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, dt.date):
        return float(value.toordinal() - _EPOCH)
    return _number_in_text(text_of(value))


def _number_in_text(text: str) -> float:
    if len(text) > _LONGEST_NUMBER:
        return NAN
    if _NUMBER.fullmatch(text):
        return finite(float(text.replace(",", ".")))
    day = day_in(text)
    return NAN if day is None else float(day.toordinal() - _EPOCH)


def truth_of(value: Outcome) -> bool:
    """XPath's truth: nothing, zero and what is no number are false. Of a repeat's answers, whether any was given."""
    if isinstance(value, list):
        return any(text_of(each) for each in every(value))
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def day_of(value: Outcome) -> dt.date | None:
    """The value as a day: from ISO text, or from a number of days since 1970; None where there is no such day."""
    value = single(value)
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        return day_in(value)
    try:
        return dt.date.fromordinal(int(number_of(value)) + _EPOCH)
    except (ValueError, OverflowError):
        return None


def day_in(text: str) -> dt.date | None:
    """The day that a text in ISO form names, with or without a time; None where it names none."""
    found = _DAY.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    try:
        return dt.date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def answer(value: Outcome) -> Value:
    """The value as callers get it: whole numbers as ``int``, ``""`` for what is no number, of a list the first."""
    value = single(value)
    if isinstance(value, bool) or not isinstance(value, float):
        return value
    if math.isnan(value):
        return ""
    return int(value) if value.is_integer() and abs(value) < _LARGEST_WHOLE else value

"""Numbers that people search for: one key however they are written.

| written | base keys | part keys |
|-|-|-|
| § 16, 16 §, 16§, 16 §:n | #16§ | #16 |
| 14 a § | #14a§ | #14a |
| 16-18 § | #16-18§ | #16§ #18§ |
| 157/00.01.05.00/2020 | #157/00.01.05.00/2020 #157/2020 | |
| 157/2020, dnro 0157/2020 | #157/2020 | |
| LAPDno-2025-64 | #64/2025 #lapdno-2025-64 | |
| 29.3.2022, 29.03.2022, 2022-03-29 | #2022-03-29 | #03-29 |
| 29.3. | #03-29 #29.3 | |
| 167-401-12-5, 167-401-0012-0005, 16740100120005 | #167-401-12-5 | #401-12-5 |
| 167-401-12-5-M601 | #167-401-12-5-m601 #167-401-12-5 | #401-12-5 |
| A-2712, A2712 | #a2712 | #2712 |
| 1 511, 1.511, 1511, 1511,00 | #1511 | |
| 1 511,50, 1.511,50 | #1511,5 | |
| 2020-2025, 18.00-20.00 | #2020-2025 … | #2020 #2025 … |

The first base key without its ``#`` is the form, so that ``157*`` finds what begins with 157. ``#`` keeps the keys of
numbers from being taken for words. A comma is for decimals, a dot for thousands; other dots stay as they are written,
for 12.10 is another section than 12.1. A day that no calendar has is no day, but a number with dots.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from seutu.shared.search.analysis.keys import Keys

# Hard and narrow spaces stand in numbers as often as ordinary ones.
SPACE = "[ \t\xa0\u2007\u2009\u202f]"
SPACES = re.compile(SPACE)

SECTION = re.compile(r"(\d+)(?:-(\d+))?([a-zåäö]?)§.*|§.*?(\d+)()([a-zåäö]?)")
CASE = re.compile(r"(?:dnro|dnr|dno|diaarinumero|diaarinro)?[.:]*(\d+)/((?:\d\d(?:\.\d\d)+/)?)(\d{4})")
REGISTERED = re.compile(r"([a-zåäö]*dno)-(\d{4})-(\d+)")
DAY = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})?")
ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
PROPERTY = re.compile(r"(\d{1,3})-(\d{1,3})-(\d{1,4})-(\d{1,4})(?:-m(\d{1,4}))?")
LONG_PROPERTY = re.compile(r"(\d{3})(\d{3})(\d{4})(\d{4})()")
CODE = re.compile(r"([^\W\d_]{1,3})-?(\d+[^\W\d_]?)|(\d+)-?([^\W\d_])")
AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
ENDING = re.compile(r"(?<=\d):[^\W\d_]+$")


def number_keys(written: str) -> Keys | None:
    """The keys of a number as it stands in a text, in lower case; None for what is none."""
    text = ENDING.sub("", SPACES.sub("", written))
    for pattern, keys in KINDS:
        found = pattern.fullmatch(text)
        if found and (made := keys(found)):
            return made
    return None


def _section(found: re.Match[str]) -> Keys:
    first, last, letter = found[1] or found[4], found[2], found[3] or found[6] or ""
    if last:
        return _keys(f"{int(first)}-{int(last)}§", parts=(f"{int(first)}§", f"{int(last)}§"))
    return _keys(f"{int(first)}{letter}§", parts=(f"{int(first)}{letter}",))


def _case(found: re.Match[str]) -> Keys:
    number, group, year = int(found[1]), found[2], found[3]
    short = f"{number}/{year}"
    return _keys(f"{number}/{group}{year}", short) if group else _keys(short)


def _registered(found: re.Match[str]) -> Keys:
    register, year, number = found[1], found[2], int(found[3])
    return _keys(f"{number}/{year}", f"{register}-{year}-{number}")


def _day(found: re.Match[str]) -> Keys | None:
    day, month, year = int(found["day"]), int(found["month"]), found["year"]
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    of_any_year = f"{month:02}-{day:02}"
    return _keys(f"{year}-{of_any_year}", parts=(of_any_year,)) if year else _keys(of_any_year, f"{day}.{month}")


def _property(found: re.Match[str]) -> Keys:
    municipality, village, house, unit = (str(int(part)) for part in found.groups()[:4])
    whole, short = f"{municipality}-{village}-{house}-{unit}", f"{village}-{house}-{unit}"
    return _keys(f"{whole}-m{int(found[5])}", whole, parts=(short,)) if found[5] else _keys(whole, parts=(short,))


def _code(found: re.Match[str]) -> Keys:
    return _keys("".join(filter(None, found.groups())), parts=(found[2] or found[3],))


def _amount(found: re.Match[str]) -> Keys:
    whole, decimals = found[1].replace(".", ""), (found[2] or "").rstrip("0")
    return _keys(f"{whole},{decimals}" if decimals else whole)


def _joined(found: re.Match[str]) -> Keys:
    text = found[0].replace(":", ".").strip(".")
    return _keys(text, parts=tuple(part for part in re.split("[-/]", text) if part not in {text, ""}))


def _keys(*base: str, parts: tuple[str, ...] = ()) -> Keys:
    return Keys(tuple(f"#{key}" for key in dict.fromkeys(base)), tuple(f"#{key}" for key in dict.fromkeys(parts)))


KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Keys | None]], ...] = (
    (SECTION, _section),
    (CASE, _case),
    (REGISTERED, _registered),
    (DAY, _day),
    (ISO_DAY, _day),
    (PROPERTY, _property),
    (LONG_PROPERTY, _property),
    (CODE, _code),
    (AMOUNT, _amount),
    (re.compile(r"\d[\d.,:/-]*"), _joined),
)

"""The municipalities of Finland: their codes of three digits, and their names.

They are in `municipalities.csv`, with those that have ended since 2020 so that an old answer still has a name. Codes
and names are those of the code set `kunta` of the education administration; the codes were compared with a population
table of Statistics Finland (11s5, December 2022), and their number with its classification of 1 January 2026. Who
ended, when, and into what, is from the news of 2020 and 2021, and for Pertunmaa from public data of the division of
2025. A municipality without a Swedish name has its Finnish one.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

FILE = Path(__file__).with_name("municipalities.csv")
# Å, Ä and Ö are letters of their own at the end of the Finnish and Swedish alphabets, in this order.
_LAST_LETTERS = str.maketrans({"å": "z\ue000", "ä": "z\ue001", "ö": "z\ue002"})


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; one that has ended has its last day, and the code of the one in which it is now."""

    code: str
    name_fi: str
    name_sv: str
    ended_on: dt.date | None = None
    merged_into: str = ""

    def name(self, language: str) -> str:
        """What it is called: in Swedish its Swedish name, in any other language the Finnish one."""
        return self.name_sv if language == "sv" else self.name_fi


@functools.cache
def known() -> Mapping[str, Municipality]:
    """Code → municipality, also of those that have ended since 2020."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [Municipality(**row | {"ended_on": _day(row["ended_on"])}) for row in csv.DictReader(lines)]  # type: ignore[arg-type]
    return MappingProxyType({each.code: each for each in rows})


def _day(written: str) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None


@functools.lru_cache(maxsize=8)
def names_on(day: dt.date, language: str) -> Mapping[str, str]:
    """Code → name of the municipalities that there are on ``day``, in the order of the alphabet."""
    there = [each for each in known().values() if each.ended_on is None or day <= each.ended_on]
    ordered = sorted(there, key=lambda each: each.name(language).casefold().translate(_LAST_LETTERS))
    return MappingProxyType({each.code: each.name(language) for each in ordered})


def today_of(code: str) -> str:
    """The code by which the place goes now: that of the municipality in which it has been merged, else its own."""
    found = known().get(code)
    return today_of(found.merged_into) if found and found.merged_into else code


def by_name(name: str) -> Municipality | None:
    """The municipality of this Finnish or Swedish name, however it is written; None when there is none such."""
    return _by_name().get(" ".join(name.split()).casefold())


@functools.cache
def _by_name() -> dict[str, Municipality]:
    return {name.casefold(): each for each in known().values() for name in (each.name_sv, each.name_fi)}

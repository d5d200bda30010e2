"""How long what arrived is kept once it is closed, read from `retention.toml`: a spec names a class of it."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TABLE = Path(__file__).with_name("retention.toml")

NAMES: dict[str, Promise] = {
    "quarter": _("three months"),
    "year": _("one year"),
    "two_years": _("two years"),
    "five_years": _("five years"),
    "ten_years": _("ten years"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFor:
    """One class: how many days from the closing, where the time comes from, and whether that has been confirmed."""

    key: str
    days: int
    provision: str
    source: str
    confirmed: bool
    note: str

    @property
    def name(self) -> Promise:
        return NAMES[self.key]

    def ends_on(self, closed_on: dt.date) -> dt.date:
        """The last day on which something that was closed on a day is kept."""
        return closed_on + dt.timedelta(days=self.days)


@cache
def classes() -> Mapping[str, KeptFor]:
    """Every class, the shortest first."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["class"]
    return {row["key"]: KeptFor(**row) for row in rows}


def class_of(key: str) -> KeptFor:
    """The class with this key. One that nobody knows is the longest there is: nothing goes by a mistake in a word."""
    return classes().get(key) or max(classes().values(), key=lambda each: each.days)

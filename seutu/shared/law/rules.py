"""Dated rules of law, read from data: which rule was in force on a day, and where it stands written."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TypeVar

from django.conf import settings

from seutu.shared.law.entries import Entry, Rule
from seutu.shared.law.reading import read_entries
from seutu.shared.law.tables import Tables, tables_of, tables_with

OWN = "SEUTU_LAW"

E = TypeVar("E", bound=Entry)


class NoRuleInForce(LookupError):
    """No rule of that key was in force on that day, as far as Seutu knows."""


def read(text: str) -> tuple[Rule, ...]:
    """The rules written in TOML.

    :raises BadTable: the text is no such table, or two rules of one key are in force on the same day.
    """
    return tables_of(read_entries(text, "the table")).rules


def tables() -> Tables:
    """Every entry that holds in this installation; what it wrote itself was looked at when the settings were read."""
    return tables_with(*law_in_use())


def law_in_use() -> tuple[str, str]:
    """What the tables are made of: what is worked out from them can be kept under it."""
    return settings.LAW, settings.LAW_FILE or OWN


def all_rules() -> tuple[Rule, ...]:
    """Every rule that holds in this installation."""
    return tables().rules


def rule_in_force(key: str, on: dt.date) -> Rule:
    """The rule that answers ``key`` on that day.

    :raises NoRuleInForce: none did.
    """
    rule = _rule_in_force(law_in_use(), key, on)
    if rule is None:
        raise NoRuleInForce(f"{key} on {on}")
    return rule


# The deadlines of a municipality's clients ask for the same rules on the same days, some hundred thousand times.
@lru_cache(maxsize=50_000)
def _rule_in_force(law: tuple[str, str], key: str, on: dt.date) -> Rule | None:
    try:
        return in_force(tables_with(*law).rules, key, on)
    except NoRuleInForce:
        return None


def in_force(entries: tuple[E, ...], key: str, on: dt.date) -> E:
    """The entry of ``key`` that was in force on that day.

    :raises NoRuleInForce: none was.
    """
    for entry in entries:
        if entry.key == key and entry.is_in_force(on):
            return entry
    raise NoRuleInForce(f"{key} on {on}")

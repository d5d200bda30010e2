"""Dated rules of law, read from data: which rule was in force on a day, and where it stands written."""

from __future__ import annotations

import datetime as dt
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
    return tables_with(settings.LAW, settings.LAW_FILE or OWN)


def all_rules() -> tuple[Rule, ...]:
    """Every rule that holds in this installation."""
    return tables().rules


def rule_in_force(key: str, on: dt.date) -> Rule:
    """The rule that answers ``key`` on that day.

    :raises NoRuleInForce: none did.
    """
    return in_force(all_rules(), key, on)


def in_force(entries: tuple[E, ...], key: str, on: dt.date) -> E:
    """The entry of ``key`` that was in force on that day.

    :raises NoRuleInForce: none was.
    """
    for entry in entries:
        if entry.key == key and entry.is_in_force(on):
            return entry
    raise NoRuleInForce(f"{key} on {on}")

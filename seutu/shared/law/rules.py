"""Dated rules of law, read from data: which rule was in force on a day, and where it stands written."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("rules.toml")


class NoRuleInForce(LookupError):
    """No rule of that key was in force on that day, as far as Seutu knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of law during the time it was in force. ``confirmed`` says whether it was read from the act's own text."""

    key: str
    act: str
    number: str
    section: str
    valid_from: dt.date
    source: str
    confirmed: bool
    valid_to: dt.date | None = None
    days: int = 0
    note: str = ""

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError(f"{self.key}: valid_to is before valid_from")

    @property
    def provision(self) -> str:
        """The rule as decisions cite it: ``KuntaL 140 § 3 mom.``"""
        return f"{self.act} {self.section}"

    @property
    def provision_with_number(self) -> str:
        """The same with the act's number, for readers who look it up: ``KuntaL 410/2015 140 § 3 mom.``"""
        return f"{self.act} {self.number} {self.section}"

    def is_in_force(self, on: dt.date) -> bool:
        """Whether the rule was in force on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def read(text: str) -> tuple[Rule, ...]:
    """The rules written in TOML.

    :raises ValueError: two rules of one key are in force on the same day.
    """
    rules = tuple(Rule(**entry) for entry in tomllib.loads(text)["rule"])
    for rule in rules:
        others = (other for other in rules if other is not rule and other.key == rule.key)
        if any(other.is_in_force(rule.valid_from) for other in others):
            raise ValueError(f"{rule.key}: two rules are in force on {rule.valid_from}")
    return rules


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule that Seutu knows."""
    return read(SOURCE.read_text(encoding="utf-8"))


def rule_in_force(key: str, on: dt.date) -> Rule:
    """The rule that answers ``key`` on that day.

    :raises NoRuleInForce: none did.
    """
    for rule in all_rules():
        if rule.key == key and rule.is_in_force(on):
            return rule
    raise NoRuleInForce(f"{key} on {on}")

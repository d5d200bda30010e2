"""What a list can be narrowed by: a choice whose value stands in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """One choice: ``name`` is its word in the address, ``every`` what choosing nothing is called."""

    name: str
    label: str
    every: str
    options: list[Option]

    @property
    def is_set(self) -> bool:
        return any(option.is_chosen for option in self.options)


def options(pairs: Iterable[tuple[str, str]], chosen: str) -> list[Option]:
    """The options of a filter; what is chosen stays among them also when it would find nothing."""
    found = [Option(value, label, value == chosen) for value, label in pairs]
    if chosen and not any(option.is_chosen for option in found):
        found.append(Option(chosen, chosen, is_chosen=True))
    return found

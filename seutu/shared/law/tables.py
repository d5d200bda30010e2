"""The tables of the law: our files, and what an installation writes in the place of theirs. Reads no settings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from seutu.shared.law.entries import Act, BadTable, Entry, Name, Rule, Section
from seutu.shared.law.reading import read_entries

SOURCES = (
    "rules.toml",
    "integration.toml",
    "integration_names.toml",
    "integration_sections.toml",
    "data_protection.toml",
)

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that is known of the law; ``overridden`` are the entries that the installation wrote itself."""

    rules: tuple[Rule, ...]
    acts: tuple[Act, ...]
    names: tuple[Name, ...]
    sections: tuple[Section, ...]
    overridden: tuple[Entry, ...] = ()

    @property
    def unconfirmed(self) -> tuple[Rule, ...]:
        """The rules that nobody has read from a source yet."""
        return tuple(rule for rule in self.rules if not rule.confirmed)


@cache
def tables_with(written: str, name: str) -> Tables:
    """Our tables, with the entries that an installation wrote in TOML; ``name`` is what a message calls its text.

    :raises BadTable: its text is no such table, nothing asks for an entry, or two are in force on the same day.
    """
    folder = Path(__file__).parent
    texts = {source: folder.joinpath(source).read_text(encoding="utf-8") for source in SOURCES}
    ours = tuple(entry for source, text in texts.items() for entry in read_entries(text, source))
    own = read_entries(written, name)
    _refuse_unknown(own, ours, name)
    try:
        return tables_of(_put_in_place(own, ours), own)
    except BadTable as error:
        raise BadTable(f"{name}: {error}") from error


def tables_of(entries: tuple[Entry, ...], own: tuple[Entry, ...] = ()) -> Tables:
    """The entries by their kinds.

    :raises BadTable: two of one kind and key are in force on the same day.
    """
    return Tables(
        rules=_single(Rule, entries),
        acts=_single(Act, entries),
        names=_single(Name, entries),
        sections=_single(Section, entries),
        overridden=own,
    )


def _single(kind: type[E], entries: tuple[Entry, ...]) -> tuple[E, ...]:
    found = tuple(entry for entry in entries if isinstance(entry, kind))
    for entry in found:
        others = (other for other in found if other is not entry and other.key == entry.key)
        if any(other.is_in_force(entry.valid_from) for other in others):
            raise BadTable(
                f"{entry.key}: two rules are in force on {entry.valid_from}. End the earlier one with a valid_to: "
                "an entry with its key and its valid_from takes its place."
            )
    return found


def _put_in_place(own: tuple[Entry, ...], ours: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Our entries, with the installation's own in the place of those of the same kind, key and first day."""
    places = {_place(entry): entry for entry in own}
    for entry in own:
        if places[_place(entry)] is not entry:
            raise BadTable(f"{entry.key} and {entry.valid_from} are written twice.")
    return tuple(({_place(entry): entry for entry in ours} | places).values())


def _place(entry: Entry) -> tuple[type[Entry], str, dt.date]:
    return type(entry), entry.key, entry.valid_from


def _refuse_unknown(own: tuple[Entry, ...], ours: tuple[Entry, ...], name: str) -> None:
    """A key that nothing asks for would change nothing, and nobody would notice; a section may be a new one."""
    asked = {(type(entry), entry.key) for entry in ours}
    documents = {entry.document for entry in ours if isinstance(entry, Section)}
    for entry in own:
        is_new_section = isinstance(entry, Section) and entry.document in documents and entry.code
        if (type(entry), entry.key) not in asked and not is_new_section:
            raise BadTable(f"{name}: nothing asks for {entry.key}. Look at the keys of the law's own tables.")

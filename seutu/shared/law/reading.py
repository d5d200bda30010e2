"""Reads tables of the law from TOML, strictly: what is not understood is refused with its place."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from seutu.shared.law.entries import Act, BadTable, Entry, Name, Rule, Section, Words

KINDS: dict[str, type[Entry]] = {"act": Act, "name": Name, "rule": Rule, "section": Section}
TYPES: dict[str, type] = {
    "str": str,
    "int": int,
    "bool": bool,
    "dt.date": dt.date,
    "dt.date | None": dt.date,
    "Words": dict,
    "tuple[str, ...]": list,
}
MUST_SAY = ("key", "source")


def read_entries(text: str, name: str) -> tuple[Entry, ...]:
    """The entries written in TOML, in their order; ``name`` is what a message calls the text.

    :raises BadTable: it is no TOML, or an entry is not as its kind is.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadTable(f"{name} is not TOML: {error}.") from error
    if unknown := document.keys() - KINDS.keys():
        raise BadTable(f"{name}: {_list(unknown)} is not known. Known are: {_list(KINDS)}.")
    return tuple(_entry(KINDS[kind], values, place) for kind, values, place in _in_order(document, name))


def _in_order(document: Mapping[str, Any], name: str) -> list[tuple[str, Any, str]]:
    found: list[tuple[str, Any, str]] = []
    for kind, entries in document.items():
        if not isinstance(entries, list):
            raise BadTable(f"{name}: write [[{kind}]], with two brackets.")
        found.extend((kind, values, f"{name}, [[{kind}]] {order}") for order, values in enumerate(entries, start=1))
    return found


def _entry(kind: type[Entry], values: object, place: str) -> Entry:
    if not isinstance(values, dict):
        raise BadTable(f"{place} is not a table.")
    place = f"{place} ({values.get('key', 'without a key')})"
    known = {field.name: field for field in fields(kind)}
    if unknown := values.keys() - known.keys():
        raise BadTable(f"{place}: {_list(unknown)} is not known. Known are: {_list(known)}.")
    needed = {name for name, field in known.items() if field.default is MISSING}
    if missing := needed - values.keys():
        raise BadTable(f"{place}: {_list(missing)} is missing.")
    cleaned = {name: _value(value, str(known[name].type), f"{place}: {name}") for name, value in values.items()}
    if empty := [name for name in MUST_SAY if not cleaned[name]]:
        raise BadTable(f"{place}: {_list(empty)} is empty.")
    try:
        return kind(**cleaned)
    except BadTable as error:
        raise BadTable(f"{place}: {error}") from error


def _value(value: Any, kind: str, place: str) -> Any:
    # Neither isinstance: a bool is an int, and a moment is a day, but not in a table.
    is_of_kind = type(value) is TYPES[kind]
    if not is_of_kind or (kind == "int" and value < 0):
        raise BadTable(f"{place} is of the wrong kind.")
    if kind == "Words":
        return _words(value, place)
    return _texts(value, place) if kind == "tuple[str, ...]" else value


def _words(value: Mapping[str, Any], place: str) -> Words:
    if value.keys() != {"fi", "sv", "en"} or not all(isinstance(word, str) and word for word in value.values()):
        raise BadTable(f"{place} must have fi, sv and en.")
    return Words(**value)


def _texts(value: list[Any], place: str) -> tuple[str, ...]:
    if not all(isinstance(part, str) for part in value):
        raise BadTable(f"{place} is of the wrong kind.")
    return tuple(value)


def _list(names: Any) -> str:
    return ", ".join(sorted(names))

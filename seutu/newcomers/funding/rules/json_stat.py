"""Numbers by municipality out of JSON-stat 2, whatever the order of its dimensions."""

from __future__ import annotations

import enum
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

MOST_VALUES = 1_000_000
MOST = 10**9
MUNICIPALITY = re.compile(r"(?:KU)?([0-9]{3})")
_PREFIXED = re.compile(r"KU[0-9]{3}")
_AREAS = frozenset({"alue", "kunta", "area", "region", "municipality", "område", "kommun"})


class Why(enum.Enum):
    """Why a file or an answer cannot be read as numbers by municipality."""

    NOT_JSON = "not_json"
    NOT_JSON_STAT = "not_json_stat"
    NO_MUNICIPALITIES = "no_municipalities"
    MANY_VALUES = "many_values"
    WRONG_SIZE = "wrong_size"
    TOO_LARGE = "too_large"
    NOT_WHOLE = "not_whole"
    NOT_A_TABLE = "not_a_table"
    TWICE = "twice"


class NotStatistics(ValueError):
    """Numbers by municipality cannot be read; ``why`` says so, ``about`` what it is about (a name, a code, a line)."""

    def __init__(self, why: Why, about: str = "") -> None:
        super().__init__(f"{why.value} {about}".strip())
        self.why = why
        self.about = about


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers by municipality code. ``empty`` are codes that are there without a number; ``period`` is as written."""

    numbers: Mapping[str, int]
    empty: Sequence[str] = ()
    period: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Dimension:
    name: str
    codes: Sequence[str]


def read_json_stat(content: bytes) -> Numbers:
    """The numbers of a table that has one value for each municipality.

    :raises NotStatistics: it is no such table.
    """
    table = _table(content)
    dimensions = _dimensions(table)
    area = _area(table, dimensions)
    for each in dimensions:
        if each is not area and len(each.codes) != 1:
            raise NotStatistics(Why.MANY_VALUES, each.name)
    # All others have one value, so the place in the area is the place in the whole.
    values = _values(table, len(area.codes))
    numbers, empty = {}, []
    for code, value in zip(area.codes, values, strict=True):
        found = MUNICIPALITY.fullmatch(code)
        if found is None:
            continue
        if value is None:
            empty.append(found[1])
        elif found[1] in numbers:
            raise NotStatistics(Why.TWICE, found[1])
        else:
            numbers[found[1]] = _whole(value, code)
    return Numbers(numbers, empty, _period(table, dimensions), str(table.get("label", ""))[:200])


def _table(content: bytes) -> dict[str, Any]:
    try:
        table = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotStatistics(Why.NOT_JSON) from error
    is_ours = isinstance(table, dict) and table.get("class") == "dataset" and "value" in table
    if not is_ours or not isinstance(table.get("dimension"), dict):
        raise NotStatistics(Why.NOT_JSON_STAT)
    return dict(table)


def _dimensions(table: Mapping[str, Any]) -> list[_Dimension]:
    names, sizes = table.get("id"), table.get("size")
    if not isinstance(names, list) or not isinstance(sizes, list) or len(names) != len(sizes):
        raise NotStatistics(Why.WRONG_SIZE)
    if not all(type(size) is int and size > 0 for size in sizes):
        raise NotStatistics(Why.WRONG_SIZE)
    if prod(sizes) > MOST_VALUES:
        raise NotStatistics(Why.TOO_LARGE)
    found = [_Dimension(str(name), _codes(table["dimension"].get(name))) for name in names]
    for each, size in zip(found, sizes, strict=True):
        if len(each.codes) != size:
            raise NotStatistics(Why.WRONG_SIZE, each.name)
    return found


def _codes(dimension: object) -> list[str]:
    """The codes of a dimension in their order: its index is a list, or a mapping to places, or left out for one."""
    category = dimension.get("category") if isinstance(dimension, dict) else None
    if not isinstance(category, dict):
        raise NotStatistics(Why.NOT_JSON_STAT)
    index = category.get("index", category.get("label"))
    if isinstance(index, list):
        return [str(code) for code in index]
    if not isinstance(index, dict):
        raise NotStatistics(Why.NOT_JSON_STAT)
    if "index" not in category:
        return [str(code) for code in index]
    if sorted(map(str, index.values())) != sorted(map(str, range(len(index)))):
        raise NotStatistics(Why.WRONG_SIZE)
    return sorted(index, key=lambda code: int(index[code]))


def _area(table: Mapping[str, Any], dimensions: Sequence[_Dimension]) -> _Dimension:
    """The dimension of municipalities: the one that says so, has KU before its codes, or is called so."""
    roles = table.get("role")
    places = roles.get("geo", []) if isinstance(roles, dict) else []
    with_codes = [each for each in dimensions if any(MUNICIPALITY.fullmatch(code) for code in each.codes)]
    ranked = (
        *(each for each in with_codes if each.name in places),
        *(each for each in with_codes if any(_PREFIXED.fullmatch(code) for code in each.codes)),
        *(each for each in with_codes if each.name.casefold() in _AREAS),
    )
    if not ranked:
        raise NotStatistics(Why.NO_MUNICIPALITIES)
    return ranked[0]


def _values(table: Mapping[str, Any], count: int) -> list[Any]:
    values = table["value"]
    if isinstance(values, dict):
        if not all(key.isdecimal() and int(key) < count for key in values):
            raise NotStatistics(Why.WRONG_SIZE)
        return [values.get(str(place)) for place in range(count)]
    if not isinstance(values, list) or len(values) != count:
        raise NotStatistics(Why.WRONG_SIZE)
    return values


def _whole(value: object, code: str) -> int:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST and value % 1 == 0:
        return int(value)
    raise NotStatistics(Why.NOT_WHOLE, code)


def _period(table: Mapping[str, Any], dimensions: Sequence[_Dimension]) -> str:
    roles = table.get("role")
    times = roles.get("time", []) if isinstance(roles, dict) else []
    for each in dimensions:
        if each.name in times or each.name.casefold() in {"vuosi", "year", "år"}:
            return each.codes[0]
    return ""

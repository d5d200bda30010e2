"""The rounds of a repeat in what was typed: how many there are, one more, one less."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from seutu.shared.eforms.spec.items import Group

Raw = Mapping[str, Sequence[str]]

MOST_ROUNDS = 20
MOST_ROUNDS_EVER = 100
COUNT = "count"


def count_key(key: str) -> str:
    """The name of the input that says how many rounds the repeat at ``key`` has."""
    return f"{key}/{COUNT}"


def most_of(repeat: Group) -> int:
    """How many rounds a repeat may have."""
    return min(repeat.most or MOST_ROUNDS, MOST_ROUNDS_EVER)


def rounds_in(raw: Raw, key: str, repeat: Group) -> int:
    """How many rounds of the repeat at ``key`` there are: as many as ``raw`` says, within the repeat's limits."""
    most = most_of(repeat)
    return max(min(repeat.least, most), min(_told(raw, key), most))


def _told(raw: Raw, key: str) -> int:
    told = next(iter(raw.get(count_key(key), ())), "")
    return int(told) if isinstance(told, str) and told.isascii() and told.isdigit() and len(told) < 6 else 0


def with_round(raw: Raw, key: str, repeat: Group) -> dict[str, list[str]]:
    """``raw`` with one round more at ``key``, unless there are as many as may be."""
    number = min(rounds_in(raw, key, repeat) + 1, most_of(repeat))
    return {**_lists(raw), count_key(key): [str(number)]}


def without_round(raw: Raw, key: str, repeat: Group, number: int) -> dict[str, list[str]]:
    """``raw`` without the round ``number`` (from 0) at ``key``; the later ones move up."""
    there = rounds_in(raw, key, repeat)
    if not 0 <= number < there:
        return _lists(raw)
    kept = {name: values for name, values in _lists(raw).items() if not name.startswith(f"{key}/")}
    for name, values in raw.items():
        if not name.startswith(f"{key}/"):
            continue
        first, _, rest = name.removeprefix(f"{key}/").partition("/")
        if rest and first.isascii() and first.isdigit() and int(first) != number:
            kept[f"{key}/{int(first) - (int(first) > number)}/{rest}"] = list(values)
    kept[count_key(key)] = [str(max(there - 1, repeat.least))]
    return kept


def _lists(raw: Raw) -> dict[str, list[str]]:
    return {name: list(values) for name, values in raw.items()}

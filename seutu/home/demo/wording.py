"""The words of the demo's recurring matters: what differs from one to the next, and their Finnish forms."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

Words = Mapping[str, Any]

_WORD = re.compile(r"\{(?P<name>[A-Za-z_]+)(?:\.(?P<form>[a-z]+))?\}")
_ENDINGS = {"valtuusto": "valtuusto", "hallitus": "hallitukse", "lautakunta": "lautakunna", "jaosto": "jaosto"}
# Words stand in words: the name of a firm in a title, the place in the name of a firm.
DEPTH = 3


def number_of(*what: object) -> int:
    """A number made of ``what``: the same in every run and on every machine."""
    return int.from_bytes(hashlib.sha256("\x1f".join(map(str, what)).encode()).digest()[:6])


def chosen(values: Sequence[Any], key: str, turn: int) -> Any:
    """What comes at its ``turn``: a word of a list, or a number of ``[least, most, step]`` written as Finnish does."""
    if not all(isinstance(value, int) for value in values):
        return values[(number_of(key) + turn) % len(values)]
    least, most, step = values
    places = (most - least) // step + 1
    return finnish_number(least + step * (number_of(key, turn) % places))


def finnish_number(number: int) -> str:
    """12 500, with a space between thousands."""
    return f"{number:,}".replace(",", " ")


def say(text: str, words: Words) -> str:
    """``text`` with the words it asks for; what is not among them (years, days) stays for the calendar."""

    def word(match: re.Match[str]) -> str:
        value = words.get(match["name"])
        if value is None:
            return match[0]
        return str(value[match["form"]] if match["form"] else value)

    for _ in range(DEPTH):
        text = _WORD.sub(word, text)
    return text


def body_words(name_fi: str, name_sv: str) -> dict[str, str]:
    """The forms of a body's name: {Body}, {body}, {body_n}, {body_lle}, {Body_sv}."""
    small = name_fi[:1].lower() + name_fi[1:]
    ending = next(ending for ending in _ENDINGS if small.endswith(ending))
    stem = small.removesuffix(ending) + _ENDINGS[ending]
    return {
        "Body": name_fi,
        "body": small,
        "body_n": f"{stem}n",
        "body_lle": f"{stem}lle",
        "Body_sv": name_sv,
    }


def town_words(town: Words) -> dict[str, str]:
    """The forms of the word for a municipality, town or rural: {kunnan}, {Kunnan}, {kunnalle}, {name_n}."""
    stem = "kaupungi" if town.get("is_city") else "kunna"
    forms = {f"kunn{ending}": stem + end for ending, end in (("an", "n"), ("alle", "lle"), ("alta", "lta"))}
    return {**forms, **{key.capitalize(): form.capitalize() for key, form in forms.items()}, "name_n": town["name_n"]}

"""What a message to a client may hold: a text known beforehand, and at most a day, a time, a place and a number."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

PLACEHOLDERS = ("day", "time", "place", "phone")
_PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")
SOURCE = "fi"


def placeholders_in(text: str) -> list[str]:
    """What is to be filled in, in the order of the form."""
    found = set(_PLACEHOLDER.findall(text))
    return [name for name in PLACEHOLDERS if name in found]


def unknown_in(text: str) -> list[str]:
    """What stands in braces and could never be filled in."""
    return sorted(set(_PLACEHOLDER.findall(text)) - set(PLACEHOLDERS))


def filled(text: str, values: Mapping[str, str]) -> str:
    """``text`` with ``values`` in place of their names; what has no value stays as it is."""
    return _PLACEHOLDER.sub(lambda match: values.get(match[1]) or match[0], text)


def language_for(wished: Sequence[str], available: Collection[str]) -> str:
    """The first of the wished languages in which there is a text, else English, else the source."""
    return next((code for code in (*wished, "en") if code in available), SOURCE)

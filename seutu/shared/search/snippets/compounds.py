"""Where in an inflected compound the part stands that was meant."""

from __future__ import annotations

from collections.abc import Iterable

# A part is known by its beginning: what is left of it where consonants change, as in katu, kadun.
LEAST_BEGINNING = 2
MOST_CHANGED = 4


def stretch(form: str, part: str, others: Iterable[str]) -> tuple[int, int]:
    """The place of ``part`` in ``form``, which has the parts ``others`` too; the whole of it where that is unclear.

    >>> stretch("kotouttamistyöhön", "kotouttaa", ["kotouttaa", "työ"])
    (0, 11)
    """
    start, length = _beginning(form, part)
    if not length:
        return 0, len(form)
    starts = (_beginning(form, other)[0] for other in others)
    return start, min((each for each in starts if each >= start + length), default=len(form))


def _beginning(form: str, part: str) -> tuple[int, int]:
    """Where the longest beginning of ``part`` that ``form`` has stands, and how long it is."""
    least = max(LEAST_BEGINNING, len(part) - MOST_CHANGED)
    for length in range(len(part), least - 1, -1):
        place = form.find(part[:length])
        if place >= 0:
            return place, length
    return -1, 0

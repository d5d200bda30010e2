"""The column parameters: the limits of a range, the size of a picture; whatever else it asks for is refused."""

from __future__ import annotations

from collections.abc import Callable

from seutu.shared.eforms.xlsforms.types import IMAGE, RANGE, RowType

# pyxform warns of pictures without it.
USUAL_PICTURE = "max-pixels=2560"
_RANGE = {"start": "1", "end": "10", "step": "1"}


def _pairs(written: str) -> dict[str, str]:
    pairs = (piece.partition("=") for piece in written.replace(",", " ").replace(";", " ").split())
    return {name.strip().lower(): value.strip() for name, _sign, value in pairs}


def kept_parameters(found: RowType, written: str, refuse: Callable[[str], None]) -> dict[str, str]:
    """What is kept of the parameters of a row for another program; ``refuse`` is told of what Seutu does not do."""
    pairs = _pairs(written)
    allowed = {RANGE: {"start", "end"}, IMAGE: {"max-pixels"}}.get(found.word, set())
    for name, value in pairs.items():
        is_whole = value.lstrip("-").isdigit()
        if not ((name in allowed and is_whole) or (found.word == RANGE and (name, value) == ("step", "1"))):
            refuse(f"{name}={value}" if value else name)
    return {"parameters": written} if found.word == IMAGE and written not in {"", USUAL_PICTURE} else {}


def range_constraint(found: RowType, written: str, constraint: str) -> str:
    """The condition of an answer; a range is a whole number between its ends."""
    if found.word != RANGE:
        return constraint
    limits = _RANGE | _pairs(written)
    between = f". >= {limits['start']} and . <= {limits['end']}"
    return f"{between} and ({constraint})" if constraint else between

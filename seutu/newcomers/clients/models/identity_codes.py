"""Personal identity codes as they are compared: one form for all the ways to write one."""

from __future__ import annotations

from stdnum.fi import hetu


def normalised(code: str) -> str:
    """``code`` in capitals and without spaces, or "" when it is no code of a person (temporary codes, too, are)."""
    compact = "".join(code.split()).upper()
    return compact if hetu.is_valid(compact, allow_temporary=True) else ""

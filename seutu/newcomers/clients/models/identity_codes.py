"""Personal identity codes as they are compared: one form for all the ways to write one."""

from __future__ import annotations

from stdnum.fi import hetu

from seutu.shared.core.encryption.unreadable import is_readable

HIDDEN = "*"


def normalised(code: str) -> str:
    """``code`` in capitals and without spaces, or "" when it is no code of a person (temporary codes, too, are)."""
    compact = "".join(code.split()).upper()
    return compact if hetu.is_valid(compact, allow_temporary=True) else ""


def masked(code: str | None) -> str:
    """A code that can be told from another and not be read: the sign of the century and the last character stay.

    One that cannot be opened says so.
    """
    if not code or not is_readable(code):
        return str(code or "")
    return HIDDEN * 6 + code[6:7] + HIDDEN * 3 + code[10:]

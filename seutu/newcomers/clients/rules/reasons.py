"""What a written reason must be, wherever one worker gives it to others."""

from __future__ import annotations

from seutu.shared.core import personal_id

LEAST_CHARACTERS = 10


class ReasonTooShort(Exception):
    """The reason says too little: an officer could not judge by it."""


class IdentityCodeInText(Exception):
    """A personal identity code stands in the reason, which others will read."""


def tidy_reason(text: str, *, least: int = 1) -> str:
    """``text`` without needless spaces.

    :raises ReasonTooShort: it has fewer than ``least`` characters.
    :raises IdentityCodeInText: there is a personal identity code in it.
    """
    reason = " ".join(text.split())
    if len(reason) < least:
        raise ReasonTooShort
    if personal_id.contains(reason):
        raise IdentityCodeInText
    return reason

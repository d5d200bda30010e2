"""Everyday words and the words of the records. A stand-in until the table is merged: it knows none."""

from __future__ import annotations


def expansions(word: str) -> tuple[str, ...]:
    """What else a typed word is looked up as."""
    return ()

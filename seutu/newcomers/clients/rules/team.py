"""What may be told of a team and of a region in numbers."""

from __future__ import annotations

# Fewer protected clients than this are not told: beside a name of a place, a small number points at somebody.
SMALLEST_TOLD = 5


def told(count: int) -> int | None:
    """A count of protected clients, or None when it is too small to be told; none and few look the same."""
    return count if count >= SMALLEST_TOLD else None

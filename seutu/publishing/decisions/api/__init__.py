"""The JSON twin of every page: the same records, for machines."""

from seutu.publishing.decisions.api.twins import (
    all_bodies,
    all_meetings,
    bodies,
    body,
    case,
    item,
    meeting,
    meetings,
    municipality,
)

__all__ = [
    "all_bodies",
    "all_meetings",
    "bodies",
    "body",
    "case",
    "item",
    "meeting",
    "meetings",
    "municipality",
]

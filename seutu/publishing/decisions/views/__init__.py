"""The public pages of decisions. Every record on them comes from `queries`, so it has gone through the projection."""

from seutu.publishing.decisions.views.cases import case
from seutu.publishing.decisions.views.items import attachment, item
from seutu.publishing.decisions.views.meetings import all_meetings, meeting, meetings
from seutu.publishing.decisions.views.municipalities import all_bodies, bodies, body, municipality

__all__ = [
    "all_bodies",
    "all_meetings",
    "attachment",
    "bodies",
    "body",
    "case",
    "item",
    "meeting",
    "meetings",
    "municipality",
]

"""The JSON twin of every page: the same records, for machines."""

from seutu.publishing.decisions.api.feeds_page import feeds_page
from seutu.publishing.decisions.api.record_twins import (
    elected_official,
    elected_officials,
    former_meeting,
    former_version,
    initiative,
    initiatives,
    notice,
    notices,
    office_holders,
    officer_decision,
    officer_decisions,
)
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
    "elected_official",
    "elected_officials",
    "feeds_page",
    "former_meeting",
    "former_version",
    "initiative",
    "initiatives",
    "item",
    "meeting",
    "meetings",
    "municipality",
    "notice",
    "notices",
    "office_holders",
    "officer_decision",
    "officer_decisions",
]

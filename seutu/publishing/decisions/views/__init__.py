"""The public pages of decisions. Every record on them comes from `queries`, so it has gone through the projection."""

from seutu.publishing.decisions.views.cases import case
from seutu.publishing.decisions.views.feeds_page import feeds_page
from seutu.publishing.decisions.views.initiatives import initiative, initiatives
from seutu.publishing.decisions.views.items import attachment, item
from seutu.publishing.decisions.views.meetings import all_meetings, meeting, meetings
from seutu.publishing.decisions.views.municipalities import all_bodies, bodies, body, municipality
from seutu.publishing.decisions.views.notices import notice, notice_attachment, notices
from seutu.publishing.decisions.views.officer_decisions import (
    officer_decision,
    officer_decision_attachment,
    officer_decisions,
)
from seutu.publishing.decisions.views.people import elected_official, elected_officials, office_holders
from seutu.publishing.decisions.views.versions import former_meeting, former_version

__all__ = [
    "all_bodies",
    "all_meetings",
    "attachment",
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
    "notice_attachment",
    "notices",
    "office_holders",
    "officer_decision",
    "officer_decision_attachment",
    "officer_decisions",
]

"""The way to a page of a meeting, for its breadcrumb."""

from __future__ import annotations

from django.utils.translation import gettext as _

from seutu.publishing.decisions import presentation
from seutu.publishing.decisions.rules import ShownItem
from seutu.shared.ui import dates
from seutu.shared.ui.components import Link
from seutu.shared.ui.typesetting import section_sign


def item_trail(item: ShownItem) -> list[Link]:
    """From the body to the item; the last link has the item's address too, for a page under it."""
    meeting = item.meeting
    day = _("Meeting %(day)s") % {"day": dates.day(meeting.day)}
    last = section_sign(item.section_number or "") or item.title
    language = "" if item.section_number else item.language
    return [presentation.body_link(meeting.body), Link(day, meeting.url), Link(last, item.url, lang=language)]

"""The desk's part of a worker's home page: which meetings wait for what, what was left unfinished, what runs out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from seutu.publishing.decisions.models import Meeting, MeetingState
from seutu.publishing.desk import presentation, register_panels
from seutu.publishing.desk.drafts_presentation import unfinished_lines
from seutu.publishing.desk.queries import meetings as queries
from seutu.publishing.desk.queries.drafts import unfinished_of
from seutu.publishing.desk.queries.prepared import waiting_for
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.ui.components import Status
from seutu.shared.ui.dates import weekday_day

SHOWN = 8
# The notice of a meeting goes out so many days before; the administrative regulations of a municipality say how many.
AGENDA_DAYS = 4


@dataclass(frozen=True)
class Due:
    """A meeting and what it waits for."""

    meeting: Meeting
    text: str
    status: Status


def meetings_panel(request: HttpRequest) -> dict[str, Any] | None:
    """What the panel shows, or None for whoever prepares no meetings."""
    if not queries.bodies_of(request.user).exists():
        return None
    rows = queries.listed(queries.meetings_editable_by(request.user))
    unfinished = rows.filter(state__in=queries.UNFINISHED).order_by("starts_at", "pk")[:SHOWN]
    return {"dues": [_due(row) for row in unfinished]}


def prepared_panel(request: HttpRequest) -> dict[str, Any] | None:
    """What preparing officers have handed in and nobody has taken yet."""
    waiting = waiting_for(request.user)
    return {"waiting": waiting} if waiting else None


def unfinished_panel(request: HttpRequest) -> dict[str, Any] | None:
    """What this person began to type and has not saved."""
    lines = unfinished_lines(unfinished_of(cast(User, request.user)))
    return {"lines": lines} if lines else None


def _due(meeting: Meeting) -> Due:
    when = weekday_day(meeting.day)
    days = presentation.days_until(meeting)
    if meeting.state == MeetingState.DRAFT:
        is_late = days <= AGENDA_DAYS
        status = Status(_("Agenda"), tone="late" if days < 0 else "soon" if is_late else "")
        return Due(meeting, _("%(day)s: publish the agenda") % {"day": when}, status)
    if meeting.state == MeetingState.AGENDA_PUBLISHED:
        begun = meeting.starts_at + dt.timedelta(hours=1) < clock.now()
        status = Status(_("Minutes"), tone="soon") if begun else Status(_("To be held"), tone="told")
        text = _("%(day)s: begin the minutes") if begun else _("%(day)s: the agenda is out")
        return Due(meeting, text % {"day": when}, status)
    waiting = presentation.still_to_check(meeting)
    if waiting:
        text = _("%(day)s: not checked by: %(names)s") % {"day": when, "names": ", ".join(waiting)}
        return Due(meeting, text, Status(_("Checking"), tone="soon"))
    if meeting.state == MeetingState.MINUTES_CHECKED:
        return Due(meeting, _("%(day)s: publish the minutes") % {"day": when}, Status(_("Checked"), tone="firm"))
    return Due(meeting, _("%(day)s: write the minutes") % {"day": when}, Status(_("Unfinished")))


# What each panel shows, or None when there is nothing to show; they are asked for those who keep a desk.
PANELS: dict[str, Callable[[HttpRequest], dict[str, Any] | None]] = {
    "meetings": meetings_panel,
    "prepared": prepared_panel,
    "unfinished": unfinished_panel,
    "takeovers": register_panels.takeovers_panel,
    "notices": register_panels.notices_panel,
    "initiatives": register_panels.initiatives_panel,
}

"""What of the registers waits or runs out, for a worker's home page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seutu.publishing.decisions.models import Initiative, Notice
from seutu.publishing.decisions.queries import of_registers
from seutu.publishing.desk import register_presentation as presentation
from seutu.publishing.desk.queries import registers as queries
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.ui.components import Link, Status
from seutu.shared.ui.dates import day

SHOWN = 8
# So many days before its end a notice is told of, and so many before it a day is near.
NOTICE_DAYS = 7
NEAR_DAYS = 3


@dataclass(frozen=True)
class PanelLine:
    """A record, what is to be known of it, and how near it is."""

    link: Link
    text: str
    status: Status


def takeovers_panel(request: HttpRequest) -> dict[str, Any] | None:
    """The decisions that a body can still take over, with the days left."""
    today = clock.today()
    pairs = of_registers.decisions_to_take_over(_user(request), today)
    lines = []
    for decision, right in pairs[:SHOWN]:
        link = Link(decision.title, reverse("desk:officer_decision", args=[decision.pk]), lang=decision.language)
        body = right.body.name if right.body else ""
        text = f"{presentation.decision_named(decision)} · {body}"
        lines.append(PanelLine(link, text, _days_left(right.ends_on or today, today)))
    return _panel(
        "takeovers",
        _("Right to take over"),
        lines,
        len(pairs),
        Link(_("All that can be taken over"), reverse("desk:takeovers")),
    )


def notices_panel(request: HttpRequest) -> dict[str, Any] | None:
    """The notices that go off the site soon."""
    today = clock.today()
    rows = queries.notices_ending(_user(request), today, within=dt.timedelta(days=NOTICE_DAYS))
    lines = [_notice_line(row, today) for row in rows[:SHOWN]]
    return _panel(
        "notices", _("Notices that end soon"), lines, len(rows), Link(_("All notices"), reverse("desk:notices"))
    )


def _notice_line(notice: Notice, today: dt.date) -> PanelLine:
    link = Link(notice.title, reverse("desk:notice", args=[notice.pk]), lang=notice.language)
    text = _("On display until %(day)s") % {"day": day(notice.ends_on)}
    return PanelLine(link, text, _days_left(notice.ends_on, today))


def initiatives_panel(request: HttpRequest) -> dict[str, Any] | None:
    """The initiatives that nobody has answered, the oldest first."""
    rows = queries.initiatives_waiting(_user(request))
    lines = [_initiative_line(row) for row in rows[:SHOWN]]
    return _panel(
        "initiatives",
        _("Initiatives that wait for an answer"),
        lines,
        len(rows),
        Link(_("All initiatives"), reverse("desk:initiatives")),
    )


def _initiative_line(initiative: Initiative) -> PanelLine:
    link = Link(initiative.title, reverse("desk:initiative", args=[initiative.pk]), lang=initiative.language)
    number = capfirst(f"{initiative.get_kind_display()} {initiative.number}/{initiative.year}")
    text = _("%(number)s, submitted on %(day)s") % {"number": number, "day": day(initiative.submitted_on)}
    return PanelLine(link, text, presentation.initiative_state(initiative))


def _panel(key: str, title: str, lines: Sequence[PanelLine], count: int, more: Link) -> dict[str, Any] | None:
    return {"key": key, "title": title, "lines": lines, "count": count, "more": more} if lines else None


def _days_left(last: dt.date, today: dt.date) -> Status:
    left = (last - today).days
    words = ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left} if left else _("The last day")
    return Status(words, tone="soon" if left <= NEAR_DAYS else "told")


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)

"""The page of a case: its handlings on a line of time."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, presentation_records, reading
from seutu.publishing.decisions.rules import ShownCase, ShownItem
from seutu.publishing.decisions.views import linked_data
from seutu.publishing.decisions.views.following import following
from seutu.publishing.decisions.views.frame import frame
from seutu.shared.ui.components import Link, TimelineEntry


@require_safe
def case(request: HttpRequest, municipality: str, case: str) -> HttpResponse:
    shown = reading.case_at(reading.reader_of(request), municipality, case)
    bodies = {item.meeting.body.pk: presentation.body_link(item.meeting.body) for item in shown.handlings}
    feeds = presentation.feeds_of(case=shown)
    entries = _entries(shown)
    days = [entry.day for entry in entries if entry.day]
    context = {
        "case": shown,
        "entries": entries,
        "first": days[0],
        "latest": days[-1],
        "bodies": list(bodies.values()),
        "linked_data": linked_data.case(shown, request),
        **following(request, shown.organization, shown.slug, shown.number),
    }
    trail = [Link(_("Case %(number)s") % {"number": shown.number})]
    page = frame(request, trail, owner=shown.organization, feeds=feeds)
    return render(request, "decisions/case.html", page | context)


def _entries(shown: ShownCase) -> list[TimelineEntry]:
    """The steps of the case, the earliest first; on one day, what bodies did before what office holders decided."""
    steps = [_entry(item) for item in shown.handlings]
    steps += [presentation_records.officer_decision_step(decision) for decision in shown.officer_decisions]
    return sorted(steps, key=lambda step: step.day or dt.date.max)


def _entry(item: ShownItem) -> TimelineEntry:
    return TimelineEntry(
        title=item.title,
        day=item.meeting.day,
        url=item.url,
        about=item.meeting.body.name,
        statuses=presentation.item_statuses(item),
        section=item.section_number or "",
        lang=item.language,
        is_decided=item.outcome in presentation.DECIDING,
        is_open=not item.meeting.has_minutes,
    )

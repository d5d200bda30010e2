"""Initiatives of councillors and residents: the list of a municipality, and the page of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, presentation_records, queries, reading
from seutu.publishing.decisions.models.kinds import InitiativeState
from seutu.publishing.decisions.rules import GoneRecord, ShownInitiative
from seutu.publishing.decisions.views.filters import Filter, options
from seutu.publishing.decisions.views.frame import frame, keep_from_search_engines
from seutu.publishing.decisions.views.gone import gone
from seutu.publishing.decisions.views.listing import PER_PAGE, ListWords, record_list
from seutu.shared.ui.components import Link, TimelineEntry


@require_safe
def initiatives(request: HttpRequest, municipality: str) -> HttpResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    kind = reading.initiative_kind_asked_for(request)
    year = reading.year_asked_for(request)
    found = queries.initiatives(
        reader, owner=owner, kind=kind, year=year, page=reading.page_asked_for(request), per_page=PER_PAGE
    )
    kinds = [("valtuustoaloitteet", _("Council initiatives")), ("kuntalaisaloitteet", _("Residents' initiatives"))]
    chosen = next((word for word, each in reading.INITIATIVE_KINDS.items() if each is kind), "")
    years = [(str(each), str(each)) for each in queries.years_with_initiatives(reader, owner, kind)]
    filters = [
        Filter("laji", _("Whose initiative"), _("All initiatives"), options(kinds, chosen)),
        Filter("vuosi", _("Year"), _("All years"), options(years, str(year or ""))),
    ]
    feeds = presentation.feeds_of(owner)
    page = frame(request, [Link(_("Initiatives"))], owner=owner, feeds=feeds, is_paged=True)
    words = _list_words(found.total)
    return record_list(
        request, page, found, filters, words=words, row=presentation_records.initiative_row, list_id="initiative-list"
    )


def _list_words(total: int) -> ListWords:
    return ListWords(
        title=_("Initiatives"),
        lead=_("What councillors and residents have proposed, and how far each initiative has come."),
        show=_("Show initiatives"),
        count=ngettext("%(number)s initiative", "%(number)s initiatives", total) % {"number": total},
        nothing=_("No initiatives yet"),
        nothing_why=_("Nothing has been published here yet. An initiative appears after it has been submitted."),
        nothing_chosen=_("No initiatives with these choices"),
        show_all=_("Show all initiatives"),
    )


@require_safe
def initiative(request: HttpRequest, municipality: str, year: int, number: int) -> HttpResponse:
    shown = reading.initiative_at(reading.reader_of(request), municipality, year, number)
    if isinstance(shown, GoneRecord):
        return gone(request, shown)
    context = {
        "initiative": shown,
        "statuses": presentation_records.initiative_statuses(shown),
        "kind": presentation_records.INITIATIVE_KINDS[shown.kind],
        "signatures": presentation_records.signatures(shown),
        "entries": _steps(shown),
        "submitted_to": presentation.body_link(shown.submitted_to) if shown.submitted_to else None,
        "answer": Link(presentation.citation(shown.answer), shown.answer.url) if shown.answer else None,
    }
    trail = [
        Link(_("Initiatives"), reverse("decisions:initiatives", args=[municipality])),
        Link(_("Initiative %(number)s") % {"number": shown.series}),
    ]
    page = frame(request, trail, owner=shown.organization, feeds=[])
    return keep_from_search_engines(render(request, "decisions/initiative.html", page | context))


def _steps(shown: ShownInitiative) -> list[TimelineEntry]:
    """What has happened to it, and what is still to come."""
    submitted = TimelineEntry(
        title=_("The initiative was submitted"),
        day=shown.submitted_on,
        about=shown.submitted_to.name if shown.submitted_to else "",
    )
    if shown.state is InitiativeState.CLOSED:
        return [submitted, _last(shown, _("The handling ended"))]
    if shown.state is InitiativeState.ANSWERED:
        return [submitted, _last(shown, _("The initiative was answered"))]
    is_prepared = shown.state is InitiativeState.IN_PREPARATION
    steps = [submitted]
    steps += [TimelineEntry(title=_("The answer is being prepared"), is_current=True, is_open=True)] * is_prepared
    return [*steps, TimelineEntry(title=_("The initiative is answered"), is_open=True)]


def _last(shown: ShownInitiative, title: str) -> TimelineEntry:
    answer = shown.answer
    return TimelineEntry(
        title=title,
        day=shown.answered_on or (answer.meeting.day if answer else None),
        url=answer.url if answer else "",
        about=answer.meeting.body.name if answer else "",
        section=(answer.section_number or "") if answer else "",
        is_decided=True,
    )

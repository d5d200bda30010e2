"""Office holders' decisions: the list of a municipality, the page of one, and its attachments."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import form_subjects, presentation, presentation_records, queries, reading
from seutu.publishing.decisions.rules import GoneRecord, ShownOfficerDecision, TakeoverState
from seutu.publishing.decisions.views import linked_data
from seutu.publishing.decisions.views.attached import answer_file
from seutu.publishing.decisions.views.filters import Filter, options
from seutu.publishing.decisions.views.following import following
from seutu.publishing.decisions.views.frame import frame, keep_from_search_engines
from seutu.publishing.decisions.views.gone import gone
from seutu.publishing.decisions.views.listing import PER_PAGE, ListWords, record_list
from seutu.publishing.decisions.wording import remedy_words
from seutu.publishing.decisions.wording.attachments import listed
from seutu.publishing.decisions.wording.item_sections import is_ruling
from seutu.shared.ui import dates
from seutu.shared.ui.components import Link
from seutu.shared.ui.typesetting import section_sign


@require_safe
def officer_decisions(request: HttpRequest, municipality: str) -> HttpResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    of_office = reading.office_asked_for(request, owner)
    year = reading.year_asked_for(request)
    found = queries.officer_decisions(
        reader, owner=owner, of_office=of_office, year=year, page=reading.page_asked_for(request), per_page=PER_PAGE
    )
    offices = options([(each.slug, each.name) for each in queries.offices(owner)], of_office.slug if of_office else "")
    years = [(str(each), str(each)) for each in queries.years_with_officer_decisions(reader, owner, of_office)]
    filters = [
        Filter("virka", _("Office"), _("All offices"), offices),
        Filter("vuosi", _("Year"), _("All years"), options(years, str(year or ""))),
    ]
    trail = [Link(_("Office holders' decisions"))]
    page = frame(request, trail, owner=owner, feeds=presentation.feeds_of(owner), is_paged=True)
    words = _list_words(found.total)
    row = presentation_records.officer_decision_row
    return record_list(request, page, found, filters, words=words, row=row, list_id="officer-decision-list")


def _list_words(total: int) -> ListWords:
    return ListWords(
        title=_("Office holders' decisions"),
        lead=_("What the municipality's office holders have decided alone. Each office numbers its decisions by year."),
        show=_("Show decisions"),
        count=ngettext("%(number)s decision", "%(number)s decisions", total) % {"number": total},
        nothing=_("No office holders' decisions yet"),
        nothing_why=_(
            "Nothing has been published here yet. A municipality chooses which of its office holders' decisions it "
            "publishes online; the others can be requested from the registry."
        ),
        nothing_chosen=_("No decisions with these choices"),
        show_all=_("Show all decisions"),
    )


@require_safe
def officer_decision(request: HttpRequest, municipality: str, decision_id: int) -> HttpResponse:
    shown = reading.officer_decision_at(reading.reader_of(request), municipality, decision_id)
    if isinstance(shown, GoneRecord):
        return gone(request, shown)
    address = request.build_absolute_uri(request.path)
    series = section_sign(shown.series)
    context = {
        "decision": shown,
        "series": series,
        "office_name": shown.office.name,
        "office_language": presentation.own_language(shown.office.name_fi, shown.office.name),
        "statuses": presentation.with_clock(presentation_records.officer_decision_statuses(shown), shown.clock),
        "is_ruling": is_ruling(shown.decision_html),
        "attachments": listed(shown.attachments),
        "remedies": [remedy_words.about(shown.remedy)] if shown.remedy else [],
        "clocks": _clocks(shown),
        "review_request": form_subjects.review_request_of(shown),
        "document_request": form_subjects.document_request_of(shown),
        "takeover": _takeover_words(shown),
        "address": address,
        "citation": presentation_records.officer_decision_citation(shown),
        "full_citation": presentation_records.officer_decision_full_citation(shown, address),
        "linked_data": linked_data.officer_decision(shown, request),
        **following(request, shown.organization, shown.case_slug, shown.case_number),
    }
    trail = [
        Link(_("Office holders' decisions"), reverse("decisions:officer_decisions", args=[municipality])),
        Link(series or shown.title, lang="" if series else shown.language),
    ]
    page = frame(request, trail, owner=shown.organization, feeds=[])
    return keep_from_search_engines(render(request, "decisions/officer_decision.html", page | context))


def _clocks(shown: ShownOfficerDecision) -> list[remedy_words.ClockWords]:
    words = remedy_words.of_clock(shown.remedy, shown.displayed_on, is_of_minutes=False) if shown.remedy else None
    return [words] if words else []


def _takeover_words(shown: ShownOfficerDecision) -> str:
    """Whether a body can still take the decision over, in a sentence, or ""."""
    right = shown.takeover
    day = right.taken_over_on or right.ends_on
    values = {
        "body": right.body.name if right.body else "",
        "day": dates.day(day) if day else "",
        "provision": right.exclusion,
    }
    words = {
        TakeoverState.NONE: "",
        TakeoverState.EXCLUDED: _("This decision cannot be taken over (%(provision)s)."),
        TakeoverState.UNKNOWN: _(
            "We do not know when the decision was put on display, so we cannot work out the time."
        ),
        TakeoverState.OPEN: _("%(body)s can take this decision over until %(day)s."),
        TakeoverState.LAPSED: _("%(body)s did not take this decision over. The time for it ended on %(day)s."),
        TakeoverState.TAKEN_OVER: (
            _("%(body)s took this decision over on %(day)s.") if right.body else _("Taken over on %(day)s.")
        ),
    }
    return words[right.state] % values


@require_safe
def officer_decision_attachment(
    request: HttpRequest, municipality: str, decision_id: int, number: int
) -> HttpResponseBase:
    reader = reading.reader_of(request)
    shown = queries.officer_decision_attachment(reader, municipality, decision_id, number)
    if isinstance(shown, GoneRecord):
        return gone(request, shown)
    if shown is None or shown.file is None:
        raise Http404("no such attachment")
    return answer_file(request, shown, shown.file)

"""Public notices and municipal announcements: those on display now, the page of one, and its documents."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, presentation_records, queries, reading
from seutu.publishing.decisions.rules import GoneRecord
from seutu.publishing.decisions.views.attached import answer_file
from seutu.publishing.decisions.views.filters import Filter, options
from seutu.publishing.decisions.views.frame import frame, keep_from_search_engines
from seutu.publishing.decisions.views.gone import gone
from seutu.publishing.decisions.views.listing import PER_PAGE, ListWords, record_list
from seutu.publishing.decisions.wording.attachments import listed
from seutu.shared.ui.components import Link


@require_safe
def notices(request: HttpRequest, municipality: str) -> HttpResponse:
    reader = reading.reader_of(request)
    owner = reading.organization_at(municipality)
    kind = reading.notice_kind_asked_for(request)
    found = queries.notices(reader, owner=owner, kind=kind, page=reading.page_asked_for(request), per_page=PER_PAGE)
    kinds = [
        ("kuulutukset", _("Public notices")),
        ("ilmoitukset", _("Municipal announcements")),
    ]
    chosen = next((word for word, each in reading.NOTICE_KINDS.items() if each is kind), "")
    filters = [Filter("laji", _("Kind of notice"), _("All kinds of notices"), options(kinds, chosen))]
    page = frame(request, [Link(_("Notices"))], owner=owner, feeds=presentation.feeds_of(owner), is_paged=True)
    words = _list_words(found.total)
    answer = record_list(
        request, page, found, filters, words=words, row=presentation_records.notice_row, list_id="notice-list"
    )
    return keep_from_search_engines(answer)


def _list_words(total: int) -> ListWords:
    return ListWords(
        title=_("Notices"),
        lead=_(
            "What the municipality tells its residents for a time. A notice leaves this page the day after its last "
            "day of display."
        ),
        show=_("Show notices"),
        count=ngettext("%(number)s notice on display", "%(number)s notices on display", total) % {"number": total},
        nothing=_("No notices on display"),
        nothing_why=_("No notice is on display today. Earlier notices can be requested from the registry."),
        nothing_chosen=_("No notices of this kind on display"),
        show_all=_("Show all notices"),
    )


@require_safe
def notice(request: HttpRequest, municipality: str, notice_id: int) -> HttpResponse:
    shown = reading.notice_at(reading.reader_of(request), municipality, notice_id)
    if isinstance(shown, GoneRecord):
        return gone(request, shown)
    context = {
        "notice": shown,
        "kind": presentation_records.NOTICE_KINDS[shown.kind],
        "statuses": presentation_records.notice_statuses(shown),
        "attachments": listed(shown.attachments),
        "address": request.build_absolute_uri(request.path),
    }
    trail = [
        Link(_("Notices"), reverse("decisions:notices", args=[municipality])),
        Link(shown.title, lang=shown.language),
    ]
    page = frame(request, trail, owner=shown.organization, feeds=[])
    return keep_from_search_engines(render(request, "decisions/notice.html", page | context))


@require_safe
def notice_attachment(request: HttpRequest, municipality: str, notice_id: int, number: int) -> HttpResponseBase:
    reader = reading.reader_of(request)
    shown = queries.notice_attachment(reader, municipality, notice_id, number)
    if isinstance(shown, GoneRecord):
        return gone(request, shown)
    if shown is None or shown.file is None:
        raise Http404("no such document")
    return answer_file(request, shown, shown.file)

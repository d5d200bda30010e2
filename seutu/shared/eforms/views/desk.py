"""The desk where answers arrive: the inbox, one submission, its files and its document."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.shared.core import clock
from seutu.shared.documents.responses import pdf_response
from seutu.shared.eforms.actions.becoming import meaning_for
from seutu.shared.eforms.actions.desk_reading import note_file_read, note_submission_read
from seutu.shared.eforms.forms.desk import InboxFilterForm, NoteForm
from seutu.shared.eforms.meanings import meaning_of
from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.presentation.document import as_document
from seutu.shared.eforms.presentation.inbox import inbox_lines, left_lines, place_of, said, statuses_of
from seutu.shared.eforms.presentation.submission import Whole, language_name, whole_of
from seutu.shared.eforms.queries.desk import LEFT_SHOWN, forms_at, inbox, left_from, places_of
from seutu.shared.eforms.ready_forms import answer_rule_of
from seutu.shared.eforms.rules.desk import Desks
from seutu.shared.eforms.views.desk_frame import desk_page, person, submission_or_404
from seutu.shared.files.responses import file_response
from seutu.shared.law.entries import Rule
from seutu.shared.ui.components import Link

PER_PAGE = 50


def way(*links: Link) -> list[Link]:
    """The way from the worker's first page."""
    return [
        Link(_("Today"), resolve_url(settings.LOGIN_REDIRECT_URL)),
        Link(_("Answers to forms"), reverse("eforms_desk:inbox")),
        *links,
    ]


@desk_page
@require_safe
def inbox_page(request: HttpRequest, desks: Desks) -> HttpResponse:
    titles = [(str(pk), said(title).words) for pk, title in forms_at(desks).items()]
    places = [(each.key, each.name) for each in places_of(desks)]
    form = InboxFilterForm(request.GET, forms_shown=titles, places=places)
    page = Paginator(inbox(desks, form.wanted()), PER_PAGE).get_page(request.GET.get("sivu"))
    context: dict[str, Any] = {
        "filter": form,
        "page_obj": page,
        "lines": inbox_lines(page),
        "left": left_lines(left_from(desks)[:LEFT_SHOWN]),
        "is_narrowed": form.is_narrowed(),
        "breadcrumb": [way()[0], Link(_("Answers to forms"))],
    }
    return render(request, "eforms/desk/inbox.html", context)


@desk_page
@require_safe
def submission(request: HttpRequest, desks: Desks, submission_id: int) -> HttpResponse:
    found = submission_or_404(desks, submission_id)
    whole = whole_of(found, _number(request.GET.get("vastaukset", "")))
    note_submission_read(found, whole.spec, by=person(request))
    return render(request, "eforms/desk/submission.html", _shown(whole, request, desks))


def _shown(whole: Whole, request: HttpRequest, desks: Desks) -> dict[str, Any]:
    found = whole.submission
    owner = meaning_of(found.became.partition(":")[0]) or meaning_of(found.version.form.meaning)
    return {
        "whole": whole,
        "submission": found,
        "answer_rule": _answer_rule(found),
        "statuses": statuses_of(found),
        "place": place_of(found),
        "language": language_name(found.language),
        "is_closed": found.state == Submission.State.CLOSED,
        "is_mine": found.assigned_to_id == desks.user_id,
        "meaning": meaning_for(found, person(request)),
        "became": owner.address_of(found.became) if owner and found.became else "",
        "note_form": NoteForm(submission=found, field_name=note_choices(whole)),
        "breadcrumb": way(Link(found.number)),
    }


def _answer_rule(submission: Submission) -> Rule | None:
    """The law that gives the day by which to answer, unless the form's maker has set another time."""
    form = submission.version.form
    rule = answer_rule_of(form.ready_made, clock.day_of(submission.arrived_at))
    return rule if rule and rule.days == form.answer_within_days else None


def note_choices(whole: Whole) -> list[tuple[str, str]]:
    """What a note can be about."""
    return [("", _("The whole form")), *((line.name, line.label.words) for line in whole.questions)]


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else None


@desk_page
@require_safe
def document(request: HttpRequest, desks: Desks, submission_id: int) -> HttpResponse:
    whole = whole_of(submission_or_404(desks, submission_id))
    note_submission_read(whole.submission, whole.spec, by=person(request), way="document")
    return pdf_response(as_document(whole), name=whole.submission.number)


@desk_page
@require_safe
def file(request: HttpRequest, desks: Desks, submission_id: int, key: str) -> HttpResponseBase:
    found = submission_or_404(desks, submission_id)
    asked = get_object_or_404(found.files.select_related("stored"), key=key)
    if asked.stored.size == 0:
        raise Http404
    note_file_read(asked, found, by=person(request))
    return file_response(asked.stored, name=asked.name, as_download=True)

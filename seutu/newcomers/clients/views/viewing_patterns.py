"""The officer's page of patterns of looking that are worth a question, and from what number on each is shown."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.clients.actions.viewing_patterns import note_patterns_seen, set_thresholds
from seutu.newcomers.clients.forms.viewing_patterns import ThresholdsForm
from seutu.newcomers.clients.queries.viewing_patterns import Found, Line, found_patterns, thresholds_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.viewing_patterns import EXPLANATIONS, NAMES, Pattern, window
from seutu.newcomers.clients.trace_words import number_of_pattern, threshold_in_words
from seutu.newcomers.clients.views.client_frame import person
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.rights_frame import officer_page, way_to
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.components import Link


@officer_page
@require_safe
def viewing_patterns(request: HttpRequest, worker: Worker) -> HttpResponse:
    found = found_patterns(worker)
    note_patterns_seen(by=person(request), organizations=worker.answers_for)
    context = {
        "sections": [_section(each) for each in found],
        "shown": sum(each.number for each in found),
        "window": window(),
        "places": Organization.objects.filter(pk__in=worker.answers_for),
        "breadcrumb": way_to(Link(_("Unusual looking"))),
    }
    return render(request, "clients/rights/viewing_patterns.html", context)


def _section(found: Found) -> dict[str, Any]:
    return {
        "key": found.pattern.value,
        "name": NAMES[found.pattern],
        "explanation": EXPLANATIONS[found.pattern],
        "threshold": threshold_in_words(found.pattern, found.thresholds),
        "number": found.number,
        "left_out": found.number - len(found.lines),
        "lines": [_line(found.pattern, each) for each in found.lines],
    }


def _line(pattern: Pattern, line: Line) -> dict[str, Any]:
    return {
        "looker": line.looker,
        "roles": line.roles,
        "number": number_of_pattern(pattern, line.hit),
        "last_on": line.hit.last_on,
        "client": line.client,
    }


@officer_page
@require_http_methods(["GET", "HEAD", "POST"])
def viewing_thresholds(request: HttpRequest, worker: Worker, organization_id: int) -> HttpResponse:
    if organization_id not in worker.answers_for:
        raise Http404
    organization = get_object_or_404(Organization, pk=organization_id)
    present = thresholds_of([organization.pk])[organization.pk]
    form = ThresholdsForm(request.POST if request.method == "POST" else None, present=present)
    if form.is_valid():
        set_thresholds(organization, form.thresholds(), by=person(request))
        messages.success(request, _("Saved. Patterns are shown from these numbers on."))
        return redirect("clients:viewing_patterns")
    title, back = _("From what number on is each shown?"), reverse("clients:viewing_patterns")
    return form_page(
        request,
        form,
        title=title,
        over=organization.name,
        text=_("A low number shows much that is ordinary, a high one hides what is worth a question."),
        button=_("Save the numbers"),
        back=back,
        breadcrumb=way_to(Link(_("Unusual looking"), back), Link(title)),
    )

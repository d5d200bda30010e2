"""The first page of figures, the table that is asked for, and the definitions of all that is counted."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from seutu.newcomers.reports.forms.pivot import PivotForm
from seutu.newcomers.reports.other_reports import offered_to
from seutu.newcomers.reports.presentation.pivot import (
    bars,
    deeper,
    over_time,
    shown_row,
    shown_rows,
    without_filters,
)
from seutu.newcomers.reports.presentation.start import definitions_told, funders_told, ready_groups
from seutu.newcomers.reports.queries.contact_list import contact_list_of
from seutu.newcomers.reports.queries.pivot import pivot, values_of
from seutu.newcomers.reports.queries.saved_views import saved_views_visible_to
from seutu.newcomers.reports.rules.periods import STEPS
from seutu.newcomers.reports.rules.pivot import PivotQuestion
from seutu.newcomers.reports.rules.words import in_sentence, label_of_axis, words_of_period
from seutu.newcomers.reports.views.frame import figures_page, person
from seutu.shared.ui.components import Link


def way(*links: Link) -> list[Link]:
    """The way to a page of figures."""
    return [Link(pgettext("figures", "Reports"), reverse("reports:start") if links else ""), *links]


@figures_page
@require_safe
def start(request: HttpRequest, scope: frozenset[int]) -> HttpResponse:
    return render(
        request,
        "reports/start.html",
        {
            "breadcrumb": way(),
            "groups": ready_groups(),
            "views": saved_views_visible_to(person(request)),
            "others": offered_to(person(request)),
            "user": person(request),
        },
    )


@figures_page
@require_safe
def table(request: HttpRequest, scope: frozenset[int]) -> HttpResponse:
    data = request.GET or QueryDict("luku=contacts&kausi=viime-vuosi&rivit=month")
    form = PivotForm(data)
    title = _("Table of figures")
    context: dict[str, Any] = {"breadcrumb": way(Link(title)), "form": form, "title": title}
    form.is_valid()
    if form.question is not None:
        if form.narrowing_by:
            _offer_values(form, form.question, scope)
        context |= _answer(request, form, form.question, scope)
    return render(request, "reports/pivot.html", context)


def _offer_values(form: PivotForm, question: PivotQuestion, scope: frozenset[int]) -> None:
    by = form.narrowing_by
    words = values_of(question, by, scope)
    choices = [(f"{by}:{value}", f"{label_of_axis(by)}: {label}") for value, label in words]
    form.offer_narrowing([("", _("choose a value")), *choices])


def _answer(request: HttpRequest, form: PivotForm, question: PivotQuestion, scope: frozenset[int]) -> dict[str, Any]:
    found = pivot(question, scope)
    over = {"chart": over_time(found)} if question.rows in STEPS else {"bars": bars(found)}
    return {
        "table": found,
        "broken_down": [in_sentence(each) for each in (found.rows_by, found.columns_by) if each],
        "period": words_of_period(found.period),
        "before": words_of_period(found.before) if found.before else "",
        "rows": shown_rows(found, deeper(found, question, form)),
        "whole": shown_row(found, found.whole),
        "has_shares": any(row.share is not None for row in found.rows) and not found.columns,
        "filters": list(without_filters(form, found)),
        "saving": form.kept(),
        "contacts": contact_list_of(question, person(request)),
        "scope": ", ".join(found.scope),
        **over,
    }


@figures_page
@require_safe
def definitions(request: HttpRequest, scope: frozenset[int]) -> HttpResponse:
    title = pgettext("figures", "Definitions")
    return render(
        request,
        "reports/definitions.html",
        {
            "breadcrumb": way(Link(title)),
            "title": title,
            "definitions": definitions_told(),
            "funders": funders_told(),
        },
    )

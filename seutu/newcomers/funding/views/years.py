"""A year of a shared cost: its shares, its costs, by what it is divided, and what if."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.funding.actions import years as actions
from seutu.newcomers.funding.forms.years import CostsForm, GroundForm, SupposedForm, UseForm, YearForm
from seutu.newcomers.funding.models import CostYear
from seutu.newcomers.funding.presentation import years as presentation
from seutu.newcomers.funding.presentation.bases import basis_title
from seutu.newcomers.funding.presentation.computation import headings, rule_words, shown
from seutu.newcomers.funding.presentation.refusals import CANNOT_CHANGE, CANNOT_SPLIT, refusal
from seutu.newcomers.funding.presentation.years import way_to, way_to_year
from seutu.newcomers.funding.queries.reading import (
    Reader,
    pools_managed_by,
    years_managed_by,
    years_visible_to,
)
from seutu.newcomers.funding.queries.years import (
    Supposed,
    billed_in,
    members_in,
    members_of,
    names_in,
    standing_split,
    year_split,
)
from seutu.newcomers.funding.rules.splitting import Split
from seutu.newcomers.funding.views.frame import form_page, funding_page, manages, person, reads
from seutu.shared.ui.components import Link

METHODS = ["GET", "HEAD", "POST"]


@funding_page(reads)
@require_safe
def year(request: HttpRequest, reader: Reader, year_id: int) -> HttpResponse:
    row = get_object_or_404(years_visible_to(reader), pk=year_id)
    instalments = list(row.instalments.prefetch_related("shares"))
    context = {
        "year": row,
        "status": presentation.year_status(row),
        "basis_title": basis_title(row.basis) if row.basis else "",
        "basis_url": reverse("funding:basis", args=[row.basis_id]) if row.basis_id else "",
        "rule_words": rule_words(row.rule) if row.rule else [],
        "instalments": presentation.instalment_rows(instalments),
        "manages": row.pool.organization_id in reader.manages,
        "breadcrumb": way_to(row.pool, Link(row.name)),
        **_shares(row),
    }
    return render(request, "funding/year.html", context)


def _shares(row: CostYear) -> dict[str, Any]:
    names = names_in(row)
    try:
        split = standing_split(row)
    except CANNOT_SPLIT as error:
        return {"refusal": refusal(error, names)}
    billed = billed_in(row)
    return {
        "sums": presentation.sums(split, is_actual=row.actual_eligible_cents is not None),
        "shares": presentation.share_rows(split, billed, names),
        "totals": presentation.totals(split, billed),
        "divisions": shown(split, names),
        "headings": headings(),
    }


@funding_page(manages)
@require_http_methods(METHODS)
def new_year(request: HttpRequest, reader: Reader, pool_id: int) -> HttpResponse:
    pool = get_object_or_404(pools_managed_by(reader), pk=pool_id)
    form = YearForm(request.POST or None)
    title = _("New year of costs")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.open_year(
                pool,
                starts_on=given["starts_on"],
                ends_on=given["ends_on"],
                budget=form.budget(),
                by=person(request),
            )
        except CANNOT_CHANGE as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("The year was begun. Choose by which rule and basis it is divided."))
            return redirect("funding:year", made.pk)
    back = reverse("funding:pool", args=[pool.pk])
    return form_page(request, form, title=title, back=back, breadcrumb=way_to(pool, Link(title)), over=pool.name)


@funding_page(manages)
@require_http_methods(METHODS)
def costs(request: HttpRequest, reader: Reader, year_id: int) -> HttpResponse:
    row = get_object_or_404(years_managed_by(reader), pk=year_id)
    form = CostsForm.of(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_costs(row, budget=form.budget(), actual=form.actual(), by=person(request))
        except CANNOT_CHANGE as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("The costs were saved."))
            return redirect("funding:year", row.pk)
    return _year_form(request, form, row, _("Budget and actual cost"))


@funding_page(manages)
@require_http_methods(METHODS)
def ground(request: HttpRequest, reader: Reader, year_id: int) -> HttpResponse:
    row = get_object_or_404(years_managed_by(reader), pk=year_id)
    form = GroundForm(row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.choose_ground(row, rule=given["rule"], basis=given["basis"], by=person(request))
        except CANNOT_CHANGE as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("The rule and the basis were saved."))
            return redirect("funding:year", row.pk)
    return _year_form(request, form, row, _("Rule and basis"))


@funding_page(manages)
@require_http_methods(METHODS)
def use(request: HttpRequest, reader: Reader, year_id: int) -> HttpResponse:
    row = get_object_or_404(years_managed_by(reader), pk=year_id)
    form = UseForm.of(row, members_of(row.pool), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_in_use(row, form.numbers(), source=form.cleaned_data["source"], by=person(request))
        except CANNOT_CHANGE as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("The figures of use were saved."))
            return redirect("funding:year", row.pk)
    return _year_form(request, form, row, _("Figures of use"))


@funding_page(reads)
@require_safe
def what_if(request: HttpRequest, reader: Reader, year_id: int) -> HttpResponse:
    row = get_object_or_404(years_visible_to(reader), pk=year_id)
    form = SupposedForm(row, members_in(row), request.GET or None)
    title = _("What if")
    context = {
        "year": row,
        "form": form,
        "title": title,
        "breadcrumb": way_to_year(row, Link(title)),
        **(_compared(row, form.supposed()) if form.is_bound and form.is_valid() else {}),
    }
    return render(request, "funding/what_if.html", context)


def _compared(row: CostYear, supposed: Supposed) -> dict[str, Any]:
    names = names_in(row)
    try:
        now = standing_split(row)
        then = year_split(row, supposed)
    except CANNOT_SPLIT as error:
        return {"refusal": refusal(error, names)}
    *rows, total = presentation.differences(now, then, names)
    return {"rows": rows, "sums": [total, _state(now, then)]}


def _state(now: Split, then: Split) -> presentation.Difference:
    return presentation.difference(_("The state's part"), now.parts.state, then.parts.state)


def _year_form(request: HttpRequest, form: forms.BaseForm, row: CostYear, title: str) -> HttpResponse:
    back = reverse("funding:year", args=[row.pk])
    over = f"{row.pool.name}, {row.name}"
    return form_page(request, form, title=title, back=back, breadcrumb=way_to_year(row, Link(title)), over=over)

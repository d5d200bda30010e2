"""Shared costs: the list, the page of one, its partners and rules."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.funding.actions import pools as actions
from seutu.newcomers.funding.actions import split_rules
from seutu.newcomers.funding.forms.pools import DaysForm, MemberForm, NameForm, PoolForm, RuleForm
from seutu.newcomers.funding.models import CostPool
from seutu.newcomers.funding.presentation import pools as presentation
from seutu.newcomers.funding.presentation.refusals import CANNOT_CHANGE, refusal
from seutu.newcomers.funding.presentation.years import way_to
from seutu.newcomers.funding.queries.reading import Reader, pools_managed_by, pools_visible_to
from seutu.newcomers.funding.queries.years import members_of
from seutu.newcomers.funding.rules.percentages import NotAHundred
from seutu.newcomers.funding.views.frame import form_page, funding_page, manages, person, reads
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.components import Link

PER_PAGE = 50
METHODS = ["GET", "HEAD", "POST"]


@funding_page(reads)
@require_safe
def pools(request: HttpRequest, reader: Reader) -> HttpResponse:
    rows = pools_visible_to(reader).prefetch_related("members__organization")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("sivu"))
    context = {
        "page_obj": page,
        "lines": [presentation.pool_line(each) for each in page],
        "manages": manages(reader),
        "breadcrumb": [Link(_("Split of costs"))],
    }
    return render(request, "funding/pools.html", context)


@funding_page(manages)
@require_http_methods(METHODS)
def new_pool(request: HttpRequest, reader: Reader) -> HttpResponse:
    form = PoolForm(Organization.objects.filter(pk__in=reader.manages), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        pool = actions.create_pool(given["name"], lead=given["lead"], by=person(request))
        messages.success(request, _("The shared cost was begun. Add the municipalities that take part."))
        return redirect("funding:pool", pool.pk)
    title = _("New shared cost")
    return form_page(request, form, title=title, back=reverse("funding:pools"), breadcrumb=way_to(None, Link(title)))


@funding_page(reads)
@require_safe
def pool(request: HttpRequest, reader: Reader, pool_id: int) -> HttpResponse:
    row = get_object_or_404(pools_visible_to(reader), pk=pool_id)
    context = {
        "pool": row,
        "members": members_of(row),
        "years": [presentation.year_line(each) for each in row.years.select_related("rule", "basis", "pool")],
        "rules": [presentation.rule_line(each) for each in row.split_rules.all()],
        "manages": row.organization_id in reader.manages,
        "breadcrumb": way_to(None, Link(row.name)),
    }
    return render(request, "funding/pool.html", context)


@funding_page(manages)
@require_http_methods(METHODS)
def rename_pool(request: HttpRequest, reader: Reader, pool_id: int) -> HttpResponse:
    row = get_object_or_404(pools_managed_by(reader), pk=pool_id)
    form = NameForm(request.POST or None, initial={"name": row.name})
    if request.method == "POST" and form.is_valid():
        actions.rename_pool(row, form.cleaned_data["name"], by=person(request))
        messages.success(request, _("The name was saved."))
        return redirect("funding:pool", row.pk)
    return _pool_form(request, form, row, pgettext("shared cost", "Change the name"))


@funding_page(manages)
@require_http_methods(METHODS)
def new_member(request: HttpRequest, reader: Reader, pool_id: int) -> HttpResponse:
    row = get_object_or_404(pools_managed_by(reader), pk=pool_id)
    choices = Organization.objects.exclude(pool_memberships__pool=row)
    form = MemberForm(choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        days = {"joined_on": given["joined_on"], "left_on": given["left_on"]}
        try:
            actions.add_member(row, given["organization"], **days, by=person(request))
        except CANNOT_CHANGE as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("The municipality takes part."))
            return redirect("funding:pool", row.pk)
    return _pool_form(request, form, row, _("Add a municipality"))


@funding_page(manages)
@require_http_methods(METHODS)
def member(request: HttpRequest, reader: Reader, pool_id: int, member_id: int) -> HttpResponse:
    row = get_object_or_404(pools_managed_by(reader), pk=pool_id)
    partner = get_object_or_404(members_of(row), pk=member_id)
    form = DaysForm(request.POST or None, initial={"joined_on": partner.joined_on, "left_on": partner.left_on})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_member(partner, joined_on=given["joined_on"], left_on=given["left_on"], by=person(request))
        except CANNOT_CHANGE as error:
            form.add_error(None, refusal(error))
        else:
            messages.success(request, _("The days were saved."))
            return redirect("funding:pool", row.pk)
    title = _("Days of %(municipality)s") % {"municipality": partner.organization.name}
    return _pool_form(request, form, row, title)


@funding_page(manages)
@require_http_methods(METHODS)
def new_rule(request: HttpRequest, reader: Reader, pool_id: int) -> HttpResponse:
    row = get_object_or_404(pools_managed_by(reader), pk=pool_id)
    form = RuleForm(members_of(row), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            split_rules.add_rule(row, form.given(), by=person(request))
        except NotAHundred as error:
            form.refuse_not_a_hundred(error.total)
        else:
            messages.success(request, _("The rule was saved. Choose it for the years that it is for."))
            return redirect("funding:pool", row.pk)
    return _pool_form(request, form, row, _("New rule of the split"), template="funding/rule.html")


def _pool_form(
    request: HttpRequest, form: forms.BaseForm, row: CostPool, title: str, template: str = "funding/form.html"
) -> HttpResponse:
    back = reverse("funding:pool", args=[row.pk])
    return form_page(
        request, form, title=title, back=back, breadcrumb=way_to(row, Link(title)), over=row.name, template=template
    )

"""Saving a view of figures, changing and removing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.newcomers.reports.actions.saved_views import change_view, remove_view, save_view
from seutu.newcomers.reports.forms.pivot import PivotForm
from seutu.newcomers.reports.forms.saved_views import SavedViewForm
from seutu.newcomers.reports.queries.saved_views import saved_views_editable_by
from seutu.newcomers.reports.views.frame import figures_page, person
from seutu.newcomers.reports.views.pivot import way
from seutu.shared.ui.components import Link

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@figures_page
@form_methods
def new(request: HttpRequest, scope: frozenset[int]) -> HttpResponse:
    question = PivotForm(QueryDict(request.GET.urlencode()))
    if not question.is_valid():
        return redirect("reports:pivot")
    form = SavedViewForm(request.POST or None, user=person(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        view = save_view(given["name"], question.kept(), by=person(request), shared_in=given["shared_in"])
        messages.success(request, _("The view is saved. You find it on the first page of reports."))
        return redirect(view)
    title = _("Save the view")
    back = f"{reverse('reports:pivot')}?{question.kept()}"
    return _form_page(request, form, title, _("Save"), back)


@figures_page
@form_methods
def change(request: HttpRequest, scope: frozenset[int], view_id: int) -> HttpResponse:
    view = get_object_or_404(saved_views_editable_by(person(request)), pk=view_id)
    initial = {"name": view.name, "shared_in": view.organization_id}
    form = SavedViewForm(request.POST or None, user=person(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        change_view(view, form.cleaned_data["name"], by=person(request), shared_in=form.cleaned_data["shared_in"])
        messages.success(request, _("The view is changed."))
        return redirect("reports:start")
    return _form_page(request, form, _("Change the view"), _("Save"), reverse("reports:start"))


@figures_page
@form_methods
def remove(request: HttpRequest, scope: frozenset[int], view_id: int) -> HttpResponse:
    view = get_object_or_404(saved_views_editable_by(person(request)), pk=view_id)
    if request.method == "POST":
        remove_view(view, by=person(request))
        messages.success(request, _("The view is removed. The figures stay as they are."))
        return redirect("reports:start")
    title = _("Remove the view")
    context = {"breadcrumb": way(Link(title)), "title": title, "view": view}
    return render(request, "reports/remove.html", context)


def _form_page(request: HttpRequest, form: SavedViewForm, title: str, button: str, back: str) -> HttpResponse:
    context = {"breadcrumb": way(Link(title)), "title": title, "form": form, "button": button, "back": back}
    return render(request, "reports/form.html", context)

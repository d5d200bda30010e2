"""Items that preparing officers have handed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.publishing.decisions.actions import WrongState
from seutu.publishing.desk import presentation
from seutu.publishing.desk.actions import prepared as actions
from seutu.publishing.desk.forms.prepared import ReturnForm
from seutu.publishing.desk.forms.publishing import ToMeetingForm
from seutu.publishing.desk.models import PreparedItem
from seutu.publishing.desk.queries import prepared as queries
from seutu.publishing.desk.views import frame
from seutu.shared.accounts.rules import signed_in
from seutu.shared.files.responses import file_response
from seutu.shared.ui.components import Link


@require_safe
@signed_in
def prepared_items(request: HttpRequest) -> HttpResponse:
    context = {
        "waiting": queries.waiting_for(request.user),
        "breadcrumb": presentation.breadcrumb(None, Link(_("Prepared items"))),
    }
    return render(request, "desk/prepared_items.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def prepared_item(request: HttpRequest, prepared_id: int) -> HttpResponse:
    row = _prepared_at(request, prepared_id)
    form = ToMeetingForm(request.POST or None, meetings=queries.meetings_for(request.user, row))
    if request.method == "POST" and form.is_valid():
        return _take(request, row, form)
    context = {
        "prepared": row,
        "form": form,
        "has_meetings": bool(form.fields["meeting"].queryset),  # type: ignore[attr-defined]  # a ModelChoiceField
        "breadcrumb": _way_to(Link(row.title)),
    }
    return render(request, "desk/prepared_item.html", context)


def _take(request: HttpRequest, row: PreparedItem, form: ToMeetingForm) -> HttpResponse:
    meeting = form.cleaned_data["meeting"]
    try:
        item = actions.take(row, meeting, by=frame.person(request))
    except actions.HandledAlready:
        return _handled_already(request, row)
    except WrongState:
        messages.error(request, _("The minutes of that meeting are being written already. Choose another."))
        return redirect("desk:prepared_item", row.pk)
    messages.success(request, _("The item is on the agenda as a draft: %(title)s") % {"title": item.title})
    return frame.to_bench(meeting, item)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def return_prepared_item(request: HttpRequest, prepared_id: int) -> HttpResponse:
    row = _prepared_at(request, prepared_id)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_back(row, why=form.cleaned_data["why"], by=frame.person(request))
        except actions.HandledAlready:
            return _handled_already(request, row)
        messages.success(request, _("The item was returned to the preparing officer."))
        return redirect("desk:prepared_items")
    title = _("Return the item to the preparing officer")
    context = {
        "prepared": row,
        "form": form,
        "title": title,
        "breadcrumb": _way_to(Link(row.title, reverse("desk:prepared_item", args=[row.pk])), Link(title)),
    }
    return render(request, "desk/return_prepared_item.html", context)


@require_safe
@signed_in
def prepared_file(request: HttpRequest, prepared_id: int) -> HttpResponseBase:
    row = _prepared_at(request, prepared_id)
    if row.file is None:
        raise Http404("no file")
    return file_response(row.file, name=row.file.name, as_download=False)


def _prepared_at(request: HttpRequest, key: int) -> PreparedItem:
    return get_object_or_404(queries.prepared_items_for(request.user), pk=key)


def _handled_already(request: HttpRequest, row: PreparedItem) -> HttpResponse:
    messages.error(request, _("Somebody has taken or returned this item meanwhile."))
    return redirect("desk:prepared_item", row.pk)


def _way_to(*links: Link) -> list[Link]:
    return presentation.breadcrumb(None, Link(_("Prepared items"), reverse("desk:prepared_items")), *links)

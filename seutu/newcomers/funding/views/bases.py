"""Bases of the split: the list, bringing and fetching numbers, looking at them, approving them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.funding.actions import bases as actions
from seutu.newcomers.funding.forms.bases import BringForm, FetchForm
from seutu.newcomers.funding.models import Definition
from seutu.newcomers.funding.presentation import bases as presentation
from seutu.newcomers.funding.presentation.bases import way_to_bases
from seutu.newcomers.funding.presentation.refusals import CANNOT_READ, refusal
from seutu.newcomers.funding.queries.reading import (
    Reader,
    bases_managed_by,
    bases_visible_to,
    partners_of,
)
from seutu.newcomers.funding.queries.years import numbers_missing
from seutu.newcomers.funding.views.frame import (
    confirm_page,
    form_page,
    funding_page,
    manages,
    person,
    reads,
)
from seutu.shared.files.responses import POLICY
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.components import Link

PER_PAGE = 50
METHODS = ["GET", "HEAD", "POST"]


@funding_page(reads)
@require_safe
def bases(request: HttpRequest, reader: Reader) -> HttpResponse:
    page = Paginator(bases_visible_to(reader), PER_PAGE).get_page(request.GET.get("sivu"))
    context = {
        "page_obj": page,
        "rows": [presentation.basis_row(each) for each in page],
        "manages": manages(reader),
        "can_fetch": _can_fetch(),
        "breadcrumb": way_to_bases(),
    }
    return render(request, "funding/bases.html", context)


def _can_fetch() -> bool:
    return bool(settings.PXWEB_URL and settings.PXWEB_TABLES)


@funding_page(manages)
@require_http_methods(METHODS)
def bring(request: HttpRequest, reader: Reader) -> HttpResponse:
    form = BringForm(_leads(reader), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        file = given["file"]
        try:
            made = actions.bring_basis(
                given["lead"],
                Definition(given["definition"]),
                file.read(),
                file_name=file.name,
                table_id=given["table_id"],
                reference_on=given["reference_on"],
                note=given["note"],
                by=person(request),
            )
        except CANNOT_READ as error:
            form.add_error("file", refusal(error))
        else:
            return _drafted(request, made.pk)
    title = _("Bring numbers as a file")
    way = way_to_bases(Link(title))
    return form_page(
        request,
        form,
        title=title,
        back=reverse("funding:bases"),
        breadcrumb=way,
        has_file=True,
        button=_("Read the file"),
    )


@funding_page(manages)
@require_http_methods(METHODS)
def fetch(request: HttpRequest, reader: Reader) -> HttpResponse:
    form = FetchForm(_leads(reader), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        codes = {each.municipality_code for each in partners_of(given["lead"]) if each.municipality_code}
        try:
            made = actions.fetch_basis(
                given["lead"], Definition(given["definition"]), given["year"], codes, by=person(request)
            )
        except CANNOT_READ as error:
            form.add_error(None, refusal(error))
        else:
            return _drafted(request, made.pk)
    title = _("Fetch numbers from the service of statistics")
    return form_page(
        request,
        form,
        title=title,
        back=reverse("funding:bases"),
        breadcrumb=way_to_bases(Link(title)),
        text=_("The numbers of the municipalities that take part are fetched, as a draft until you approve them."),
        button=_("Fetch the numbers"),
    )


def _leads(reader: Reader) -> object:
    return Organization.objects.filter(pk__in=reader.manages)


def _drafted(request: HttpRequest, basis_id: int) -> HttpResponse:
    messages.success(request, _("The numbers were read. Look at them and approve them."))
    return redirect("funding:basis", basis_id)


@funding_page(reads)
@require_safe
def basis(request: HttpRequest, reader: Reader, basis_id: int) -> HttpResponse:
    row = get_object_or_404(bases_visible_to(reader), pk=basis_id)
    partners = partners_of(row.organization)
    context = {
        "basis": row,
        "title": presentation.basis_title(row),
        "status": presentation.basis_status(row),
        "facts": presentation.source_facts(row),
        "rows": presentation.number_rows(row, partners),
        "missing": [each.name for each in numbers_missing(row, partners)],
        "others": len(row.numbers.keys() - {each.municipality_code for each in partners}),
        "manages": row.organization_id in reader.manages,
        "breadcrumb": way_to_bases(Link(presentation.basis_title(row))),
    }
    return render(request, "funding/basis.html", context)


@funding_page(manages)
@require_http_methods(METHODS)
def approve(request: HttpRequest, reader: Reader, basis_id: int) -> HttpResponse:
    row = get_object_or_404(bases_managed_by(reader), pk=basis_id)
    back = reverse("funding:basis", args=[row.pk])
    if request.method == "POST":
        try:
            actions.approve_basis(row, by=person(request))
        except (actions.ApprovedAlready, actions.NoNumbers) as error:
            messages.error(request, refusal(error))
        else:
            messages.success(request, _("The basis was approved. Costs can be divided by it now."))
        return redirect(back)
    title = _("Approve the basis")
    text = _("After this nothing of it can be changed or removed, not even when the statistics are revised.")
    missing = ", ".join(each.name for each in numbers_missing(row, partners_of(row.organization)))
    if missing:
        lacking = _("The basis has no number of these: %(which)s.") % {"which": missing}
        text = f"{lacking} {text}"
    return confirm_page(request, title=title, text=text, back=back, breadcrumb=way_to_bases(Link(title)))


@funding_page(manages)
@require_http_methods(METHODS)
def discard(request: HttpRequest, reader: Reader, basis_id: int) -> HttpResponse:
    row = get_object_or_404(bases_managed_by(reader), pk=basis_id)
    if request.method == "POST":
        try:
            actions.discard_basis(row, by=person(request))
        except actions.ApprovedAlready as error:
            messages.error(request, refusal(error))
            return redirect("funding:basis", row.pk)
        messages.success(request, _("The draft was discarded."))
        return redirect("funding:bases")
    title = _("Discard the draft")
    return confirm_page(
        request,
        title=title,
        text=_("The numbers and the file that they were read from are removed."),
        back=reverse("funding:basis", args=[row.pk]),
        breadcrumb=way_to_bases(Link(title)),
        is_danger=True,
    )


@funding_page(reads)
@require_safe
def source_file(request: HttpRequest, reader: Reader, basis_id: int) -> HttpResponse:
    row = get_object_or_404(bases_visible_to(reader).filter(answer__isnull=False), pk=basis_id)
    answer = row.answer
    is_json = answer is not None and answer.media_type == "application/json"
    name = f"{row.definition}-{row.reference_on.isoformat()}.{'json' if is_json else 'csv'}"
    content = bytes(answer.content) if answer else b""
    # As it came, and never as a page: it is somebody else's file.
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

"""Bills: advances, the settlement, corrections, how far each is, and the files of what they are based on."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.newcomers.funding.actions import billing as actions
from seutu.newcomers.funding.forms.years import AdvanceForm, CorrectedCostForm
from seutu.newcomers.funding.models import CostShare, CostYear, Instalment
from seutu.newcomers.funding.presentation import years as presentation
from seutu.newcomers.funding.presentation.amounts import euros
from seutu.newcomers.funding.presentation.computation import headings
from seutu.newcomers.funding.presentation.refusals import CANNOT_BILL, refusal
from seutu.newcomers.funding.presentation.years import way_to_year
from seutu.newcomers.funding.publications.documents import as_document
from seutu.newcomers.funding.publications.spreadsheets import as_csv, as_xlsx
from seutu.newcomers.funding.publications.tables import bill_headings, invoicing_basis
from seutu.newcomers.funding.queries.reading import (
    Reader,
    instalments_managed_by,
    instalments_visible_to,
    years_managed_by,
)
from seutu.newcomers.funding.queries.years import billed_in, names_in, year_split
from seutu.newcomers.funding.views.frame import (
    confirm_page,
    form_page,
    funding_page,
    manages,
    person,
    reads,
)
from seutu.shared.documents.responses import pdf_response
from seutu.shared.documents.spreadsheets import CSV_TYPE, XLSX_TYPE
from seutu.shared.ui.components import Link

METHODS = ["GET", "HEAD", "POST"]


@funding_page(manages)
@require_http_methods(METHODS)
def advance(request: HttpRequest, reader: Reader, year_id: int) -> HttpResponse:
    row = get_object_or_404(years_managed_by(reader), pk=year_id)
    form = AdvanceForm(request.POST or None, has_apart=bool(row.rule and row.rule.apart))

    def bill() -> Instalment:
        given = form.cleaned_data
        return actions.bill_advance(row, amount=given["amount"], apart=given.get("apart") or 0, by=person(request))

    said = _("The advance was divided. Nothing has been sent: mark here what you invoice.")
    return _billing_page(request, row, form, bill, said, title=_("New advance"), button=_("Divide the advance"))


def _billing_page(
    request: HttpRequest, row: CostYear, form: Form, bill: Callable[[], Instalment], said: str, **page: str
) -> HttpResponse:
    """A form of one year; when it is valid, what ``bill`` made of it, or the form with why it was refused."""
    if request.method == "POST" and form.is_valid():
        try:
            made = bill()
        except CANNOT_BILL as error:
            form.add_error(None, refusal(error, names_in(row)))
        else:
            messages.success(request, said)
            return redirect("funding:instalment", made.pk)
    return form_page(
        request,
        form,
        back=reverse("funding:year", args=[row.pk]),
        breadcrumb=way_to_year(row, Link(page["title"])),
        over=f"{row.pool.name}, {row.name}",
        **page,
    )


@funding_page(manages)
@require_http_methods(METHODS)
def settle(request: HttpRequest, reader: Reader, year_id: int) -> HttpResponse:
    row = get_object_or_404(years_managed_by(reader), pk=year_id)
    back = reverse("funding:year", args=[row.pk])
    try:
        if request.method == "POST":
            made = actions.settle(row, by=person(request))
            messages.success(request, _("The year was settled. Together the bills are each municipality's share."))
            return redirect("funding:instalment", made.pk)
        left = year_split(row).parts.municipal - sum(billed_in(row).values())
    except CANNOT_BILL as error:
        messages.error(request, refusal(error, names_in(row)))
        return redirect(back)
    if row.closed_at or row.actual_eligible_cents is None:
        messages.error(request, refusal(actions.YearClosed() if row.closed_at else actions.CostsMissing()))
        return redirect(back)
    title = _("Settle the year")
    text = _(
        "What the advances leave of each municipality's share is billed, together %(left)s. What was billed too much "
        "is given back. After this the basis, the rule and the costs stand."
    ) % {"left": euros(left)}
    return confirm_page(request, title=title, text=text, back=back, breadcrumb=way_to_year(row, Link(title)))


@funding_page(manages)
@require_http_methods(METHODS)
def correct(request: HttpRequest, reader: Reader, year_id: int) -> HttpResponse:
    row = get_object_or_404(years_managed_by(reader), pk=year_id)
    initial = {"actual_eligible": row.actual_eligible_cents, "actual_ineligible": row.actual_ineligible_cents}
    form = CorrectedCostForm(request.POST or None, initial=initial)
    return _billing_page(
        request,
        row,
        form,
        lambda: actions.correct(row, form.actual(), by=person(request)),
        _("The correction was divided."),
        title=_("Correct the cost of a settled year"),
        text=_("The difference is billed or given back by the same basis and rule by which the year was settled."),
        button=_("Divide the correction"),
    )


@funding_page(reads)
@require_safe
def instalment(request: HttpRequest, reader: Reader, instalment_id: int) -> HttpResponse:
    row = get_object_or_404(instalments_visible_to(reader), pk=instalment_id)
    basis = invoicing_basis(row)
    shares = list(row.shares.select_related("organization"))
    title = presentation.instalment_title(row)
    context = {
        "instalment": row,
        "title": title,
        "facts": basis.facts,
        "rule_words": basis.rule,
        "sums": [(label, euros(cents)) for label, cents in basis.sums],
        "divisions": basis.divisions,
        "headings": headings(),
        "bill_headings": bill_headings(),
        "bills": [
            presentation.bill_row(share, amounts) for share, (_name, *amounts) in zip(shares, basis.bills, strict=True)
        ],
        "total": euros(row.amount_cents),
        "states": CostShare.State.choices,
        "manages": row.year.pool.organization_id in reader.manages,
        "breadcrumb": way_to_year(row.year, Link(title)),
    }
    return render(request, "funding/instalment.html", context)


@funding_page(manages)
@require_POST
def mark(request: HttpRequest, reader: Reader, instalment_id: int) -> HttpResponse:
    row = get_object_or_404(instalments_managed_by(reader), pk=instalment_id)
    asked = request.POST.get("state", "")
    if asked not in CostShare.State.values:
        raise Http404("no such state")
    chosen = [each for each in row.shares.all() if str(each.pk) in request.POST.getlist("share")]
    if not chosen:
        messages.error(request, _("Choose first the municipalities whose bills you mark."))
    else:
        actions.mark_shares(chosen, CostShare.State(asked), by=person(request))
        messages.success(request, _("The bills were marked."))
    return redirect("funding:instalment", row.pk)


@funding_page(manages)
@require_http_methods(METHODS)
def take_back(request: HttpRequest, reader: Reader, instalment_id: int) -> HttpResponse:
    row = get_object_or_404(instalments_managed_by(reader), pk=instalment_id)
    year, back = row.year, reverse("funding:instalment", args=[row.pk])
    if request.method == "POST":
        try:
            actions.take_back(row, by=person(request))
        except CANNOT_BILL as error:
            messages.error(request, refusal(error))
            return redirect(back)
        messages.success(request, _("The instalment was taken back."))
        return redirect("funding:year", year.pk)
    title = _("Take the instalment back")
    text = _("It was made by mistake and nobody has been invoiced. A settled year opens again.")
    return confirm_page(
        request, title=title, text=text, back=back, breadcrumb=way_to_year(year, Link(title)), is_danger=True
    )


@funding_page(reads)
@require_safe
def invoicing_file(
    request: HttpRequest, reader: Reader, instalment_id: int, file_kind: str, share_id: int | None = None
) -> HttpResponse:
    row = get_object_or_404(instalments_visible_to(reader), pk=instalment_id)
    share = get_object_or_404(row.shares.select_related("organization"), pk=share_id) if share_id else None
    basis = invoicing_basis(row, share)
    if file_kind == "pdf":
        return pdf_response(as_document(basis), name=basis.file_name)
    if file_kind not in {"xlsx", "csv"}:
        raise Http404("no such file")
    content, media_type = (as_xlsx(basis), XLSX_TYPE) if file_kind == "xlsx" else (as_csv(basis), CSV_TYPE)
    answer = HttpResponse(content, content_type=media_type)
    name = f"{basis.file_name}.{file_kind}"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer

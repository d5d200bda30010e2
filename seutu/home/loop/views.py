"""Sending a board report to the agenda of a body."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.home.loop.board_reports import send_to_body
from seutu.newcomers.projects.models import BoardReport
from seutu.newcomers.projects.queries.visible import access_to
from seutu.publishing.desk.actions.prepared import WaitsAlready
from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import second_factor_required, signed_in
from seutu.shared.organizations.models import Body
from seutu.shared.ui.components import Link


class BodyForm(forms.Form):
    """To which body a report goes."""

    body = forms.ModelChoiceField(Body.objects.none(), empty_label=None, widget=forms.RadioSelect)

    def __init__(self, *args: Any, report: BoardReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Body]", self.fields["body"])
        field.queryset = Body.objects.filter(organization=report.project.lead_id).order_by("name_fi", "pk")
        field.label = _("Body")
        field.error_messages["required"] = _("Choose the body.")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@second_factor_required
def send_board_report(request: HttpRequest, report_id: int) -> HttpResponse:
    report = BoardReport.objects.select_related("project__lead").filter(pk=report_id).first()
    access = access_to(request.user, report.project.slug) if report else None
    if report is None or access is None or not access.manages:
        raise Http404("no such report")
    form = BodyForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        return _send(request, report, form.cleaned_data["body"])
    context = {
        "form": form,
        "report": report,
        "breadcrumb": [
            Link(report.project.name, report.project.get_absolute_url()),
            Link(report.title, report.get_absolute_url()),
            Link(_("Send to an agenda")),
        ],
    }
    return render(request, "home/send_board_report.html", context)


def _send(request: HttpRequest, report: BoardReport, body: Body) -> HttpResponse:
    try:
        send_to_body(report, body, by=cast(User, request.user))
    except WaitsAlready:
        messages.info(request, _("The report has been sent already, and waits for the clerk."))
    else:
        messages.success(request, _("The report was sent to the clerks of: %(body)s") % {"body": body.name})
    return redirect(report)

"""Who stands in for whom in a team."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.newcomers.clients.actions import substitutions as actions
from seutu.newcomers.clients.actions.asked import NotAllowed, NotOpen, PastDay
from seutu.newcomers.clients.forms.access import SubstitutionForm
from seutu.newcomers.clients.queries.access import substitutions_for, workers_serving_in
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.access_grants import refused
from seutu.newcomers.clients.views.client_frame import person, way_to
from seutu.newcomers.clients.views.form_pages import confirm_page
from seutu.newcomers.clients.views.frame import register_page, serves_clients
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.components import Link


@register_page(serves_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def substitutions(request: HttpRequest, worker: Worker) -> HttpResponse:
    by = person(request)
    form = _form(request, worker, by)
    if request.method == "POST" and form.is_valid():
        terms: dict[str, Any] = form.cleaned_data
        faults: dict[type[Exception], tuple[str | None, str]] = {
            actions.SamePerson: ("substitute", _("Choose another person.")),
            actions.NotServingThere: ("substitute", _("Both must serve clients in the municipality.")),
            actions.EndsBeforeStart: ("ends_on", _("The last day is before the first.")),
            actions.AlreadyArranged: (None, _("The same substitute has been arranged for some of these days.")),
            PastDay: ("ends_on", _("The day has passed. Write a later one.")),
            NotAllowed: ("absent", _("You may arrange a substitute for yourself, or for those whom you lead.")),
        }
        if not refused(form, lambda: actions.arrange_substitution(by=by, **terms), faults):
            messages.success(request, _("The substitute was arranged."))
            return redirect("clients:substitutions")
    rows = list(substitutions_for(worker))
    context = {
        "rows": [(row, row.absent_id == worker.user_id or row.organization_id in worker.led) for row in rows],
        "form": form,
        "breadcrumb": way_to(None, Link(_("Substitutes"))),
    }
    return render(request, "clients/access/substitutions.html", context)


def _form(request: HttpRequest, worker: Worker, by: User) -> SubstitutionForm:
    own = User.objects.filter(pk=by.pk)
    absent = workers_serving_in(worker.led) if worker.led else own
    places = worker.controllers | worker.led
    return SubstitutionForm(
        request.POST or None,
        organizations=Organization.objects.filter(pk__in=places),
        absent=absent,
        substitutes=workers_serving_in(places),
        initial={} if worker.led else {"absent": by.pk},
    )


@register_page(serves_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def end_substitution(request: HttpRequest, worker: Worker, substitution_id: int) -> HttpResponse:
    row = substitutions_for(worker).filter(pk=substitution_id).first()
    if row is None or not (row.absent_id == worker.user_id or row.organization_id in worker.led):
        raise Http404("no such substitution")
    if request.method == "POST":
        try:
            actions.end_substitution(row, by=person(request))
        except NotOpen:
            messages.info(request, _("The substitution was over already."))
        else:
            messages.success(request, _("The substitution has ended."))
        return redirect("clients:substitutions")
    back = reverse("clients:substitutions")
    return confirm_page(
        request,
        title=_("End the substitution"),
        over=f"{row.absent.display_name} – {row.substitute.display_name}",
        text=_("The substitute's rights end at once. One that has not begun is taken back."),
        back=back,
        breadcrumb=way_to(None, Link(_("Substitutes"), back), Link(_("End the substitution"))),
    )

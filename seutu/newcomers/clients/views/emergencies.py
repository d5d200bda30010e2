"""Opening a client in an emergency, and the officer's list of those that were opened."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.newcomers.clients.actions import emergency
from seutu.newcomers.clients.actions.asked import NotAllowed, NotOpen
from seutu.newcomers.clients.actions.grants import AlreadyOpen, NoSuchClient
from seutu.newcomers.clients.forms.access import EmergencyForm
from seutu.newcomers.clients.presentation.access import emergency_rows
from seutu.newcomers.clients.queries.access import emergencies_to_review
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.client_frame import person, way_to
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.frame import answers_data_requests, register_page, serves_clients
from seutu.shared.accounts.rules import recently_authenticated
from seutu.shared.core.rate_limits import TooManyRequests, count_of, too_many
from seutu.shared.ui.components import Link

# Found or not: nobody tries codes until one opens.
MOST_ATTEMPTS, WINDOW = 10, dt.timedelta(hours=1)
PER_PAGE = 50


# Asked already when the form opens: a form that was sent is not kept.
@register_page(serves_clients)
@recently_authenticated()
@require_http_methods(["GET", "HEAD", "POST"])
def emergency_access(request: HttpRequest, worker: Worker) -> HttpResponse:
    form = EmergencyForm(request.POST or None)
    if request.method == "POST":
        try:
            count_of(worker.audit_id, "clients.emergency", most=MOST_ATTEMPTS, window=WINDOW)
        except TooManyRequests as refusal:
            return too_many(request, refusal.retry_after)  # type: ignore[return-value]
        if form.is_valid() and (answer := _opened(request, form)):
            return answer
    minutes = settings.EMERGENCY_MINUTES
    return form_page(
        request,
        form,
        title=_("Emergency access"),
        warning=_(
            "You have no right to this data. Open it only in an urgent situation. Give the reason. The data protection "
            "officer is told at once."
        ),
        text=ngettext(
            "The data opens for reading for %(n)s minute. Each attempt is logged, also one that finds nobody.",
            "The data opens for reading for %(n)s minutes. Each attempt is logged, also one that finds nobody.",
            minutes,
        )
        % {"n": minutes},
        button=_("Open the data"),
        back=reverse("clients:clients"),
        breadcrumb=way_to(None, Link(_("Emergency access"))),
    )


def _opened(request: HttpRequest, form: EmergencyForm) -> HttpResponse | None:
    """To the client's page; None when there is none, which the form then says."""
    by, given = person(request), form.cleaned_data
    page = request.build_absolute_uri(reverse("clients:emergencies"))
    try:
        client = emergency.open_in_emergency(given["client"], reason=given["reason"], by=by, page=page)
    except AlreadyOpen as refusal:
        messages.info(request, _("You may open this client as it is: no emergency access was made."))
        return redirect(refusal.client)
    except NoSuchClient:
        emergency.note_nobody_found(by=by)
        form.add_error("client", _("Nobody was found. Check each character."))
        return None
    messages.success(request, _("The data is open. The data protection officer was told."))
    return redirect(client)


@register_page(answers_data_requests)
@require_safe
def emergencies(request: HttpRequest, worker: Worker) -> HttpResponse:
    page = Paginator(emergencies_to_review(worker), PER_PAGE).get_page(request.GET.get("sivu"))
    context = {"rows": emergency_rows(list(page)), "rows_page": page, "own": worker.user_id}
    return render(request, "clients/access/emergencies.html", context)


@register_page(answers_data_requests)
@require_POST
def review_emergency(request: HttpRequest, worker: Worker, emergency_id: int) -> HttpResponse:
    opened = emergencies_to_review(worker).filter(pk=emergency_id).first()
    word = {"justified": True, "not-justified": False}.get(request.POST.get("op", ""))
    if opened is None or word is None:
        raise Http404("nothing to review")
    try:
        emergency.review_emergency(opened, was_justified=word, by=person(request))
    except NotAllowed as refusal:
        raise Http404("one's own") from refusal
    except NotOpen:
        messages.info(request, _("Somebody has reviewed it meanwhile."))
    else:
        messages.success(request, _("Your review was recorded."))
    return redirect("clients:emergencies")

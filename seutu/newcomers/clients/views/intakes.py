"""The queue of those who were pointed to the service, and the decision on each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from seutu.newcomers.clients.actions import intake as actions
from seutu.newcomers.clients.actions.clients import CannotBeKeyworker, LikelyDuplicate, NotOfThisUnit
from seutu.newcomers.clients.actions.drafts import save_once
from seutu.newcomers.clients.actions.intake_clients import NameMissing
from seutu.newcomers.clients.actions.path_documents import ServiceEnded
from seutu.newcomers.clients.actions.path_reading import note_intake_reading, note_queue_reading
from seutu.newcomers.clients.forms.intakes import ASSESS_EXISTING, DECLINE, DecisionForm, IntakeForm
from seutu.newcomers.clients.forms.typed import fill
from seutu.newcomers.clients.models import Client, Intake
from seutu.newcomers.clients.presentation.finding import elsewhere_lines, found_rows
from seutu.newcomers.clients.presentation.intakes import intake_facts, intake_line
from seutu.newcomers.clients.presentation.path_words import DECLINE_REASONS
from seutu.newcomers.clients.queries.duplicates import Duplicates
from seutu.newcomers.clients.queries.visible import clients_writable_by, intakes_visible_to
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.intake import DeclineReason
from seutu.newcomers.clients.views.drafts import kept, saved
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.frame import register_page, serves_clients
from seutu.newcomers.clients.views.path_frame import person, to_path
from seutu.shared.organizations.models import Unit
from seutu.shared.ui.components import Link

PER_PAGE = 50
NEW = "new_intake"


def _trail(*more: Link) -> list[Link]:
    return [Link(_("Contacts under section 9"), reverse("clients:intakes")), *more]


@register_page(serves_clients)
@require_GET
def intakes(request: HttpRequest, worker: Worker) -> HttpResponse:
    """The queue: those who wait, the oldest first; with ``?ratkaistut=1`` those who were decided, the newest first."""
    shows_decided = request.GET.get("ratkaistut") == "1"
    rows = intakes_visible_to(worker).select_related("organization", "unit", "client")
    if shows_decided:
        rows = rows.exclude(decision=Intake.Decision.OPEN).order_by("-decided_on", "-pk")
    else:
        rows = rows.filter(decision=Intake.Decision.OPEN).order_by("arrived_on", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("sivu"))
    note_queue_reading(sorted({row.organization_id for row in page}), by=person(request))
    context = {
        "rows": [intake_line(row) for row in page],
        "page_obj": page,
        "shows_decided": shows_decided,
        "title": _("Contacts under section 9"),
    }
    return render(request, "clients/path/intakes.html", context)


@register_page(serves_clients)
@require_http_methods(["GET", "POST"])
def new_intake(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Log that somebody was pointed to the service."""
    units = Unit.objects.filter(pk__in=worker.units, closed_on__isnull=True)
    form, keeping = IntakeForm(request.POST or None, units=units), kept(request, worker, NEW)
    if keeping.draft:
        fill(form, keeping.typed)
    if request.method == "POST" and form.is_valid():
        arrived, by = form.arrived(), person(request)
        key, _is_new = save_once(NEW, lambda: actions.log_intake(arrived, by=by).pk, opening=keeping.opening, by=worker)
        messages.success(request, _("Logged. Decide next whether the person is assessed."))
        return saved(request, keeping, redirect("clients:intake", key))
    return form_page(
        request,
        form,
        title=_("Log a contact under section 9"),
        button=_("Save the contact under section 9"),
        back=reverse("clients:intakes"),
        breadcrumb=_trail(Link(_("Log a contact under section 9"))),
        text=_("Somebody asked for an assessment, or pointed a person to the service."),
        keeping=keeping,
    )


@register_page(serves_clients)
@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest, worker: Worker, intake_id: int) -> HttpResponse:
    """One intake, and the decision: assess or not, with its reason."""
    rows = intakes_visible_to(worker).select_related("organization", "unit", "client", "decided_by", "logged_by")
    found = get_object_or_404(rows, pk=intake_id)
    is_open = found.decision == Intake.Decision.OPEN
    initial = {"consent": found.consent}
    form = DecisionForm(request.POST or None, reasons=DECLINE_REASONS.items(), initial=initial) if is_open else None
    alike: Duplicates | None = None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            answer = _decided(request, worker, found, form)
        except LikelyDuplicate as likely:
            alike, answer = likely.duplicates, None
        if answer is not None:
            return answer
    if form is not None:
        form.asks_for_duplicate(alike is not None or "duplicate_reason" in request.POST)
    if request.method == "GET":
        note_intake_reading(found, by=person(request))
    context: dict[str, Any] = {
        "intake": found,
        "facts": intake_facts(found),
        "form": form,
        "near": found_rows(alike.near) if alike else [],
        "elsewhere": elsewhere_lines(alike.elsewhere) if alike else [],
        "is_alike": alike is not None,
        "title": _("Contact under section 9"),
        "back": reverse("clients:intakes"),
        "breadcrumb": _trail(Link(_("Contact under section 9, number %(number)s") % {"number": found.pk})),
    }
    return render(request, "clients/path/intake.html", context, status=409 if alike else 200)


def _decided(request: HttpRequest, worker: Worker, intake: Intake, form: DecisionForm) -> HttpResponse | None:
    """The answer to a decision, or nothing when the form says what is to be mended."""
    try:
        return _decide(request, worker, intake, form.cleaned_data)
    except actions.AlreadyDecided:
        messages.info(request, _("It was decided already."))
        return redirect("clients:intake", intake.pk)
    except tuple(_MENDED) as refused:
        form.add_error(*_MENDED[type(refused)])
    return None


_MENDED: dict[type[Exception], tuple[str, Any]] = {
    Client.DoesNotExist: ("reference", gettext_lazy("You have no client with this reference whom you may change.")),
    actions.ConsentMissing: (
        "consent",
        gettext_lazy("The person is assessed only when they agreed, or when consent is not needed."),
    ),
    actions.OfAnotherOrganization: (
        "reference",
        gettext_lazy("This client is of another municipality than the contact."),
    ),
    ServiceEnded: ("reference", gettext_lazy("The service of this client has ended. Let it go on first.")),
    NotOfThisUnit: (
        "decision",
        gettext_lazy("You cannot make a client in this unit. Ask a colleague who serves there."),
    ),
    CannotBeKeyworker: ("decision", gettext_lazy("You serve no clients in this municipality.")),
    NameMissing: ("decision", gettext_lazy("The contact says no name, so no client can be made of it.")),
}


def _decide(request: HttpRequest, worker: Worker, intake: Intake, given: dict[str, Any]) -> HttpResponse:
    by = person(request)
    with transaction.atomic():
        if given["consent"] != intake.consent:
            actions.note_consent(intake, Intake.Consent(given["consent"]), by=by)
        if given["decision"] == DECLINE:
            actions.decline_intake(intake, DeclineReason(given["reason"]), by=by)
            messages.success(request, _("Decided: not assessed. The person's data was removed."))
            return redirect("clients:intakes")
        client = None
        if given["decision"] == ASSESS_EXISTING:
            client = clients_writable_by(worker).get(reference=given["reference"])
        why = given["duplicate_reason"]
        made = actions.assess_intake(intake, client=client, duplicate_reason=why, worker=worker, by=by)
    messages.success(request, _("Decided: assessed. The assessment is open."))
    return to_path(made)

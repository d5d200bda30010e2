"""The region's list of interpreters, and their bookings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.newcomers.clients.actions import interpreters as actions
from seutu.newcomers.clients.contact_presentation import page_of_today
from seutu.newcomers.clients.forms.interpreters import BookingForm, InterpreterForm, initial_of
from seutu.newcomers.clients.models import Interpreter, InterpreterBooking, Interpreting
from seutu.newcomers.clients.presentation import bookings as presentation
from seutu.newcomers.clients.queries import interpreters as queries
from seutu.newcomers.clients.queries.home import short_names
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.interpreting import OPEN
from seutu.newcomers.clients.views.client_frame import person
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.frame import manages_register, register_page, serves_clients
from seutu.shared.ui.components import Link

PER_PAGE = 50


def _way(*links: Link) -> list[Link]:
    return [Link(_("Today"), page_of_today()), *links]


def _way_of_bookings(*links: Link) -> list[Link]:
    return _way(Link(_("Interpreter bookings"), reverse("clients:interpreter_bookings") if links else ""), *links)


@register_page(manages_register)
@require_safe
def interpreters(request: HttpRequest, worker: Worker) -> HttpResponse:
    lines = [presentation.interpreter_line(each) for each in Interpreter.objects.all()]
    context = {"lines": lines, "breadcrumb": _way(Link(_("Interpreters")))}
    return render(request, "clients/service/interpreters.html", context)


@register_page(manages_register)
@require_http_methods(["GET", "HEAD", "POST"])
def new_interpreter(request: HttpRequest, worker: Worker) -> HttpResponse:
    return _edit_interpreter(request, InterpreterForm(request.POST or None), None)


@register_page(manages_register)
@require_http_methods(["GET", "HEAD", "POST"])
def interpreter(request: HttpRequest, worker: Worker, interpreter_id: int) -> HttpResponse:
    row = get_object_or_404(Interpreter, pk=interpreter_id)
    return _edit_interpreter(request, InterpreterForm.of(row, request.POST or None), row)


def _edit_interpreter(request: HttpRequest, form: InterpreterForm, row: Interpreter | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_interpreter(form.given(), by=person(request), interpreter=row)
        except actions.NameTaken:
            form.add_error("name", _("This name is in the list already."))
        else:
            messages.success(request, _("The interpreter was saved."))
            return redirect("clients:interpreters")
    title = _("Change the interpreter") if row else _("New interpreter")
    back = reverse("clients:interpreters")
    way = _way(Link(_("Interpreters"), back), Link(title))
    return form_page(request, form, title=title, back=back, breadcrumb=way)


@register_page(serves_clients)
@require_safe
def bookings(request: HttpRequest, worker: Worker) -> HttpResponse:
    page = Paginator(queries.upcoming_bookings(worker), PER_PAGE).get_page(request.GET.get("sivu"))
    unmarked = list(queries.unmarked_bookings(worker)[: queries.PAST_AT_MOST])
    names = short_names(worker, {each.client_id for each in (*page, *unmarked) if each.client_id})
    collided = queries.collided(page)
    context = {
        "page_obj": page,
        "upcoming": [presentation.booking_row(each, names, collided) for each in page],
        "unmarked": [presentation.booking_row(each, names, set()) for each in unmarked],
        "breadcrumb": _way_of_bookings(),
    }
    return render(request, "clients/service/bookings.html", context)


@register_page(serves_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def new_booking(request: HttpRequest, worker: Worker) -> HttpResponse:
    form = BookingForm(worker, request.POST or None, initial=_initial(request, worker))
    return _edit_booking(request, form, None)


def _initial(request: HttpRequest, worker: Worker) -> dict[str, Any]:
    """What is known when the form is opened from a client's page."""
    initial: dict[str, Any] = {"minutes": 60, "mode": Interpreting.PHONE}
    client = queries.client_to_book(worker, request.GET.get("asiakas", ""))
    if client:
        language = client.interpreter_language or client.service_language
        initial |= {"reference": client.reference, "unit": client.unit_id, "language": language}
    return initial


@register_page(serves_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def change_booking(request: HttpRequest, worker: Worker, booking_id: int) -> HttpResponse:
    row = get_object_or_404(queries.bookings_writable_by(worker).filter(state__in=OPEN), pk=booking_id)
    return _edit_booking(request, BookingForm(worker, request.POST or None, booking=row, initial=initial_of(row)), row)


def _edit_booking(request: HttpRequest, form: BookingForm, row: InterpreterBooking | None) -> HttpResponse:
    collides: list[str] = []
    if request.method == "POST" and form.is_valid():
        collides = _collisions(form, row)
        if not collides or form.cleaned_data["despite"]:
            return _save_booking(request, form, row)
    if not collides:
        del form.fields["despite"]
    title = _("Change the booking") if row else _("Book an interpreter")
    back = reverse("clients:interpreter_booking", args=[row.pk]) if row else reverse("clients:interpreter_bookings")
    return form_page(
        request,
        form,
        title=title,
        back=back,
        breadcrumb=_way_of_bookings(Link(title)),
        template="clients/service/booking_form.html",
        collides=collides,
        has_errors=bool(collides),
    )


def _collisions(form: BookingForm, row: InterpreterBooking | None) -> list[str]:
    given = form.given()
    if given.interpreter is None:
        return []
    found = queries.collisions_of(given.interpreter, given.starts_at, given.minutes, besides=row.pk if row else None)
    return [presentation.when(each) for each in found]


def _save_booking(request: HttpRequest, form: BookingForm, row: InterpreterBooking | None) -> HttpResponse:
    if row is None:
        row = actions.book(form.given(), by=person(request))
    else:
        actions.change_booking(row, form.given(), by=person(request))
    messages.success(request, _("The booking was saved. Confirm it here once the interpreter has answered."))
    return redirect("clients:interpreter_booking", row.pk)


@register_page(serves_clients)
@require_safe
def booking(request: HttpRequest, worker: Worker, booking_id: int) -> HttpResponse:
    row = get_object_or_404(queries.bookings_writable_by(worker), pk=booking_id)
    names = short_names(worker, [row.client_id] if row.client_id else [])
    collides = (
        queries.collisions_of(row.interpreter, row.starts_at, row.minutes, besides=row.pk)
        if row.interpreter and row.state in OPEN
        else []
    )
    context = {
        "row": presentation.booking_row(row, names, set()),
        "steps": presentation.steps(row),
        "is_open": row.state in OPEN,
        "collides": [presentation.when(each) for each in collides],
        "breadcrumb": _way_of_bookings(Link(presentation.when(row))),
    }
    return render(request, "clients/service/booking.html", context)


@register_page(serves_clients)
@require_POST
def set_state(request: HttpRequest, worker: Worker, booking_id: int) -> HttpResponse:
    row = get_object_or_404(queries.bookings_writable_by(worker), pk=booking_id)
    asked = request.POST.get("state", "")
    if asked not in InterpreterBooking.State.values:
        raise Http404("no such state")
    try:
        actions.set_state(row, InterpreterBooking.State(asked), by=person(request))
    except actions.InterpreterMissing:
        messages.error(request, _("Choose first who interprets. Then confirm the booking."))
        return redirect("clients:change_interpreter_booking", row.pk)
    except actions.WrongState:
        messages.error(request, _("The booking has changed meanwhile. Look at it again."))
    else:
        messages.success(request, _("The booking was marked."))
    return redirect("clients:interpreter_booking", row.pk)

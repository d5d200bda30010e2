"""People, their seats and their offices at the desk."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from seutu.publishing.decisions.actions import people as actions
from seutu.publishing.decisions.models import Office, OfficeHolding, Person, Seat
from seutu.publishing.decisions.queries import of_registers as queries
from seutu.publishing.desk.forms.people import EndForm, HoldingForm, OfficeForm, PersonForm, RenameForm, SeatForm
from seutu.publishing.desk.register_presentation import way_to
from seutu.publishing.desk.views.register_frame import clerk, confirm_page, form_page, page_of
from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import signed_in
from seutu.shared.core import clock
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission
from seutu.shared.ui.components import Link

HERE = "people"


def _person_at(request: HttpRequest, key: int) -> Person:
    return get_object_or_404(queries.people_for(clerk(request)), pk=key)


def _address(person: Person) -> str:
    return reverse("desk:person", args=[person.pk])


def _in_force(term: Seat | OfficeHolding) -> bool:
    return term.ends_on is None or term.ends_on >= clock.today()


def _terms(person: Person) -> tuple[list[Seat], list[OfficeHolding]]:
    return cast("list[Seat]", list(person.seats.all())), cast("list[OfficeHolding]", list(person.holdings.all()))


@require_safe
@signed_in
def people(request: HttpRequest) -> HttpResponse:
    user = clerk(request)
    rows = queries.people_for(user)
    name = request.GET.get("nimi", "").strip()
    page = page_of(request, rows.filter(name__icontains=name) if name else rows)
    shown = [
        (person, [seat for seat in seats if _in_force(seat)], [holding for holding in holdings if _in_force(holding)])
        for person in page
        for seats, holdings in [_terms(person)]
    ]
    context = {
        "rows": shown,
        "page_obj": page,
        "searched": name,
        "former": queries.former_people(clock.today(), organizations=_owned(user)).count(),
        "breadcrumb": way_to(HERE),
    }
    return render(request, "desk/people.html", context)


def _owned(user: User) -> frozenset[int]:
    return organizations_where(user, Permission.PREPARE_MEETINGS)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_person(request: HttpRequest) -> HttpResponse:
    user = clerk(request)
    form = PersonForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.add_person(form.cleaned_data["organization"], form.cleaned_data["name"], by=user)
        except actions.NameMissing:
            form.add_error("name", _("Write the name."))
        else:
            messages.success(request, _("The person was added. Give them a seat or an office."))
            return redirect(_address(person))
    return form_page(
        request,
        form,
        title=_("New person"),
        button=_("Add the person"),
        back=reverse("desk:people"),
        breadcrumb=way_to(HERE, Link(_("New person"))),
    )


@require_safe
@signed_in
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    shown = _person_at(request, person_id)
    seats, holdings = _terms(shown)
    terms: list[Seat | OfficeHolding] = [*seats, *holdings]
    context = {
        "person": shown,
        "seats": [(seat, _in_force(seat)) for seat in seats],
        "holdings": [(holding, _in_force(holding)) for holding in holdings],
        "is_public": any(_in_force(term) and term.starts_on <= clock.today() for term in terms),
        "is_over": not any(_in_force(term) for term in terms),
        "breadcrumb": way_to(HERE, Link(shown.name)),
    }
    return render(request, "desk/people_person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def rename_person(request: HttpRequest, person_id: int) -> HttpResponse:
    person = _person_at(request, person_id)
    form = RenameForm(request.POST or None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_person(person, form.cleaned_data["name"], by=clerk(request))
        except actions.NameMissing:
            form.add_error("name", _("Write the name."))
        else:
            messages.success(request, _("The name was changed."))
            return redirect(_address(person))
    return _person_form(request, person, form, _("Change the name"), button=_("Change the name"))


def _person_form(
    request: HttpRequest, person: Person, form: forms.Form, title: str, *, button: str, text: str = ""
) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        over=person.name,
        text=text,
        button=button,
        back=_address(person),
        breadcrumb=way_to(HERE, Link(person.name, _address(person)), Link(title)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def give_seat(request: HttpRequest, person_id: int) -> HttpResponse:
    person = _person_at(request, person_id)
    form = SeatForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_seat(person, form.seat(), by=clerk(request))
        except actions.TermsOverlap:
            form.add_error("starts_on", _("The person already has a seat in this body in that time."))
        else:
            messages.success(request, _("The seat was saved."))
            return redirect(_address(person))
    return _person_form(request, person, form, _("New seat in a body"), button=_("Save the seat"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def give_office(request: HttpRequest, person_id: int) -> HttpResponse:
    person = _person_at(request, person_id)
    form = HoldingForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.give_office(person, given.pop("office"), **given, by=clerk(request))
        except actions.TermsOverlap:
            form.add_error("starts_on", _("The person already holds this office in that time."))
        else:
            messages.success(request, _("The office was saved."))
            return redirect(_address(person))
    text = "" if form.fields["office"].queryset.exists() else _("There are no offices yet. Make the office first.")  # type: ignore[attr-defined]
    return _person_form(request, person, form, _("New office of the person"), button=_("Save the office"), text=text)


def _seat_at(request: HttpRequest, key: int) -> Seat:
    rows = Seat.objects.select_related("person__organization", "body")
    return get_object_or_404(rows.filter(person__in=queries.people_for(clerk(request))), pk=key)  # type: ignore[return-value]


def _holding_at(request: HttpRequest, key: int) -> OfficeHolding:
    rows = OfficeHolding.objects.select_related("person__organization", "office")
    return get_object_or_404(rows.filter(person__in=queries.people_for(clerk(request))), pk=key)  # type: ignore[return-value]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end_seat(request: HttpRequest, seat_id: int) -> HttpResponse:
    seat = _seat_at(request, seat_id)
    return _end(request, seat, f"{seat.body.name}, {seat.get_role_display()}")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end_holding(request: HttpRequest, holding_id: int) -> HttpResponse:
    holding = _holding_at(request, holding_id)
    return _end(request, holding, holding.office.name)


def _end(request: HttpRequest, term: Seat | OfficeHolding, what: str) -> HttpResponse:
    form = EndForm(request.POST or None, starts_on=term.starts_on)
    if request.method == "POST" and form.is_valid():
        actions.end_term(term, on=form.cleaned_data["ends_on"], by=clerk(request))
        messages.success(request, _("The last day was saved."))
        return redirect(_address(term.person))
    return _person_form(request, term.person, form, _("End: %(what)s") % {"what": what}, button=_("Save the last day"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove_seat(request: HttpRequest, seat_id: int) -> HttpResponse:
    seat = _seat_at(request, seat_id)
    return _remove(request, seat, seat.body.name)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove_holding(request: HttpRequest, holding_id: int) -> HttpResponse:
    holding = _holding_at(request, holding_id)
    return _remove(request, holding, holding.office.name)


def _remove(request: HttpRequest, term: Seat | OfficeHolding, what: str) -> HttpResponse:
    person = term.person
    if request.method == "POST":
        actions.remove_term(term, by=clerk(request))
        messages.success(request, _("It was taken back: %(what)s") % {"what": what})
        return redirect(_address(person))
    return confirm_page(
        request,
        title=_("Take back: %(what)s") % {"what": what},
        about=person.name,
        text=_("This is for what was entered by mistake. When somebody leaves, write the last day instead."),
        button=_("Take it back"),
        back=_address(person),
        breadcrumb=way_to(HERE, Link(person.name, _address(person)), Link(_("Take back"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def erase_person(request: HttpRequest, person_id: int) -> HttpResponse:
    person = _person_at(request, person_id)
    if request.method == "POST":
        try:
            actions.erase_person(person, by=clerk(request))
        except actions.StillInForce:
            messages.error(request, _("The person holds a seat or an office. Write its last day first."))
            return redirect(_address(person))
        messages.success(request, _("The person was erased."))
        return redirect("desk:people")
    return confirm_page(
        request,
        title=_("Erase the person"),
        about=person.name,
        text=_("The name and all terms go from the register. What stands in minutes stays there."),
        button=_("Erase the person"),
        back=_address(person),
        breadcrumb=way_to(HERE, Link(person.name, _address(person)), Link(_("Erase"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def erase_former_people(request: HttpRequest) -> HttpResponse:
    """Those who hold nothing any more, by name, and a button that erases them all."""
    user = clerk(request)
    if request.method == "POST":
        erased = len(actions.erase_former_people(by=user, organizations=_owned(user)))
        messages.success(
            request, ngettext("%(n)s person was erased.", "%(n)s people were erased.", erased) % {"n": erased}
        )
        return redirect("desk:people")
    context = {
        "former": queries.former_people(clock.today(), organizations=_owned(user)).order_by("name", "pk"),
        "breadcrumb": way_to(HERE, Link(_("Erase former people"))),
    }
    return render(request, "desk/people_former.html", context)


@require_safe
@signed_in
def offices(request: HttpRequest) -> HttpResponse:
    rows = queries.offices_for(clerk(request))
    return render(
        request, "desk/people_offices.html", {"offices": rows, "breadcrumb": way_to(HERE, Link(_("Offices")))}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def office(request: HttpRequest, office_id: int | None = None) -> HttpResponse:
    user = clerk(request)
    row: Office | None = get_object_or_404(queries.offices_for(user), pk=office_id) if office_id else None
    names = ("name_fi", "name_sv", "abbreviation")
    form = OfficeForm(
        request.POST or None,
        user=user,
        owner=row.organization if row else None,
        initial={name: getattr(row, name) for name in names} if row else None,
    )
    if request.method == "POST" and form.is_valid() and form.owner is not None:
        if row is None:
            actions.add_office(form.owner, form.office(), by=user)
        else:
            actions.change_office(row, form.office(), by=user)
        messages.success(request, _("The office was saved."))
        return redirect("desk:offices")
    title = row.name if row else _("New office")
    return form_page(
        request,
        form,
        title=title,
        text=_("Decisions of an office are numbered in a series of their own each year."),
        button=_("Save the office"),
        back=reverse("desk:offices"),
        breadcrumb=way_to(HERE, Link(_("Offices"), reverse("desk:offices")), Link(title)),
    )

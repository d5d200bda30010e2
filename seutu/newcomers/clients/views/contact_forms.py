"""Writing a contact down, and changing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from seutu.newcomers.clients import contact_presentation as presentation
from seutu.newcomers.clients.actions import contacts as actions
from seutu.newcomers.clients.actions.drafts import save_once
from seutu.newcomers.clients.actions.entries import StaleEntry
from seutu.newcomers.clients.actions.lookups import look_up_clients
from seutu.newcomers.clients.forms.contacts import KNOWN, ContactForm, contact_values, first_values
from seutu.newcomers.clients.forms.typed import typed_values
from seutu.newcomers.clients.models import Client, Contact
from seutu.newcomers.clients.queries.contacts import client_to_log, contact_shown, latest_anonymous_of, latest_of
from seutu.newcomers.clients.queries.visible import contacts_writable_by
from seutu.newcomers.clients.queries.work_places import units_logged_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import Refused
from seutu.newcomers.clients.views.drafts import Keeping, keep_sent, opened, revision_in, saved, sent
from seutu.newcomers.clients.views.frame import logs_contacts, register_page, serves_clients
from seutu.shared.core import clock
from seutu.shared.core.locked_days import lock_on
from seutu.shared.ui.components import Link
from seutu.shared.ui.dates import clock_time

NEW, CHANGED = "contact", "changed_contact"


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def new_contact(request: HttpRequest, worker: Worker) -> HttpResponse:
    if request.method == "POST":
        return _new_contact_sent(request, worker)
    keeping = opened(request, worker, NEW)
    values = {"occurred_on": clock.today(), **first_values(latest_of(worker), latest_anonymous_of(worker))}
    if keeping.draft:
        values = typed_values(ContactForm(worker=worker), keeping.typed)
    elif client := client_to_log(worker, request.GET.get("asiakas", "")):
        values |= {"who": KNOWN, "client": client.reference}
        values |= {"service_language": client.service_language} if client.service_language else {}
    return _form_page(request, _for_typing(ContactForm(worker=worker, initial=values)), keeping)


def _new_contact_sent(request: HttpRequest, worker: Worker) -> HttpResponse:
    keeping = sent(request, worker, NEW)
    if answer := _not_saved_yet(request, keeping):
        return answer
    form = ContactForm(request.POST, worker=worker)
    if form.is_valid():
        entry = form.entry()
        try:
            save_once(NEW, lambda: actions.log_contact(entry, by=worker).pk, opening=keeping.opening, by=worker)
        except Refused as refused:
            form.refuse(refused.refusals)
        else:
            words = _("Saved. The contact was logged at %(time)s.") % {"time": clock_time(clock.now())}
            messages.success(request, words)
            goes_on = request.POST.get("then") == "next"
            return saved(request, keeping, redirect("clients:new_contact" if goes_on else "clients:contacts"))
    return _form_page(request, form, keeping)


def _not_saved_yet(request: HttpRequest, keeping: Keeping, present: Contact | None = None) -> HttpResponse | None:
    """The answer to a button that saves nothing in the register: looking for a client, leaving a draft."""
    if request.POST.get("op") == "draft":
        keep_sent(request, keeping)
        messages.info(request, _("The draft was saved. It is not in the register yet."))
        return redirect("clients:contacts")
    if request.POST.get("op") == "find_client" and keeping.worker.serves:
        typed = ContactForm(worker=keeping.worker, present=present)
        found = _found(request, keeping.worker)
        values = typed_values(typed, request.POST) | {"who": KNOWN}
        values |= {} if present else _language_of(found)
        form = ContactForm(worker=keeping.worker, present=present, initial=values)
        return _form_page(request, form, keeping, found=found, present=present)
    return None


def _language_of(found: list[Client]) -> dict[str, str]:
    """The language of service of the only one who was found: the form stood in that of the contact before."""
    return {"service_language": found[0].service_language} if len(found) == 1 and found[0].service_language else {}


def _for_typing(form: ContactForm) -> ContactForm:
    """The form with its first field ready for the keyboard."""
    first = "who" if "who" in form.fields else "channel"
    form.fields[first].widget.attrs["autofocus"] = True
    return form


def _found(request: HttpRequest, worker: Worker) -> list[Client]:
    return look_up_clients(request.POST.get("client_search", "")[:100], by=worker)


@register_page(serves_clients)
@require_POST
def contact_clients(request: HttpRequest, worker: Worker) -> HttpResponse:
    """The clients that may be meant, as choices for the form. Sent and not asked: what is typed is a person's name."""
    context = {"found": _found(request, worker), "was_searched": True, "chosen": None}
    return render(request, "clients/contacts/_client_choices.html", context)


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def change_contact(request: HttpRequest, worker: Worker, contact_id: int) -> HttpResponse:
    get_object_or_404(contacts_writable_by(worker), pk=contact_id)
    contact = get_object_or_404(contact_shown(worker), pk=contact_id)
    if request.method == "POST":
        return _change_sent(request, worker, contact)
    if lock_on(contact.provider_municipality_id, contact.occurred_on):
        return redirect("clients:correct_contact", contact.pk)
    keeping = opened(request, worker, f"{CHANGED}:{contact.pk}")
    values, revision = contact_values(contact), contact.revision
    if keeping.draft:
        values = typed_values(ContactForm(worker=worker, present=contact), keeping.typed)
        revision = revision_in(keeping.typed, contact.revision)
    form = ContactForm(worker=worker, present=contact, initial=values)
    return _form_page(request, form, keeping, present=contact, revision=revision)


def _change_sent(request: HttpRequest, worker: Worker, contact: Contact) -> HttpResponse:
    keeping = sent(request, worker, f"{CHANGED}:{contact.pk}")
    if answer := _not_saved_yet(request, keeping, contact):
        return answer
    form, revision = ContactForm(request.POST, worker=worker, present=contact), revision_in(request.POST, 0)
    if form.is_valid():
        try:
            actions.change_contact(contact, form.entry(), revision=revision, by=worker)
        except Refused as refused:
            form.refuse(refused.refusals)
        except StaleEntry:
            keep_sent(request, keeping)
            theirs = ContactForm(worker=worker, present=contact, initial=contact_values(contact))
            found = presentation.differences(form, theirs)
            return _form_page(request, form, keeping, present=contact, differences=found, status=409)
        else:
            messages.success(request, _("Saved. The contact was changed."))
            return saved(request, keeping, redirect(contact))
    return _form_page(request, form, keeping, present=contact, revision=revision)


def _form_page(
    request: HttpRequest,
    form: ContactForm,
    keeping: Keeping,
    *,
    found: list[Client] | None = None,
    present: Contact | None = None,
    revision: int | None = None,
    differences: list[presentation.Difference] | None = None,
    status: int = 200,
) -> HttpResponse:
    title = _("Change the contact") if present else _("Log a contact")
    context: dict[str, Any] = {
        "form": form,
        "keeping": keeping,
        "title": title,
        "contact": present,
        "revision": (present.revision if present and revision is None else revision) or 0,
        "found": found or [],
        "was_searched": found is not None,
        "chosen": form.chosen_client,
        "differences": differences,
        "has_units": units_logged_by(keeping.worker).exists(),
        "correct": reverse("clients:correct_contact", args=[present.pk])
        if present
        else reverse("clients:forgotten_contact"),
        "back": reverse("clients:contact", args=[present.pk]) if present else reverse("clients:contacts"),
        "breadcrumb": presentation.way_to(Link(title)),
    }
    return render(request, "clients/contacts/form.html", context, status=status)

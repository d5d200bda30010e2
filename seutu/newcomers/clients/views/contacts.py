"""Contacts: the list, and the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.newcomers.clients import contact_presentation as presentation
from seutu.newcomers.clients.actions import contacts as actions
from seutu.newcomers.clients.actions.entries import DayLocked, NotRemovable, is_removable
from seutu.newcomers.clients.actions.lookups import note_contact_seen
from seutu.newcomers.clients.correction_presentation import correction_lines
from seutu.newcomers.clients.forms.contact_filter import ContactFilterForm
from seutu.newcomers.clients.forms.entries import RemovalForm
from seutu.newcomers.clients.languages import language_name
from seutu.newcomers.clients.models import Contact, WorkKind
from seutu.newcomers.clients.queries.contacts import contact_shown, contacts_listed
from seutu.newcomers.clients.queries.corrections import corrections_of
from seutu.newcomers.clients.queries.drafts import LISTED_AT_MOST, unfinished_of
from seutu.newcomers.clients.queries.home import short_names
from seutu.newcomers.clients.queries.visible import contacts_writable_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.frame import logs_contacts, register_page
from seutu.shared.core.locked_days import lock_on
from seutu.shared.ui.components import Link

PER_PAGE = 50


@register_page(logs_contacts)
@require_safe
def contacts(request: HttpRequest, worker: Worker) -> HttpResponse:
    form = ContactFilterForm(request.GET, worker=worker)
    rows = contacts_listed(worker, form.wanted())
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("sivu"))
    names = short_names(worker, {each.client_id for each in page if each.client_id})
    context: dict[str, Any] = {
        "filter": form,
        "lines": [presentation.contact_line(each, names) for each in page],
        "page_obj": page,
        "drafts": presentation.draft_lines(unfinished_of(worker)[:LISTED_AT_MOST]),
        "is_narrowed": form.is_narrowed(),
        "keeps_codes": bool(worker.manages),
        "breadcrumb": presentation.way_to(),
    }
    return render(request, "clients/contacts/list.html", context)


@register_page(logs_contacts)
@require_safe
def contact(request: HttpRequest, worker: Worker, contact_id: int) -> HttpResponse:
    found = get_object_or_404(contact_shown(worker), pk=contact_id)
    note_contact_seen(found, by=worker)
    return render(request, "clients/contacts/contact.html", _shown(found, worker))


def _shown(contact: Contact, worker: Worker) -> dict[str, Any]:
    title = presentation.of_whom(contact)
    return {
        "contact": contact,
        "line": presentation.contact_line(contact),
        "whom": title,
        "place": presentation.place_in_words(contact),
        "service_language": language_name(contact.service_language),
        "own_language": language_name(contact.language) if contact.language else "",
        "interpreting": presentation.interpreting_in_words(contact),
        "logged_late": presentation.logged_late(contact),
        "may_change": contacts_writable_by(worker).filter(pk=contact.pk).exists(),
        "may_remove": is_removable(contact, worker),
        "lock": lock_on(contact.provider_municipality_id, contact.occurred_on),
        "corrections": correction_lines(corrections_of(worker, WorkKind.CONTACT, contact.pk)),
        "breadcrumb": presentation.way_to(Link(title)),
    }


@register_page(logs_contacts)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_contact(request: HttpRequest, worker: Worker, contact_id: int) -> HttpResponse:
    found = get_object_or_404(contacts_writable_by(worker).select_related("client"), pk=contact_id)
    if lock_on(found.provider_municipality_id, found.occurred_on):
        return redirect("clients:correct_contact_away", found.pk)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.remove_contact(found, why=form.reason(), by=worker)
        except (NotRemovable, DayLocked):
            messages.error(request, _("A contact can be removed by the one who logged it, for seven days."))
            return redirect(found)
        messages.success(request, _("The contact was removed."))
        return redirect("clients:contacts")
    context = {
        "line": presentation.contact_line(found),
        "contact": found,
        "form": form,
        "may_remove": is_removable(found, worker),
        "breadcrumb": presentation.way_to(Link(_("Remove the contact"))),
    }
    return render(request, "clients/contacts/remove.html", context)


@register_page(logs_contacts)
@require_POST
def follow_up_contact(request: HttpRequest, worker: Worker, contact_id: int) -> HttpResponse:
    found = get_object_or_404(contacts_writable_by(worker), pk=contact_id)
    actions.mark_followed_up(found, by=worker)
    messages.success(request, _("Marked as followed up."))
    return redirect(found)

"""Who was notified of a decision. Private: what is looked at leaves a trace."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.publishing.decisions.actions import notifications as actions
from seutu.publishing.decisions.actions.notifications import Decision, decision_of
from seutu.publishing.decisions.models import AgendaItem, Notification
from seutu.publishing.decisions.queries import of_registers as queries
from seutu.publishing.desk import register_presentation as presentation
from seutu.publishing.desk.forms.notifications import DeliveryForm, NotificationForm
from seutu.publishing.desk.register_presentation import way_to
from seutu.publishing.desk.views.register_frame import clerk, confirm_page, form_page
from seutu.shared.accounts.rules import signed_in
from seutu.shared.core import clock
from seutu.shared.ui.components import Link

HERE = "notifications"
SHOWN = 100


def _address(decision: Decision) -> str:
    if isinstance(decision, AgendaItem):
        return reverse("desk:item_notifications", args=[decision.pk])
    return reverse("desk:officer_decision_notifications", args=[decision.pk])


def _row(decision: Decision) -> dict[str, Any]:
    return {
        "decision": decision,
        "name": presentation.decision_named(decision),
        "address": _address(decision),
        "parties": decision.parties,  # type: ignore[union-attr]  # counted by the query
        "waiting": decision.waiting,  # type: ignore[union-attr]
    }


@require_safe
@signed_in
def notifications(request: HttpRequest) -> HttpResponse:
    """The decisions of which somebody was notified, by number only: no party is named here."""
    user = clerk(request)
    items, others = queries.notified_items(user)[:SHOWN], queries.notified_officer_decisions(user)[:SHOWN]
    rows = [*map(_row, items), *map(_row, others)]
    return render(request, "desk/notifications.html", {"rows": rows, "breadcrumb": way_to(HERE)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item_notifications(request: HttpRequest, item_id: int) -> HttpResponse:
    item = get_object_or_404(queries.items_to_notify_of(clerk(request)), pk=item_id)
    remedies = list(item.remedies.values_list("remedy", flat=True))
    return _page(request, item, remedies, reverse("desk:item", args=[item.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def officer_decision_notifications(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = get_object_or_404(queries.officer_decisions_for(clerk(request)), pk=decision_id)
    remedies = [decision.remedy] if decision.remedy else []
    return _page(request, decision, remedies, reverse("desk:officer_decision", args=[decision.pk]))


def _page(request: HttpRequest, decision: Decision, remedies: list[str], back: str) -> HttpResponse:
    user, name = clerk(request), presentation.decision_named(decision)
    form = NotificationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_notification(decision, form.given(), by=user)
        except actions.NothingDecided:
            form.add_error(None, _("There is no decision yet of which a party could be notified."))
        except actions.SentBeforeDecided:
            form.add_error("sent_on", _("The decision was not made before this day. Write the day of sending."))
        else:
            messages.success(request, _("The notification was recorded."))
            return redirect(_address(decision))
    rows = list(decision.notifications.all())
    if rows:
        actions.note_reading(decision, by=user)
    context = {
        "parties": [presentation.notified_party(row, remedies, clock.today()) for row in rows],
        "form": form,
        "decision": decision,
        "name": name,
        "is_decided": actions.is_decided(decision),
        "extract_url": _extract_address(decision),
        "back": back,
        "breadcrumb": way_to(HERE, Link(name)),
    }
    return render(request, "desk/notification_parties.html", context)


def _extract_address(decision: Decision) -> str:
    """Where the extract of the decision is, which goes out with the notification."""
    if not isinstance(decision, AgendaItem) or decision.is_withheld:
        return ""
    meeting = decision.meeting
    return reverse("decisions:extract_pdf", args=[meeting.organization.slug, meeting.public_id, decision.position])


def _notification_at(request: HttpRequest, key: int) -> Notification:
    return get_object_or_404(queries.notifications_for(clerk(request)), pk=key)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def notification_delivery(request: HttpRequest, notification_id: int) -> HttpResponse:
    row, user = _notification_at(request, notification_id), clerk(request)
    decision = decision_of(row)
    form = DeliveryForm(request.POST or None, sent_on=row.sent_on, initial={"delivered_on": row.delivered_on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_delivery(row, delivered_on=form.cleaned_data["delivered_on"], by=user)
        except actions.NoProofExpected:
            messages.error(request, _("This was not sent against a proof of delivery."))
        else:
            messages.success(request, _("The day of the proof was saved."))
        return redirect(_address(decision))
    actions.note_reading(decision, by=user)
    return form_page(
        request,
        form,
        title=_("The proof of delivery came"),
        over=row.party_name,
        button=_("Save the day"),
        back=_address(decision),
        breadcrumb=way_to(
            HERE, Link(presentation.decision_named(decision), _address(decision)), Link(_("Proof of delivery"))
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove_notification(request: HttpRequest, notification_id: int) -> HttpResponse:
    row, user = _notification_at(request, notification_id), clerk(request)
    decision = decision_of(row)
    if request.method == "POST":
        actions.remove_notification(row, by=user)
        messages.success(request, _("The notification was removed."))
        return redirect(_address(decision))
    actions.note_reading(decision, by=user)
    return confirm_page(
        request,
        title=_("Remove the notification"),
        about=row.party_name,
        text=_("This is for what was entered by mistake. The party's own time is no longer followed."),
        button=_("Remove the notification"),
        back=_address(decision),
        breadcrumb=way_to(
            HERE, Link(presentation.decision_named(decision), _address(decision)), Link(_("Remove the notification"))
        ),
    )

"""Which mails about waiting work the worker gets."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.newcomers.clients.actions.reminders import choose_reminders
from seutu.newcomers.clients.contact_presentation import page_of_today
from seutu.newcomers.clients.forms.reminders import ReminderForm
from seutu.newcomers.clients.models import ReminderChoice
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.frame import register_page
from seutu.shared.accounts.models import User
from seutu.shared.ui.components import Link


def _works(worker: Worker) -> bool:
    return True


@register_page(_works)
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, worker: Worker) -> HttpResponse:
    user = cast(User, request.user)
    choice = ReminderChoice.objects.filter(user=user).first() or ReminderChoice(user=user)
    initial = {"wants_daily": choice.wants_daily, "wants_weekly": choice.wants_weekly}
    typed = request.POST if request.method == "POST" else None
    form = ReminderForm(typed, leads=bool(worker.led), initial=initial)
    if form.is_valid():
        choose_reminders(**(initial | form.cleaned_data), by=user)
        messages.success(request, _("Your choice was saved."))
        return redirect("clients:reminders")
    title = _("Reminders by e-mail")
    way = [Link(_("Today"), page_of_today()), Link(title)]
    return form_page(request, form, title=title, back=page_of_today(), breadcrumb=way)

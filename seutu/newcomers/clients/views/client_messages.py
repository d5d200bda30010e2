"""A message to a client, in their language beside Finnish; the texts that can be sent."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.clients.actions import client_messages as actions
from seutu.newcomers.clients.contact_presentation import client_named, page_of_today
from seutu.newcomers.clients.forms.client_messages import MessageForm, TextForm
from seutu.newcomers.clients.languages import is_right_to_left
from seutu.newcomers.clients.models import Client, MessageTemplate, MessageText
from seutu.newcomers.clients.presentation import client_messages as presentation
from seutu.newcomers.clients.queries import client_messages as queries
from seutu.newcomers.clients.queries.home import short_names
from seutu.newcomers.clients.queries.visible import clients_writable_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.client_messages import SOURCE, filled, language_for
from seutu.newcomers.clients.views.client_frame import person
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.frame import manages_register, register_page, serves_clients
from seutu.shared.ui.components import Link

OPENING = re.compile(r"[A-Za-z0-9_-]{8,40}")


@register_page(serves_clients)
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, worker: Worker, reference: str) -> HttpResponse:
    client = get_object_or_404(clients_writable_by(worker).select_related("controller"), reference=reference)
    templates = list(queries.templates_in_use())
    asked = request.POST.get("template", request.GET.get("pohja", ""))
    template = next((each for each in templates if each.code == asked), None)
    if request.method != "POST":
        actions.read_for_message(client, by=person(request))
    context: dict[str, Any] = {
        "client": client,
        "name": short_names(worker, [client.pk]).get(client.pk, ""),
        "reference": client_named(client.reference),
        "templates": [(each, presentation.template_name(each)) for each in templates],
        "chosen": template,
        "has_address": bool(queries.email_of(client)),
        "wishes": queries.wishes_of(client),
        "sent": [presentation.sent_line(each) for each in queries.messages_to(client)[: queries.SENT_AT_MOST]],
        "breadcrumb": [
            Link(_("Clients"), reverse("clients:clients")),
            Link(client_named(client.reference), reverse("clients:client", args=[client.reference])),
            Link(_("Send a message")),
        ],
    }
    if template is not None:
        answer = _composed(request, client, template, context)
        if answer is not None:
            return answer
    return render(request, "clients/service/message.html", context)


def _composed(
    request: HttpRequest, client: Client, template: MessageTemplate, context: dict[str, Any]
) -> HttpResponse | None:
    """Add the form and the preview of a template to ``context``; the answer, once the message was sent."""
    texts = {text.language: text for text in template.texts.all()}
    wished = language_for([client.service_language, client.mother_tongue], texts)
    form = MessageForm(
        request.POST or None, body=texts[SOURCE].body, languages=sorted(texts), initial={"language": wished}
    )
    values: dict[str, str] = {}
    language = request.POST.get("language", wished)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if request.POST.get("op") == "send":
            answer = _sent(request, client, template, form, values)
            if answer is not None:
                return answer
    text = texts.get(language, texts[wished])
    shown = dict.fromkeys(form.asked, "…") | values
    context |= {
        "form": form,
        "opening": _opening(request),
        "text": text,
        "is_unread": actions.is_unread(text),
        "direction": "rtl" if is_right_to_left(text.language) else "ltr",
        "preview": filled(text.body, shown),
        "source": texts[SOURCE],
        "source_preview": filled(texts[SOURCE].body, shown) if text.language != SOURCE else "",
    }
    return None


def _opening(request: HttpRequest) -> str:
    sent = request.POST.get("opening", "")
    return sent if OPENING.fullmatch(sent) else secrets.token_urlsafe(12)


def _sent(
    request: HttpRequest, client: Client, template: MessageTemplate, form: MessageForm, values: dict[str, str]
) -> HttpResponse | None:
    given = actions.MessageInput(
        template=template, language=form.cleaned_data["language"], values=values, opening=_opening(request)
    )
    try:
        actions.send_message(client, given, by=person(request))
    except actions.NoAddress:
        form.add_error(None, _("The message was not sent. The e-mail address of the client is missing or wrong."))
        return None
    messages.success(request, _("The message was sent."))
    return redirect("clients:client_message", client.reference)


@register_page(manages_register)
@require_safe
def templates(request: HttpRequest, worker: Worker) -> HttpResponse:
    context = {
        "groups": presentation.text_groups(queries.all_texts()),
        "breadcrumb": [Link(_("Today"), page_of_today()), Link(_("Messages to clients"))],
    }
    return render(request, "clients/service/message_templates.html", context)


@register_page(manages_register)
@require_http_methods(["GET", "HEAD", "POST"])
def template_text(request: HttpRequest, worker: Worker, text_id: int) -> HttpResponse:
    text = get_object_or_404(MessageText.objects.select_related("template"), pk=text_id)
    initial = {"subject": text.subject, "body": text.body, "is_reviewed": not actions.is_unread(text)}
    form = TextForm(request.POST or None, initial=initial)
    back = reverse("clients:message_templates")
    if request.method == "POST" and form.is_valid():
        actions.save_text(text, **form.cleaned_data, by=person(request))
        messages.success(request, _("The text was saved."))
        return redirect(back)
    title = presentation.text_title(text)
    way = [Link(_("Today"), page_of_today()), Link(_("Messages to clients"), back), Link(title)]
    return form_page(request, form, title=title, back=back, breadcrumb=way)

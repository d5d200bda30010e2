"""The mails that a demo has written: it has no mail server, so what would be sent is read here."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seutu.shared.messages.models import Message, State

NEWEST = 50


@dataclass(frozen=True, slots=True)
class DemoMail:
    """A mail as it is read: its recipient is named by the first letter, since anybody may look."""

    message: Message

    @property
    def recipient(self) -> str:
        name, _, host = self.message.recipient.partition("@")
        return f"{name[:1]}…@{host}"


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404("this is no demo")
    messages = Message.objects.exclude(state=State.GONE).exclude(body_text="").order_by("-created_at", "-pk")[:NEWEST]
    mails = [DemoMail(message) for message in messages]
    response = render(request, "home/demo_mail.html", {"mails": mails, "noindex": True})
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response

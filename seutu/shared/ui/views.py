"""The gallery: every component in every state, and a form that can be sent with errors."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from seutu.shared.ui import gallery as samples


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", {"noindex": True, **samples.everything(request)})


@require_safe
def work_sample(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery_work.html")


@require_http_methods(["GET", "HEAD", "POST"])
def sample_form(request: HttpRequest) -> HttpResponse:
    form = samples.SampleForm(request.POST if request.method == "POST" else None)
    is_sent = form.is_valid()
    return render(request, "ui/gallery_form.html", {"noindex": True, "form": form, "is_sent": is_sent})

"""What the pages of rights have in common: a page with a form, and one that asks once more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seutu.shared.ui.components import Link


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    button: str,
    back: str,
    breadcrumb: Sequence[Link],
    over: str = "",
    text: str = "",
    warning: str = "",
) -> HttpResponse:
    """A page with one form; ``warning`` stands in a notice before it."""
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "breadcrumb": breadcrumb,
        "over": over,
        "text": text,
        "warning": warning,
    }
    return render(request, "clients/access/form.html", context)


def confirm_page(
    request: HttpRequest, *, title: str, text: str, button: str, back: str, breadcrumb: Sequence[Link], over: str = ""
) -> HttpResponse:
    """A page that asks once more before something ends."""
    context = {"title": title, "text": text, "button": button, "back": back, "breadcrumb": breadcrumb, "over": over}
    return render(request, "clients/access/confirm.html", context)

"""The two plain pages of the register: one with a form, and one that asks once more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from seutu.shared.ui.components import Link


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    back: str,
    breadcrumb: Sequence[Link],
    button: str = "",
    status: int = 200,
    template: str = "clients/form.html",
    **more: Any,
) -> HttpResponse:
    """A page with one form, whose button is called “Save” unless it is told otherwise.

    ``more`` may have ``over`` and ``client`` (over the title), ``warning``, ``text`` and ``unfinished`` (before the
    form), ``revision``, ``keeping`` (the form's drafts), ``is_danger``, ``has_editor``, ``export_url``, and what else
    ``template`` needs.
    """
    context = {"form": form, "title": title, "button": button or _("Save"), "back": back, "breadcrumb": breadcrumb}
    return render(request, template, {**context, **more}, status=status)


def confirm_page(
    request: HttpRequest,
    *,
    title: str,
    text: str,
    back: str,
    breadcrumb: Sequence[Link],
    button: str = "",
    is_danger: bool = True,
    **more: Any,
) -> HttpResponse:
    """A page that asks once more; its button is called as the page is. ``more`` has over, client, revision."""
    context = {"title": title, "text": text, "button": button or title, "back": back, "breadcrumb": breadcrumb}
    return render(request, "clients/confirm.html", {**context, "is_danger": is_danger, **more})

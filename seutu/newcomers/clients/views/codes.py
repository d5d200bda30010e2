"""The lists of topics and of funding codes, kept by who manages the register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.clients import contact_presentation as presentation
from seutu.newcomers.clients.actions import codes as actions
from seutu.newcomers.clients.forms.codes import ClosingForm, NamesForm, NewFundingCodeForm, NewTopicForm, TopicNamesForm
from seutu.newcomers.clients.models import FundingCode, Topic
from seutu.newcomers.clients.queries.codes import funding_codes_kept_by, topics_kept_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.frame import manages_register, register_page
from seutu.shared.core import clock
from seutu.shared.ui.components import Link

NAMES = ("name_fi", "name_sv", "name_en", "position")


@dataclass(frozen=True)
class CodeList:
    """One of the two lists, with its forms, its rows and its words."""

    model: type[Topic] | type[FundingCode]
    rows: Callable[[Worker], QuerySet[Any]]
    url_name: str
    new_url_name: str
    code_url_name: str
    title: Promise
    new: Promise
    about: Promise

    @property
    def names_form(self) -> type[forms.Form]:
        return TopicNamesForm if self.model is Topic else NamesForm

    def new_form(self, worker: Worker, data: Any = None) -> forms.Form:
        initial = {"starts_on": clock.today()}
        if self.model is Topic:
            return NewTopicForm(data, initial=initial)
        return NewFundingCodeForm(data, worker=worker, initial=initial)

    def way(self, *below: Link) -> list[Link]:
        return [
            Link(_("Today"), presentation.page_of_today()),
            Link(self.title, reverse(self.url_name) if below else ""),
            *below,
        ]


TOPICS = CodeList(
    model=Topic,
    rows=topics_kept_by,
    url_name="clients:topics",
    new_url_name="clients:new_topic",
    code_url_name="clients:topic",
    title=gettext_lazy("Topics of contacts"),
    new=gettext_lazy("New topic"),
    about=gettext_lazy("What contacts are about. A topic is closed, never deleted: old contacts keep what they said."),
)
FUNDING_CODES = CodeList(
    model=FundingCode,
    rows=funding_codes_kept_by,
    url_name="clients:funding_codes",
    new_url_name="clients:new_funding_code",
    code_url_name="clients:funding_code",
    title=gettext_lazy("Funding codes"),
    new=gettext_lazy("New funding code"),
    about=gettext_lazy("Who pays for a contact. A code is closed and never deleted: old contacts keep their payer."),
)


@register_page(manages_register)
@require_safe
def topics(request: HttpRequest, worker: Worker) -> HttpResponse:
    return _list(request, worker, TOPICS)


@register_page(manages_register)
@require_http_methods(["GET", "HEAD", "POST"])
def new_topic(request: HttpRequest, worker: Worker) -> HttpResponse:
    return _new(request, worker, TOPICS)


@register_page(manages_register)
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, worker: Worker, code_id: int) -> HttpResponse:
    return _one(request, worker, TOPICS, code_id)


@register_page(manages_register)
@require_safe
def funding_codes(request: HttpRequest, worker: Worker) -> HttpResponse:
    return _list(request, worker, FUNDING_CODES)


@register_page(manages_register)
@require_http_methods(["GET", "HEAD", "POST"])
def new_funding_code(request: HttpRequest, worker: Worker) -> HttpResponse:
    return _new(request, worker, FUNDING_CODES)


@register_page(manages_register)
@require_http_methods(["GET", "HEAD", "POST"])
def funding_code(request: HttpRequest, worker: Worker, code_id: int) -> HttpResponse:
    return _one(request, worker, FUNDING_CODES, code_id)


def _list(request: HttpRequest, worker: Worker, codes: CodeList) -> HttpResponse:
    today = clock.today()
    rows = [
        (code, reverse(codes.code_url_name, args=[code.pk]), presentation.code_state(code, today))
        for code in codes.rows(worker)
    ]
    context = {"codes": codes, "rows": rows, "new_url": reverse(codes.new_url_name), "breadcrumb": codes.way()}
    return render(request, "clients/codes/list.html", context)


def _new(request: HttpRequest, worker: Worker, codes: CodeList) -> HttpResponse:
    form = codes.new_form(worker, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_code(codes.model, form.cleaned_data, by=worker)  # type: ignore[type-var]
        except actions.CodeIsThere:
            form.add_error("name_fi", _("There is one of this name already, from the same day on."))
        else:
            messages.success(request, _("Saved."))
            return redirect(codes.url_name)
    context = {"codes": codes, "form": form, "back": reverse(codes.url_name), "breadcrumb": codes.way(Link(codes.new))}
    return render(request, "clients/codes/new.html", context)


def _one(request: HttpRequest, worker: Worker, codes: CodeList, code_id: int) -> HttpResponse:
    code = get_object_or_404(codes.rows(worker), pk=code_id)
    closes = request.POST.get("op") == "close"
    names_sent = request.POST if request.method == "POST" and not closes else None
    names = codes.names_form(names_sent, initial={name: getattr(code, name, None) for name in (*NAMES, "is_sensitive")})
    closing = ClosingForm(request.POST if closes else None, initial={"ends_on": code.ends_on})
    form = closing if closes else names
    if request.method == "POST" and form.is_valid() and _is_kept(code, form, worker):
        messages.success(request, _("Saved."))
        return redirect(codes.url_name)
    context = {
        "codes": codes,
        "code": code,
        "form": form,
        "names": names,
        "closing": closing,
        "back": reverse(codes.url_name),
        "breadcrumb": codes.way(Link(code.name)),
    }
    return render(request, "clients/codes/code.html", context)


def _is_kept(code: Topic | FundingCode, form: forms.Form, worker: Worker) -> bool:
    if not isinstance(form, ClosingForm):
        actions.rename_code(code, form.cleaned_data, by=worker)
        return True
    try:
        actions.close_code(code, form.cleaned_data["ends_on"], by=worker)
    except actions.EndsBeforeItBegins:
        form.add_error("ends_on", _("The last day is before the first. Write a later day."))
    except actions.UsedAfter:
        form.add_error("ends_on", _("Work of a later day has been logged under this code. Write a later day."))
    else:
        return True
    return False

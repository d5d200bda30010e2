"""The words of everyday, for those who know what people say."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import signed_in
from seutu.shared.organizations.queries import organizations_where
from seutu.shared.organizations.roles import Permission
from seutu.shared.search import everyday_actions as actions
from seutu.shared.search.forms import EverydayWordForm
from seutu.shared.search.models import EverydayWord
from seutu.shared.ui.components import Link


@require_safe
@signed_in
def everyday_words(request: HttpRequest) -> HttpResponse:
    _editor(request)
    context = {"words": EverydayWord.objects.all(), "breadcrumb": _breadcrumb()}
    return render(request, "search/everyday_words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add_everyday_word(request: HttpRequest) -> HttpResponse:
    editor = _editor(request)
    form = EverydayWordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_everyday_word(**form.cleaned_data, by=editor)
        except actions.PairTaken:
            _say_taken(form)
        else:
            messages.success(request, _("“%(word)s” now also finds “%(other)s”.") % _words(row))
            return redirect("search:everyday_words")
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def everyday_word(request: HttpRequest, pk: int) -> HttpResponse:
    editor = _editor(request)
    row = get_object_or_404(EverydayWord, pk=pk)
    form = EverydayWordForm(request.POST or None, initial={"word": row.word, "other": row.other})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_everyday_word(pk, **form.cleaned_data, opened_at=_opened_at(request), by=editor)
        except actions.PairTaken:
            _say_taken(form)
        except actions.ChangedMeanwhile:
            now = _("Somebody else changed this meanwhile. It is now: %(word)s, %(other)s. Send again to change it.")
            form.add_error(None, now % _words(row))
        else:
            messages.success(request, _("The words were saved."))
            return redirect("search:everyday_words")
    return _form_page(request, form, row)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove_everyday_word(request: HttpRequest, pk: int) -> HttpResponse:
    editor = _editor(request)
    row = get_object_or_404(EverydayWord, pk=pk)
    if request.method == "POST":
        words = _words(row)
        actions.remove_everyday_word(row, by=editor)
        messages.success(request, _("“%(word)s” no longer finds “%(other)s”.") % words)
        return redirect("search:everyday_words")
    return render(request, "search/remove_everyday_word.html", {"row": row, "breadcrumb": _breadcrumb(_("Remove"))})


def _editor(request: HttpRequest) -> User:
    """Who may change the words.

    :raises Http404: whoever asks may not.
    """
    user = request.user
    if not isinstance(user, User) or not organizations_where(user, Permission.EDIT_SEARCH_WORDS):
        raise Http404
    return user


def _opened_at(request: HttpRequest) -> dt.datetime:
    try:
        opened_at = parse_datetime(request.POST.get("opened_at", ""))
    except ValueError:
        opened_at = None
    return opened_at if opened_at and opened_at.tzinfo else dt.datetime.min.replace(tzinfo=dt.UTC)


def _say_taken(form: EverydayWordForm) -> None:
    form.add_error("other", _("These two words find each other already."))


def _words(row: EverydayWord) -> dict[str, str]:
    return {"word": row.word, "other": row.other}


def _form_page(request: HttpRequest, form: EverydayWordForm, row: EverydayWord | None) -> HttpResponse:
    title = _("Change the words") if row else _("Add everyday words")
    context = {
        "form": form,
        "row": row,
        "title": title,
        "opened_at": row.updated_at.isoformat() if row else "",
        "breadcrumb": _breadcrumb(title),
    }
    return render(request, "search/everyday_word.html", context)


def _breadcrumb(*last: str) -> list[Link]:
    words = Link(_("Everyday words"), reverse("search:everyday_words"))
    return [words, *(Link(each) for each in last)]

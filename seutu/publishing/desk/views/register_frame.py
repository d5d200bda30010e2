"""What every page of the registers begins with: who may be here, a form, and files that are handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seutu.publishing.decisions.actions.put_meeting import SecretTextGiven
from seutu.publishing.decisions.actions.record_holding import WrongRecordState
from seutu.publishing.decisions.queries.of_registers import owners_for
from seutu.publishing.desk.forms.attachments import UploadForm
from seutu.publishing.desk.forms.typed import SheetKind
from seutu.publishing.desk.presentation import RefusalLine
from seutu.publishing.desk.register_presentation import TwoVersions
from seutu.publishing.desk.views.frame import Keeping, opened, person, revision_sent, sent_again
from seutu.shared.accounts.models import User
from seutu.shared.files.actions import store
from seutu.shared.files.models import StoredFile
from seutu.shared.files.store import DiskFull, EmptyFile, FileTooLarge, StoreUnavailable
from seutu.shared.ui.components import Link
from seutu.shared.ui.numbers import file_size

PER_PAGE = 50
M = TypeVar("M", bound=Model)
F = TypeVar("F", bound=forms.Form)


def clerk(request: HttpRequest) -> User:
    """Who has signed in, when they keep the registers of some organization.

    :raises Http404: they keep none.
    """
    user = person(request)
    if not owners_for(user).exists():
        raise Http404("no registers")
    return user


def done(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Do ``act``; says whether it was possible, and the clerk is told when somebody was quicker."""
    try:
        act()
    except WrongRecordState:
        messages.error(request, _("Somebody has changed it meanwhile. Look at it again."))
        return False
    return True


def page_of(request: HttpRequest, rows: QuerySet[M]) -> Page[M]:
    """The page of ``rows`` that ``?sivu=`` asks for, or the nearest one."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("sivu"))


def kept_form(
    request: HttpRequest,
    form_class: type[F],
    target: str,
    *,
    values: Mapping[str, Any] | None = None,
    revision: int = 0,
    **options: Any,
) -> tuple[F, Keeping]:
    """The form with what was sent, or with the record's ``values``, or with the draft that ``?luonnos=`` asks for.

    ``revision`` is that of the record, 0 for one that is not there yet; ``options`` are what the form needs to be made.
    """
    kind = SheetKind(form_class, form_options=options)
    if request.method == "POST":
        keeping = sent_again(request, target, revision_sent(request) if revision else 0)
        return kind.sent(request.POST).form, keeping  # type: ignore[return-value]  # the kind makes forms of this class
    sheet, keeping = opened(request, kind, target, values=values or {}, revision=revision)
    return sheet.form, keeping  # type: ignore[return-value]  # as above


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
    keeping: Keeping | None = None,
    versions: TwoVersions | None = None,
    is_danger: bool = False,
) -> HttpResponse:
    """A page with one form. ``keeping`` keeps what is typed; ``versions`` shows what somebody else saved meanwhile."""
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "button": button,
        "back": back,
        "over": over,
        "text": text,
        "keeping": keeping,
        "versions": versions,
        "is_danger": is_danger,
        "breadcrumb": breadcrumb,
    }
    return render(request, "desk/register_form.html", context, status=409 if versions else 200)


def confirm_page(
    request: HttpRequest, *, title: str, text: str, button: str, back: str, breadcrumb: Sequence[Link], **more: Any
) -> HttpResponse:
    """A page that asks once more. ``more`` as in `desk/confirm.html`: about, is_safe, file_url."""
    context = {"title": title, "text": text, "button": button, "back": back, "breadcrumb": breadcrumb, **more}
    return render(request, "desk/confirm.html", context)


def publish_page(
    request: HttpRequest,
    *,
    title: str,
    over: str,
    back: str,
    breadcrumb: Sequence[Link],
    refusals: Sequence[RefusalLine] = (),
    consequences: Sequence[str] = (),
) -> HttpResponse:
    """A page that says what stands in the way of publishing, or what publishing does."""
    was_tried = request.method == "POST"
    context = {
        "title": title,
        "over": over,
        "back": back,
        "refusals": refusals,
        "has_errors": bool(refusals) and was_tried,
        "consequences": consequences,
        "breadcrumb": breadcrumb,
    }
    return render(request, "desk/register_publish.html", context, status=409 if refusals and was_tried else 200)


def take_files(request: HttpRequest, attach: Callable[[StoredFile, str], object]) -> UploadForm | None:
    """Keep the files that were sent, and ``attach`` each with its name as a title; the form when it needs mending."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return form
    taken = 0
    for upload in form.cleaned_data["uploads"]:
        fault = _take(request, upload, attach)
        if fault:
            messages.error(request, fault)
        else:
            taken += 1
    if taken:
        told = ngettext("%(n)s file was attached.", "%(n)s files were attached.", taken) % {"n": taken}
        messages.success(request, told)
    return None


def _take(request: HttpRequest, upload: UploadedFile[Any], attach: Callable[[StoredFile, str], object]) -> str:
    """Keep one file, and say what is wrong with it, or nothing."""
    name = upload.name or _("file")
    try:
        stored = store(upload.file or upload, name=name, by=person(request))  # type: ignore[arg-type]  # it can be read
        attach(stored, name.rsplit(".", 1)[0][:300] or name)
    except (FileTooLarge, EmptyFile, DiskFull, StoreUnavailable, SecretTextGiven, WrongRecordState) as error:
        words: dict[type[Exception], str] = {
            FileTooLarge: _("%(name)s: the file is larger than %(limit)s. Make it smaller, or part it."),
            EmptyFile: _("%(name)s: the file is empty."),
            DiskFull: _("%(name)s: there is no room for the file. Tell the operator."),
            StoreUnavailable: _("%(name)s: the store of files does not answer now. Try again in a moment."),
            SecretTextGiven: _("%(name)s: the decision is secret, so no file of it is kept here."),
            WrongRecordState: _("%(name)s: it has been published already, so no file can be added."),
        }
        return words[type(error)] % {"name": name, "limit": file_size(settings.FILE_SIZE_LIMIT)}
    return ""

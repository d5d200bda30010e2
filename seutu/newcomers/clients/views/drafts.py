"""Keeping what is typed into a form of the register: from the form itself, from its script, and letting it go."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seutu.newcomers.clients.actions import drafts
from seutu.newcomers.clients.models import RegisterDraft
from seutu.newcomers.clients.queries.contacts import client_to_log
from seutu.newcomers.clients.queries.drafts import draft_of, drafts_of
from seutu.newcomers.clients.queries.open_documents import KINDS, open_document
from seutu.newcomers.clients.queries.visible import (
    contacts_writable_by,
    group_sessions_writable_by,
    other_work_writable_by,
)
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.frame import register_page
from seutu.shared.core import clock

SAVED_COOKIE = "seutu_saved"
FIELD = "field:"
# What of a form that was sent is not what somebody typed.
NOT_TYPED = ("csrfmiddlewaretoken", "op", "opening", "then")
OPENING = re.compile(r"[A-Za-z0-9_-]{1,20}")
TARGET = re.compile(r"([a-z]+(?:_[a-z]+)*)(?::([0-9]{1,18}))?")

Fields = dict[str, list[str]]


def _logs(worker: Worker, key: int | None) -> bool:
    return bool(worker.logs_for) and key is None


def _may_change(rows: Callable[[Worker], QuerySet[Any]]) -> Callable[[Worker, int | None], bool]:
    return lambda worker, key: key is not None and rows(worker).filter(pk=key).exists()


def _may_write(kind: str) -> Callable[[Worker, int | None], bool]:
    return lambda worker, key: open_document(worker, kind, key) is not None


# Which forms are kept: the word of the target, and whether a worker may fill the one with this key.
FORMS: dict[str, Callable[[Worker, int | None], bool]] = {
    "contact": _logs,
    "group_session": _logs,
    "other_work": _logs,
    "changed_contact": _may_change(contacts_writable_by),
    "changed_group_session": _may_change(group_sessions_writable_by),
    "changed_other_work": _may_change(other_work_writable_by),
    "assessment": _may_write("assessment"),
    "plan": _may_write("plan"),
}


@dataclass(frozen=True)
class Keeping:
    """What a page says of drafts: which form this is, which opening of it, and what was typed before.

    ``draft`` is the one that the form goes on with, ``drafts`` are those of other openings, the newest first.
    ``is_sent`` when the form comes back with what was just sent.
    """

    target: str
    worker: Worker
    opening: str
    drafts: Sequence[RegisterDraft] = ()
    draft: RegisterDraft | None = None
    is_sent: bool = False
    typed: QueryDict = field(default_factory=QueryDict)


def opened(request: HttpRequest, worker: Worker, target: str) -> Keeping:
    """For a form that is opened: with the draft that ``?luonnos=`` asks for, or anew."""
    asked = request.GET.get("luonnos", "")
    kept = list(drafts_of(worker, target))
    draft = draft_of(worker, target, asked) if asked else None
    if draft is None or not isinstance(draft.fields, dict):
        return Keeping(target, worker, secrets.token_urlsafe(9), kept)
    others = [each for each in kept if each.pk != draft.pk]
    return Keeping(target, worker, draft.opening, others, draft, typed=from_fields(draft.fields))


def sent(request: HttpRequest, worker: Worker, target: str) -> Keeping:
    """For a form that was sent; one that does not say which opening it is counts as one of its own."""
    return Keeping(target, worker, opening_sent(request) or secrets.token_urlsafe(9), is_sent=True)


def opening_sent(request: HttpRequest) -> str:
    """Which opening of its form was sent; "" when it does not say so."""
    told = request.POST.get("opening", "")
    return told if OPENING.fullmatch(told) else ""


def revision_in(data: QueryDict, otherwise: int) -> int:
    """Which revision a form was opened at, of what it changes."""
    told = data.get("revision", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else otherwise


def from_fields(fields: Mapping[str, Sequence[str]]) -> QueryDict:
    """Fields kept in a draft, as they would come from a browser."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, [str(value) for value in values])
    return data


def keep_sent(request: HttpRequest, keeping: Keeping) -> RegisterDraft | None:
    """Keep what was sent as a draft of its opening; nothing when it is larger than any form of ours."""
    typed: Fields = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_TYPED}
    try:
        return _keep(keeping.worker, keeping.target, typed, keeping.opening)
    except drafts.DraftTooLarge:
        return None


def saved(request: HttpRequest, keeping: Keeping, answer: HttpResponse) -> HttpResponse:
    """``answer``, after a save: what the browser keeps of this opening goes."""
    drafts.drop_draft(keeping.target, opening=keeping.opening, by=keeping.worker)
    told = f"{keeping.target}:{keeping.opening}"
    answer.set_cookie(SAVED_COOKIE, told, max_age=60, samesite="Lax", secure=request.is_secure())
    return answer


def _keep(worker: Worker, target: str, typed: Fields, opening: str) -> RegisterDraft:
    kind, _colon, key = target.partition(":")
    if kind in KINDS:
        document = open_document(worker, kind, int(key))
        client_of_it = document.client if document else None
        return drafts.keep_draft(target, typed, opening=opening, by=worker, client=client_of_it)
    is_of_client = typed.get("who") == ["client"]
    if "who" in typed and not is_of_client:
        # What may not be written on an anonymous contact is not kept of it for a fortnight either.
        typed = {name: values for name, values in typed.items() if name not in {"note", "client", "client_search"}}
    client = client_to_log(worker, typed.get("client", [""])[0]) if is_of_client else None
    return drafts.keep_draft(target, typed, opening=opening, by=worker, client=client)


def _target_sent(request: HttpRequest, worker: Worker) -> str:
    """The form whose draft it is.

    :raises Http404: it is none that this worker may fill.
    """
    target = request.POST.get("target", "")
    found = TARGET.fullmatch(target)
    key = int(found[2]) if found and found[2] else None
    if not found or found[1] not in FORMS or not FORMS[found[1]](worker, key):
        raise Http404("no such form")
    return target


def _works(worker: Worker) -> bool:
    return True


@register_page(_works)
@require_POST
def save_draft(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Keep what is being typed. Asked by a script, which takes a way to the sign-in page for a session that ended."""
    target, opening = _target_sent(request, worker), opening_sent(request)
    if not opening:
        raise Http404("no opening")
    typed: Fields = {
        name[len(FIELD) :]: request.POST.getlist(name)
        for name in request.POST
        if name.startswith(FIELD) and name[len(FIELD) :] not in NOT_TYPED
    }
    try:
        draft = _keep(worker, target, typed, opening)
    except drafts.DraftTooLarge:
        return JsonResponse({"error": _("The text is too long to be kept as a draft.")}, status=413)
    at = draft.saved_at.astimezone(clock.HELSINKI)
    return JsonResponse({"saved_at": f"{at.hour}.{at.minute:02}"})


@register_page(_works)
@require_POST
def discard_draft(request: HttpRequest, worker: Worker) -> HttpResponse:
    target = _target_sent(request, worker)
    if draft := draft_of(worker, target, request.POST.get("draft", "")):
        drafts.drop_draft(target, opening=draft.opening, by=worker)
    back: Any = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return redirect("clients:contacts")

"""Keeping what is typed into a form of the register: from the form itself, from its script, and letting it go."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seutu.newcomers.clients.actions import drafts
from seutu.newcomers.clients.kept_forms import Fields, NoSuchForm, form_of
from seutu.newcomers.clients.models import RegisterDraft
from seutu.newcomers.clients.queries.drafts import draft_of, drafts_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.frame import register_page
from seutu.shared.core import clock

SAVED_COOKIE = "seutu_saved"
FIELD = "field:"
# What of a form that was sent is not what somebody typed.
NOT_TYPED = ("csrfmiddlewaretoken", "op", "opening", "then")
OPENING = re.compile(r"[A-Za-z0-9_-]{1,20}")
TARGET = re.compile(r"[a-z]+(?:_[a-z]+)*(?::[0-9A-Z]{1,18})?")
REVISION_AT_MOST = 9


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

    @property
    def address(self) -> str:
        """Where the form goes on with a draft."""
        form, key = form_of(self.target)
        return form.address(key)

    @property
    def revision(self) -> int | None:
        """The revision on which the draft was begun; None when it says none."""
        return revision_in(self.typed, None)


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


def kept(request: HttpRequest, worker: Worker, target: str) -> Keeping:
    """For a form, whether it is opened or was sent."""
    return sent(request, worker, target) if request.method == "POST" else opened(request, worker, target)


def opening_sent(request: HttpRequest) -> str:
    """Which opening of its form was sent; "" when it does not say so."""
    told = request.POST.get("opening", "")
    return told if OPENING.fullmatch(told) else ""


Otherwise = TypeVar("Otherwise", int, int | None)


def revision_in(data: QueryDict, otherwise: Otherwise) -> Otherwise:
    """Which revision a form was opened at, of what it changes."""
    told = data.get("revision", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= REVISION_AT_MOST else otherwise


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
    form, key = form_of(target)
    filled = form.filled(worker, key, typed)
    return drafts.keep_draft(target, filled.typed, opening=opening, by=worker, client=filled.client)


def _target_sent(request: HttpRequest, worker: Worker) -> str:
    """The form whose draft it is.

    :raises Http404: it is none that this worker may fill.
    """
    target = request.POST.get("target", "")
    if not TARGET.fullmatch(target):
        raise Http404("no such form")
    try:
        form, key = form_of(target)
        form.filled(worker, key, {})
    except NoSuchForm as refusal:
        raise Http404("no such form") from refusal
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

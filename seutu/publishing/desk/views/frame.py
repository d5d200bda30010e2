"""What every page of the desk begins with: whose meeting it is, and what was typed before and not saved."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.publishing.decisions.actions import NothingToConfirm
from seutu.publishing.decisions.models import AgendaItem, Meeting, MeetingState
from seutu.publishing.desk.actions import drafts
from seutu.publishing.desk.forms.typed import Fields, Sheet, SheetKind, from_fields
from seutu.publishing.desk.models import Draft
from seutu.publishing.desk.queries import drafts as draft_queries
from seutu.publishing.desk.queries import meetings as queries
from seutu.shared.accounts.models import User

SAVED_COOKIE = "seutu_saved"
# What of a form that was sent is not what somebody typed.
NOT_TYPED = ("csrfmiddlewaretoken", "op", "revision", "opening", "then")
OPENING = re.compile(r"[A-Za-z0-9_-]{1,20}")


def person(request: HttpRequest) -> User:
    """Who has signed in; only pages behind `signed_in` ask."""
    return cast(User, request.user)


def meeting_at(request: HttpRequest, key: int) -> Meeting:
    """The meeting with this key.

    :raises Http404: there is none that this person prepares.
    """
    return get_object_or_404(queries.meetings_editable_by(request.user), pk=key)


def item_at(request: HttpRequest, key: int) -> AgendaItem:
    """The item with this key.

    :raises Http404: there is none in a meeting that this person prepares.
    """
    return get_object_or_404(queries.items_editable_by(request.user), pk=key)


def is_out(meeting: Meeting) -> bool:
    """Whether its minutes are published: then what they tell changes by a correction only."""
    return meeting.state == MeetingState.MINUTES_PUBLISHED


def is_written(meeting: Meeting) -> bool:
    """Whether its minutes are being written, or are out."""
    return meeting.state not in (MeetingState.DRAFT, MeetingState.AGENDA_PUBLISHED)


def to_bench(meeting: Meeting, item: AgendaItem | None = None) -> HttpResponse:
    """To the workbench of a meeting, to an item of it when one is given."""
    address = reverse("desk:meeting", args=[meeting.pk])
    return redirect(f"{address}#item-{item.pk}" if item else address)


def revision_sent(request: HttpRequest) -> int:
    """The revision of the record that the form was opened on.

    :raises Http404: the form has none: it was not made here.
    """
    told = request.POST.get("revision", "")
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        raise Http404("no revision")
    return int(told)


def confirmed(request: HttpRequest, title: str, confirm: Callable[[], object]) -> None:
    """Record the word on a file called ``title`` by ``confirm``, and say so, or that there is nothing to confirm."""
    try:
        confirm()
    except NothingToConfirm:
        nothing_to_confirm(request)
    else:
        messages.success(request, _("Your confirmation was recorded: %(title)s") % {"title": title})


def nothing_to_confirm(request: HttpRequest) -> None:
    """Say that a file needs nobody's word."""
    words = _("There is nothing to confirm: a machine has read the file, has not read it yet, or it was confirmed.")
    messages.info(request, words)


@dataclass(frozen=True)
class Keeping:
    """What the page says of drafts: which form this is, and what was typed before.

    ``draft`` is the one that the form goes on with, ``drafts`` are those of other openings, the newest first.
    ``is_sent`` when the form comes back with what was just sent.
    """

    target: str
    revision: int
    person: int
    opening: str
    drafts: Sequence[Draft] = ()
    draft: Draft | None = None
    replaced: Draft | None = None
    is_sent: bool = False


def opened(
    request: HttpRequest,
    kind: SheetKind,
    target: str,
    *,
    values: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]] = (),
    revision: int = 0,
) -> tuple[Sheet, Keeping]:
    """The sheet to show: with what the record holds, or with the draft that ``?luonnos=`` asks for.

    A draft goes on from the revision on which it was begun, so that a change made since is noticed when it is saved.
    """
    asked = request.GET.get("luonnos", "")
    user = person(request)
    drafts_kept = draft_queries.drafts_of(user, target)
    replaced = draft_queries.draft_of(user, replaced_target(target))
    new = secrets.token_urlsafe(9)
    if asked == "korvattu" and replaced:
        keeping = Keeping(target, revision, user.pk, new, drafts_kept, replaced)
        return kind.typed(from_fields(replaced.fields)), keeping
    draft = draft_queries.draft_of(user, target, asked) if asked else None
    if draft is None:
        return kind.filled(values, rows), Keeping(target, revision, user.pk, new, drafts_kept, replaced=replaced)
    others = [each for each in drafts_kept if each != draft]
    keeping = Keeping(target, draft.base_revision, user.pk, draft.opening, others, draft)
    return kind.typed(from_fields(draft.fields)), keeping


def opening_sent(request: HttpRequest) -> str:
    """Which opening of its form was sent; "" when it does not say so."""
    told = request.POST.get("opening", "")
    return told if OPENING.fullmatch(told) else ""


def sent_again(request: HttpRequest, target: str, revision: int) -> Keeping:
    """For a page that shows what was sent once more."""
    return Keeping(target, revision, person(request).pk, opening_sent(request), is_sent=True)


def replaced_target(target: str) -> str:
    """Under which name the version is kept that was replaced when two had changed the same thing."""
    return f"replaced_{target}"


def typed_fields(request: HttpRequest) -> Fields:
    """What was typed into the form that was sent."""
    return {name: request.POST.getlist(name) for name in request.POST if name not in NOT_TYPED}


def saved(request: HttpRequest, target: str, answer: HttpResponse) -> HttpResponse:
    """``answer``, after a save: the draft goes, here and in the browser."""
    opening = opening_sent(request)
    drafts.drop_draft(target, opening=opening, by=person(request))
    told = f"{target}:{opening}"
    answer.set_cookie(SAVED_COOKIE, told, max_age=60, samesite="Lax", secure=request.is_secure())
    return answer


def keep_sent(request: HttpRequest, target: str, revision: int) -> Draft:
    """Keep what was sent, and cannot be saved as it is, as a draft of its opening."""
    opening = opening_sent(request)
    return drafts.keep_draft(target, typed_fields(request), base_revision=revision, opening=opening, by=person(request))


def conflicted(request: HttpRequest, target: str, revision: int) -> HttpResponse:
    """To the page that shows both versions; what was typed is kept as a draft until one is chosen."""
    draft = keep_sent(request, target, revision)
    return redirect(f"{reverse('desk:conflict', args=[target])}?luonnos={draft.pk}")

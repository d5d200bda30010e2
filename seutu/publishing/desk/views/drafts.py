from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from seutu.publishing.desk.actions import drafts
from seutu.publishing.desk.queries.drafts import draft_of, may_keep
from seutu.publishing.desk.views.frame import opening_sent, person, replaced_target
from seutu.shared.accounts.rules import signed_in
from seutu.shared.core import clock, rich_text

FIELD = "field:"


@require_POST
def save_draft(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed. Asked by a script: it is told by a status, and never led to the sign-in page."""
    if not request.user.is_authenticated:
        return JsonResponse({"error": "signed out"}, status=401)
    user, target = person(request), request.POST.get("target", "")
    told = request.POST.get("base_revision", "0")
    if not may_keep(user, target) or not (told.isascii() and told.isdigit() and len(told) < 10):
        raise Http404("no such form")
    fields = {name[len(FIELD) :]: request.POST.getlist(name) for name in request.POST if name.startswith(FIELD)}
    try:
        draft = drafts.keep_draft(target, fields, base_revision=int(told), opening=opening_sent(request), by=user)
    except drafts.DraftTooLarge:
        return JsonResponse({"error": _("The text is too long to be kept as a draft.")}, status=413)
    at = draft.saved_at.astimezone(clock.HELSINKI)
    return JsonResponse({"saved_at": f"{at.hour}.{at.minute:02}"})


@require_POST
@signed_in
def discard_draft(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("target", "")
    if not may_keep(person(request), target):
        raise Http404("no such form")
    is_replaced = request.POST.get("which") == "replaced"
    asked = replaced_target(target) if is_replaced else target
    if draft := draft_of(person(request), asked, request.POST.get("draft", "")):
        drafts.drop_draft(asked, opening=draft.opening, by=person(request))
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return redirect("desk:meetings")


@require_POST
def clean_text(request: HttpRequest) -> HttpResponse:
    """Text from a word processor as rich text of ours; asked by the editor when something is pasted."""
    if not request.user.is_authenticated:
        return JsonResponse({"error": "signed out"}, status=401)
    try:
        pasted = rich_text.pasted(request.POST.get("html", ""))
    except rich_text.TooLong:
        return JsonResponse({"error": "too large"}, status=413)
    told = ""
    if pasted.images:
        count = pasted.images
        told = ngettext("%(n)s picture was left out.", "%(n)s pictures were left out.", count) % {"n": count}
    return JsonResponse({"html": pasted.html, "told": told})

"""Answering a form: the list of forms, a form's first page, and its questions page by page."""

from __future__ import annotations

from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from seutu.shared.core import clock
from seutu.shared.core.rate_limits import TooManyRequests
from seutu.shared.eforms import bot_protection
from seutu.shared.eforms.actions import attaching, drafts
from seutu.shared.eforms.answers import pages
from seutu.shared.eforms.answers.judging import Judged
from seutu.shared.eforms.answers.words import FALLBACKS, message_of, say
from seutu.shared.eforms.models import Draft
from seutu.shared.eforms.presentation import listing
from seutu.shared.eforms.presentation.addresses import address, is_of_site
from seutu.shared.eforms.presentation.frame import Frame
from seutu.shared.eforms.queries import answering as queries
from seutu.shared.eforms.ready_forms import is_for_registry, other_ways_of
from seutu.shared.eforms.spec.texts import Spoken
from seutu.shared.eforms.subjects import PARAMETER, subject_of
from seutu.shared.eforms.views.completing import stops_of
from seutu.shared.eforms.views.continuing import saved_page
from seutu.shared.eforms.views.pages import page_context
from seutu.shared.eforms.views.steps import Step
from seutu.shared.eforms.views.visit import BY, CHANGES, DELETED, UNIT, Visit, not_kept, page_of_form

PAGE = "sivu"
_DELETED = {"": "deleted", CHANGES: "complete.deleted"}


@require_safe
def forms(request: HttpRequest, language: str = "") -> HttpResponseBase:
    chosen = language or get_language() or settings.LANGUAGE_CODE
    rows = listing.open_rows()
    languages = listing.languages_of(rows)
    if chosen not in languages:
        return redirect("eforms:list")
    frame = Frame(chosen, languages, lambda code: address("list", code))
    response = render(request, "eforms/list.html", {"frame": frame, "forms": listing.listed(rows, chosen)})
    response.headers["Content-Language"] = chosen
    return response


@page_of_form("start", "GET", "HEAD", "POST")
def start(visit: Visit) -> HttpResponse:
    request = visit.request
    is_open = queries.open_form(visit.form.slug) is not None
    about = subject_of(request.GET.get(PARAMETER, ""), visit.form)
    if request.method == "POST" and is_open:
        try:
            bot_protection.count_beginning(request)
        except TooManyRequests as refusal:
            return visit.too_many(refusal)
        unit = queries.unit_of(visit.form, _number(request.GET.get(UNIT, ""), 0))
        _draft, key = drafts.begin(visit.form, language=visit.language, unit=unit, subject=about, by=BY)
        return visit.remember(visit.go("page"), key)
    spec = visit.prepared.spec
    context = {
        "intro": visit.frame.said(spec.intro),
        "notice": visit.frame.said(spec.notice),
        "other_ways": _other_ways(visit),
        "registry": visit.form.organization.registry_email if is_for_registry(visit.form.ready_made) else "",
        "is_open": is_open,
        "about": about,
        "last_day": visit.frame.day(about.last_day) if about and about.last_day else "",
        "is_over": bool(about and about.last_day and clock.today() > about.last_day),
        "has_draft": visit.draft is not None,
        "deleted": _DELETED.get(request.GET.get(DELETED, "-")),
    }
    return visit.render("eforms/start.html", context)


def _other_ways(visit: Visit) -> Spoken:
    """How the matter is done without the form: as the ready-made form says from which this one began, else in short."""
    ready = other_ways_of(visit.form.ready_made)
    return ready.spoken(visit.language, FALLBACKS) if ready else say("other_ways", visit.language)


@page_of_form("page", "GET", "HEAD", "POST")
def page(visit: Visit) -> HttpResponse:
    draft = visit.draft
    if draft is None:
        return visit.gone()
    if visit.request.method == "POST":
        return _send_page(visit, draft)
    judged = queries.judged(draft)
    shown = pages.shown_pages(visit.prepared.spec, judged)
    number = _number(visit.request.GET.get(PAGE, ""), draft.page)
    return visit.render("eforms/page.html", page_context(visit, draft, judged, pages.page_at(shown, number)))


def _send_page(visit: Visit, draft: Draft) -> HttpResponse:
    """Keep what a page holds, then do what its button says."""
    request = visit.request
    before = queries.judged(draft)
    shown = pages.shown_pages(visit.prepared.spec, before)
    current = pages.page_at(shown, _number(request.POST.get("page", ""), draft.page))
    typed = dict(request.POST.lists())
    step = Step(request.POST.get("do", "next"), visit.prepared, pages.merged(draft.answers, typed, current, before))
    refused = _attach(visit, draft, step, [key for key in pages.keys_on(current, before) if key in request.FILES])
    for key in step.detached:
        drafts.erase_files(draft.files.filter(key=key), by=BY)
    drafts.save(draft, step.raw, page=current.number, language=visit.language, by=BY)
    after = queries.judged(draft)
    if refused:
        return visit.render("eforms/page.html", page_context(visit, draft, after, current, mistakes=refused))
    if step.verb == "save":
        return saved_page(visit, draft)
    if step.goes_to is not None:
        return visit.go("page", after=f"?{PAGE}={step.goes_to}")
    if step.stays:
        return visit.go("page", after=f"?{PAGE}={current.number}{step.fragment}")
    return _turn(visit, draft, (before, after), current, step)


def _turn(visit: Visit, draft: Draft, judged: tuple[Judged, Judged], current: pages.Page, step: Step) -> HttpResponse:
    """Go to the next or the previous page; not on while something here is to be mended or was not seen yet."""
    before, after = judged
    stops = stops_of(visit, draft, pages.shown_pages(visit.prepared.spec, after))
    if step.verb == "previous":
        earlier = pages.previous_page(stops, current.number)
        return visit.go("page", after=f"?{PAGE}={earlier.number}") if earlier else visit.go("start")
    here = set(pages.keys_on(current, after))
    fresh = here - set(pages.keys_on(current, before))
    mistakes = {
        each.key: message_of(each, visit.language, visit.frame.fallbacks)
        for each in after.mistakes
        if each.key in here - fresh
    }
    if mistakes or fresh:
        context = page_context(visit, draft, after, current, mistakes=mistakes)
        return visit.render("eforms/page.html", {**context, "has_more": bool(fresh) and not mistakes})
    later = pages.next_page(stops, current.number)
    if later is None:
        return visit.go("review")
    return visit.go("page", after=f"?{PAGE}={later.number}")


def _attach(visit: Visit, draft: Draft, step: Step, keys: list[str]) -> dict[str, Spoken]:
    """Keep the files that came with a page; gives what to say of those that were not taken, by field."""
    refused: dict[str, Spoken] = {}
    for key in keys:
        for upload in visit.request.FILES.getlist(key):
            try:
                bot_protection.count_file(visit.request)
                _attach_one(draft, step, key, upload)
            except attaching.FileRefused as refusal:
                limits = {"mb": attaching.largest() // 1024 // 1024, "most": step.most_files(key)}
                refused[key] = say(f"fault.{refusal.reason.value}", visit.language, **limits)
            except TooManyRequests:
                refused[key] = say("too_many", visit.language)
    return refused


def _attach_one(draft: Draft, step: Step, key: str, upload: UploadedFile[Any]) -> None:
    if not step.has_room_for_file(key):
        raise attaching.FileRefused(attaching.Reason.TOO_MANY)
    # It is read as any other file, though its type does not say so.
    content = cast(BinaryIO, upload)
    kept = attaching.attach(draft, content, name=upload.name or "", field_name=key.rpartition("/")[2], by=BY)
    step.add_file(key, kept.key)


@require_safe
def short(request: HttpRequest, slug: str, language: str = "", unit: int = 0) -> HttpResponseBase:
    """The printed address: leads to the form's first page, its answers to the unit."""
    chosen = language or get_language() or settings.LANGUAGE_CODE
    query = f"?{UNIT}={unit}" if unit else ""
    return not_kept(redirect(address("start", chosen, slug) + query), chosen if is_of_site(chosen) else "fi")


def _number(given: str, otherwise: int) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else otherwise

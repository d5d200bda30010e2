"""Where a one-time link leads: to what the desk wrote, or to the form that has to be completed. No account, no session.

The secret in the address is all the proof there is, so the address must not travel: it goes into no log, no referrer,
no cache and no search engine. Programs that read mail open links: only the button does anything. A form opens again
until its completion is sent; everything else opens once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from seutu.shared.core.rate_limits import limited
from seutu.shared.core.request_log import keep_values_out
from seutu.shared.eforms.actions import desk_arrivals, links
from seutu.shared.eforms.actions.completing import open_again
from seutu.shared.eforms.actions.desk import AlreadyClosed
from seutu.shared.eforms.answers.words import say
from seutu.shared.eforms.forms.link import ReplyForm
from seutu.shared.eforms.models import CompletionRequest, OneTimeLink, Submission
from seutu.shared.eforms.queries.answering import asked_of
from seutu.shared.eforms.views.completing import closed_page, visit_of

Page = Callable[[HttpRequest, str], HttpResponseBase]


def _kept_nowhere(view: Page) -> Page:
    @wraps(view)
    def page(request: HttpRequest, secret: str) -> HttpResponseBase:
        keep_values_out(request)
        response = view(request, secret)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return page


# No form of another site can be sent here: it would have to know the secret. Django's own check would refuse our form,
# since browsers that send no referrer send no origin either.
@csrf_exempt
@_kept_nowhere
@limited("eforms_link", per_minute=30)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, secret: str) -> HttpResponse:
    if request.method == "POST" and "text" in request.POST:
        return _written(request, secret)
    found = links.link_by(secret)
    if found is None or found.submission is None:
        return _dead(request)
    if found.purpose == OneTimeLink.Purpose.COMPLETE:
        asked = asked_of(found.submission)
        if asked is None:
            return _dead(request)
        if asked.field_names:
            return _form(request, found, found.submission, asked)
    if request.method == "POST":
        return _opened(request, found, found.submission)
    return render(request, "eforms/link/closed.html", _shown(found, found.submission))


def _form(request: HttpRequest, found: OneTimeLink, submission: Submission, asked: CompletionRequest) -> HttpResponse:
    """The form as it was sent, in the language in which it was answered."""
    visit = visit_of(request, submission)
    try:
        if request.method == "POST":
            draft, key = open_again(submission, found)
            visit.draft = draft
            return visit.remember(visit.go("page"), key)
    except links.LinkIsUsed:
        return _dead(request)
    except AlreadyClosed:
        return closed_page(visit, None, submission)
    if submission.state == Submission.State.CLOSED:
        return closed_page(visit, None, submission)
    title = say("complete.title", visit.language)
    context = {"submission": submission, "day": visit.frame.day(asked.complete_by), "form_title": title}
    return visit.render("eforms/link/complete.html", context)


def _opened(request: HttpRequest, found: OneTimeLink, submission: Submission) -> HttpResponse:
    try:
        links.use(found)
    except links.LinkIsUsed:
        return _dead(request)
    context = _shown(found, submission) | {"form": ReplyForm()}
    if found.purpose == OneTimeLink.Purpose.COMPLETE:
        context["asked"] = asked_of(submission)
    else:
        desk_arrivals.note_read(submission)
        context["messages_shown"] = list(submission.messages.all())
    return render(request, "eforms/link/opened.html", context)


def _written(request: HttpRequest, secret: str) -> HttpResponse:
    found = links.link_used_lately(secret)
    if found is None or found.submission is None:
        return _dead(request)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return render(request, "eforms/link/opened.html", _shown(found, found.submission) | {"form": form})
    is_completion = found.purpose == OneTimeLink.Purpose.COMPLETE
    take_in = desk_arrivals.complete_in_words if is_completion else desk_arrivals.reply
    try:
        take_in(found.submission, form.cleaned_data["text"])
    except AlreadyClosed:
        return _dead(request)
    links.end(found)
    return render(request, "eforms/link/sent.html", _shown(found, found.submission))


def _shown(found: OneTimeLink, submission: Submission) -> dict[str, Any]:
    return {
        "submission": submission,
        "is_completion": found.purpose == OneTimeLink.Purpose.COMPLETE,
        "noindex": True,
    }


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "eforms/link/dead.html", {"noindex": True}, status=HTTPStatus.NOT_FOUND)

"""The page of a checker: the minutes, a field for a remark, and two buttons. Whoever has the link is the checker.

Nothing here asks for a session or sets a cookie. The token in the address is all the proof there is, so the address
must not travel: it goes into no log, no referrer, no cache and no search engine.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from seutu.publishing.decisions import queries as decisions
from seutu.publishing.decisions import record_documents
from seutu.publishing.decisions.actions import NotHeldYet, WrongState
from seutu.publishing.decisions.models import Meeting, MeetingState
from seutu.publishing.decisions.presentation import meeting_title, meeting_when
from seutu.publishing.desk import checking_presentation
from seutu.publishing.desk.actions import checking as actions
from seutu.publishing.desk.forms.checking import AnswerForm
from seutu.publishing.desk.models import Answer, CheckInvitation
from seutu.publishing.desk.queries import checking as queries
from seutu.shared.core.rate_limits import limited
from seutu.shared.documents.responses import pdf_response
from seutu.shared.files.responses import file_response

P = ParamSpec("P")
Guarded = Callable[Concatenate[HttpRequest, CheckInvitation, P], HttpResponseBase]

UNCHECKED = {MeetingState.MINUTES_DRAFTED, MeetingState.MINUTES_CHECKED}


def by_link(view: Guarded[P]) -> Callable[..., HttpResponseBase]:
    """Give ``view`` the invitation of the link; any other address gets one page that does not say what is wrong."""

    @wraps(view)
    def guarded(request: HttpRequest, /, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        invitation = queries.invitation_by(token)
        response = view(request, invitation, *args, **kwargs) if invitation else _dead(request)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def _dead(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/check_dead.html", {"noindex": True}, status=HTTPStatus.NOT_FOUND)


# No form of another site can be sent here: it would have to know the token. Django's own check would refuse our form,
# since browsers that send no referrer send no origin either; and it would need a cookie, which a phone may block.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@limited("check", per_minute=60)
@by_link
def minutes(request: HttpRequest, invitation: CheckInvitation) -> HttpResponse:
    if request.method == "POST":
        return _answered(request, invitation)
    if request.method == "GET" and not invitation.is_answered:
        actions.note_opened(invitation)
    return _page(request, invitation, AnswerForm())


def _answered(request: HttpRequest, invitation: CheckInvitation) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, invitation, form)
    given = form.cleaned_data
    try:
        actions.answer(invitation, answer=Answer(given["answer"]), remark=given["remark"], seen_hash=given["seen"])
    except actions.MinutesChanged:
        return _page(request, invitation, form, has_changed=True)
    except actions.DeadLink:
        return _dead(request)
    except (actions.AlreadyAnswered, NotHeldYet, WrongState):
        pass  # the page says what was answered, when the meeting is, or that the minutes are out
    return redirect(request.path)


def _page(
    request: HttpRequest, invitation: CheckInvitation, form: AnswerForm, *, has_changed: bool = False
) -> HttpResponse:
    meeting = invitation.checker.meeting
    if meeting.state not in UNCHECKED or invitation.is_answered:
        return _end_page(request, invitation, meeting)
    read = queries.minutes_of(meeting)
    context: dict[str, Any] = {
        "invitation": invitation,
        "checker": invitation.checker,
        "meeting": read.meeting,
        "when": meeting_when(read.meeting),
        "title": meeting_title(read.meeting),
        "groups": checking_presentation.attendance_groups(read.meeting),
        "items": checking_presentation.read_items(list(read.items)),
        "seen": read.content_hash,
        "token": _token(request),
        "form": form,
        "has_changed": has_changed,
        "has_errors": has_changed,
        "noindex": True,
    }
    return render(request, "desk/check_minutes.html", context)


def _end_page(request: HttpRequest, invitation: CheckInvitation, meeting: Meeting) -> HttpResponse:
    """What was answered, or that it is too late to answer."""
    is_out = meeting.state == MeetingState.MINUTES_PUBLISHED
    has_changed = False
    if invitation.answer == Answer.APPROVED and meeting.state in UNCHECKED:
        is_same = queries.minutes_of(meeting).content_hash == invitation.answered_hash
        has_changed = not is_same or invitation.checker.checked_on is None
    context = {
        "invitation": invitation,
        "meeting": meeting,
        "is_out": is_out,
        "is_approved": invitation.answer == Answer.APPROVED,
        "has_changed": has_changed,
        "noindex": True,
    }
    return render(request, "desk/check_answered.html", context)


@require_safe
@limited("check_files", per_minute=60)
@by_link
def attachment(request: HttpRequest, invitation: CheckInvitation, position: int, number: int) -> HttpResponseBase:
    meeting = invitation.checker.meeting
    found = None
    if _may_read(invitation):
        reader, owner = queries.reader_of(meeting), meeting.organization.slug
        found = decisions.attachment(reader, owner, meeting.public_id, position, number)
    if found is None or found.file is None:
        return _dead(request)
    return file_response(found.file, name=found.title, as_download=False)


@require_safe
@limited("check_files", per_minute=60)
@by_link
def minutes_pdf(request: HttpRequest, invitation: CheckInvitation) -> HttpResponse:
    if not _may_read(invitation):
        return _dead(request)
    meeting = invitation.checker.meeting
    read = queries.minutes_of(meeting)
    site = request.build_absolute_uri("/").rstrip("/")
    document = record_documents.meeting_document(read.meeting, read.items, [], host=site)
    name = f"luonnos-{meeting.organization.slug}-{meeting.body.slug}-{meeting.day.isoformat()}-poytakirja"
    return pdf_response(document, name=name)


def _may_read(invitation: CheckInvitation) -> bool:
    """Whether the link still opens the minutes: it was not used, and they are not out."""
    return not invitation.is_answered and invitation.checker.meeting.state in UNCHECKED


def _token(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.kwargs["token"]) if match else ""

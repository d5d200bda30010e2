"""The clerk's pages of the checking: who is missing at a glance, and everything that moves it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import NotHeldYet, WrongState
from seutu.publishing.decisions.models import AttendanceRole, Checker, CheckerRole, Meeting
from seutu.publishing.desk import checking_presentation, presentation
from seutu.publishing.desk.actions import checking as actions
from seutu.publishing.desk.forms.checking import CheckersForm, LinkForm, LinksForm, PaperForm
from seutu.publishing.desk.queries import checking as queries
from seutu.publishing.desk.views import frame
from seutu.shared.accounts.rules import signed_in
from seutu.shared.core import clock
from seutu.shared.messages.client_mail import has_server
from seutu.shared.ui.components import Link


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def checking(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = frame.meeting_at(request, meeting_id)
    state = queries.checking_of(meeting)
    form = _links_form(request, state)
    if request.method == "POST" and form and form.is_valid():
        _send(request, form)
        return redirect("desk:checking", meeting_id)
    context = {
        "meeting": meeting,
        "checking": state,
        "rows": checking_presentation.rows_of(state),
        "summary": checking_presentation.summary_of(state),
        "closed": checking_presentation.why_closed(meeting),
        "form": form,
        "breadcrumb": presentation.breadcrumb(meeting, Link(_("Checking of the minutes"))),
    }
    return render(request, "desk/checking.html", context)


def _links_form(request: HttpRequest, state: queries.Checking) -> LinksForm | None:
    asked = [standing.checker for standing in state.standings if standing.needs_link]
    if not asked or not state.is_open:
        return None
    return LinksForm(
        request.POST if request.method == "POST" else None,
        checkers=asked,
        known=queries.known_addresses(state.meeting, [checker.name for checker in asked]),
        language=state.meeting.language,
    )


def _send(request: HttpRequest, form: LinksForm) -> None:
    sent = [checker for checker, email, language in form.to_send() if _invited(request, checker, email, language)]
    if sent:
        words = ngettext("The link was sent to %(n)s checker.", "The link was sent to %(n)s checkers.", len(sent))
        _say_sent(request, words % {"n": len(sent)})


def _say_sent(request: HttpRequest, words: str) -> None:
    """Say that something was sent; without a mail server, that the message waits."""
    if has_server():
        messages.success(request, words)
    else:
        messages.warning(request, _("The message waits to leave: this installation has no mail server yet."))


def _invited(request: HttpRequest, checker: Checker, email: str, language: str) -> bool:
    site = request.build_absolute_uri("/")
    return _done(
        request,
        lambda: actions.invite(checker, email=email, language=language, site=site, by=frame.person(request)),
    )


def _done(request: HttpRequest, change: Callable[[], object]) -> bool:
    """Whether ``change`` was made; else the page says why not."""
    try:
        change()
    except actions.AlreadyChecked:
        messages.info(request, _("This checker has already checked the minutes."))
    except actions.NothingToRemindOf:
        messages.info(request, _("There is nothing to remind of: the checker has answered, or has no link."))
    except NotHeldYet:
        messages.error(request, _("The meeting has not been held yet, so its minutes cannot be checked."))
    except WrongState:
        messages.error(request, _("The minutes can be checked when they are written and not published yet."))
    else:
        return True
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def name_checkers(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = frame.meeting_at(request, meeting_id)
    form = CheckersForm(request.POST if request.method == "POST" else None, initial=_named(meeting))
    if request.method == "POST" and form.is_valid():
        named = form.inputs()
        if _done(request, lambda: decisions.name_checkers(meeting, named, by=frame.person(request))):
            messages.success(request, _("The checkers were saved."))
        return redirect("desk:checking", meeting_id)
    title = _("Who checks the minutes")
    return _form_page(request, meeting, form, title=title, button=_("Save the checkers"))


def _named(meeting: Meeting) -> dict[str, str]:
    """Those named before, else the chair as the attendance has it."""
    checkers = list(meeting.checkers.all())
    chairs = [checker.name for checker in checkers if checker.role == CheckerRole.CHAIR]
    if not chairs:
        chairs = list(meeting.attendances.filter(role=AttendanceRole.CHAIR).values_list("name", flat=True)[:1])
    others = [checker.name for checker in checkers if checker.role != CheckerRole.CHAIR]
    return {"chair": "".join(chairs[:1]), "checkers": "\n".join(others)}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_link(request: HttpRequest, meeting_id: int, checker_id: int) -> HttpResponse:
    meeting, checker = _checker_at(request, meeting_id, checker_id)
    known = queries.known_addresses(meeting, [checker.name]).get(checker.name)
    initial = {"email": known.email, "language": known.language} if known else {"language": meeting.language}
    form = LinkForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if _invited(request, checker, form.cleaned_data["email"], form.cleaned_data["language"]):
            _say_sent(request, _("A new link was sent. The one before does not work any more."))
        return redirect("desk:checking", meeting_id)
    title = _("New link: %(name)s") % {"name": checker.name}
    return _form_page(request, meeting, form, title=title, button=_("Send a new link"))


@require_POST
@signed_in
def remind(request: HttpRequest, meeting_id: int, checker_id: int) -> HttpResponse:
    _meeting, checker = _checker_at(request, meeting_id, checker_id)
    if _done(request, lambda: _remind(request, checker)):
        _say_sent(request, _("A reminder was sent. It has a new link."))
    return redirect("desk:checking", meeting_id)


def _remind(request: HttpRequest, checker: Checker) -> None:
    invitation = getattr(checker, "invitation", None)
    if invitation is None:
        raise actions.NothingToRemindOf
    actions.remind(invitation, by=frame.person(request))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def paper_check(request: HttpRequest, meeting_id: int, checker_id: int) -> HttpResponse:
    meeting, checker = _checker_at(request, meeting_id, checker_id)
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        held_on=meeting.day,
        initial={"checked_on": max(meeting.day, clock.today())},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if _done(request, lambda: actions.record_paper_check(checker, **given, by=frame.person(request))):
            messages.success(request, _("The check was recorded."))
        return redirect("desk:checking", meeting_id)
    title = _("Checked without a link: %(name)s") % {"name": checker.name}
    return _form_page(request, meeting, form, title=title, button=_("Record the check"))


def _checker_at(request: HttpRequest, meeting_id: int, checker_id: int) -> tuple[Meeting, Checker]:
    meeting = frame.meeting_at(request, meeting_id)
    return meeting, get_object_or_404(queries.checkers_of(meeting), pk=checker_id)


def _form_page(request: HttpRequest, meeting: Meeting, form: Form, *, title: str, button: str) -> HttpResponse:
    above = Link(_("Checking of the minutes"), reverse("desk:checking", args=[meeting.pk]))
    context: dict[str, Any] = {
        "meeting": meeting,
        "form": form,
        "title": title,
        "button": button,
        "back": above.url,
        "breadcrumb": presentation.breadcrumb(meeting, above, Link(title)),
    }
    return render(request, "desk/checking_form.html", context)

"""What a worker does with a submission: each verb is a button, or a page of its own with a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from seutu.shared.core import clock
from seutu.shared.documents.responses import origin_of
from seutu.shared.eforms.actions import desk as actions
from seutu.shared.eforms.actions import desk_answers as answers
from seutu.shared.eforms.forms.desk import AnswerForm, AssignForm, CompletionForm, HandOverForm, NoteForm, VerbForm
from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.presentation.inbox import place_of
from seutu.shared.eforms.presentation.submission import whole_of
from seutu.shared.eforms.queries.desk import places_for, submissions_at, who_may_answer
from seutu.shared.eforms.rules.desk import Desks
from seutu.shared.eforms.views.desk import note_choices, way
from seutu.shared.eforms.views.desk_frame import desk_page, person, submission_or_404
from seutu.shared.law.entries import Rule
from seutu.shared.law.rules import NoRuleInForce, rule_in_force
from seutu.shared.ui.components import Link

REFUSED: dict[type[Exception], Promise] = {
    actions.StaleSubmission: gettext_lazy(
        "Somebody else did something to this form meanwhile. Nothing of yours was saved. Look at it anew and try again."
    ),
    actions.AlreadyClosed: gettext_lazy("The form is closed. Open it again first."),
    actions.NotClosed: gettext_lazy("The form is open already."),
    actions.NoSuchDesk: gettext_lazy("It cannot be handed over there. Choose another desk."),
    actions.NoReason: gettext_lazy("Write why it is handed over."),
    answers.NoAddress: gettext_lazy(
        "The sender left no e-mail address. Reach them another way, and write a note of it."
    ),
    answers.NothingAsked: gettext_lazy("Choose what has to be completed, or write what you need."),
    answers.UnknownField: gettext_lazy("The form has no such question. Choose again."),
    answers.DayPast: gettext_lazy("That day is over. Choose today or a later day."),
}
Refusals = tuple(REFUSED)


@dataclass(frozen=True)
class Verb:
    """A verb with a form: its heading, its button, what is said when it is done, and what it does."""

    title: Promise
    button: Promise
    done: Promise
    form: Callable[[Any, Submission], VerbForm]
    act: Callable[[HttpRequest, Submission, dict[str, Any]], object]
    law: str = ""

    @property
    def rule(self) -> Rule | None:
        """The provision on which the verb stands, as it is today."""
        try:
            return rule_in_force(self.law, clock.today()) if self.law else None
        except NoRuleInForce:
            return None


def _assign(request: HttpRequest, submission: Submission, given: dict[str, Any]) -> object:
    return actions.take(submission, by=person(request), **given)


def _note(request: HttpRequest, submission: Submission, given: dict[str, Any]) -> object:
    return actions.note(submission, given.pop("text"), by=person(request), **given)


def _answer(request: HttpRequest, submission: Submission, given: dict[str, Any]) -> object:
    return answers.answer(submission, given.pop("text"), site=origin_of(request), by=person(request), **given)


def _complete(request: HttpRequest, submission: Submission, given: dict[str, Any]) -> object:
    return answers.ask_for_completion(submission, site=origin_of(request), by=person(request), **given)


def _hand_over(request: HttpRequest, submission: Submission, given: dict[str, Any]) -> object:
    return actions.hand_over(submission, by=person(request), **given)


def _note_form(data: Any, submission: Submission) -> VerbForm:
    return NoteForm(data, submission=submission, field_name=note_choices(whole_of(submission)))


def _completion_form(data: Any, submission: Submission) -> VerbForm:
    asked = [(line.name, line.label.words) for line in whole_of(submission).questions]
    return CompletionForm(data, submission=submission, field_names=asked)


def _hand_over_form(data: Any, submission: Submission) -> VerbForm:
    offered = [("", _("Choose a desk")), *((each.key, each.name) for each in places_for(submission))]
    return HandOverForm(data, submission=submission, place=offered)


VERBS: dict[str, Verb] = {
    "assign": Verb(
        gettext_lazy("Give to a colleague"),
        gettext_lazy("Give"),
        gettext_lazy("Given to a colleague."),
        lambda data, submission: AssignForm(data, submission=submission, people=who_may_answer(submission)),
        _assign,
    ),
    "note": Verb(
        gettext_lazy("Write a note"),
        gettext_lazy("Save the note"),
        gettext_lazy("The note was saved."),
        _note_form,
        _note,
    ),
    "answer": Verb(
        gettext_lazy("Answer the sender"),
        gettext_lazy("Send the answer"),
        gettext_lazy("The answer waits for the sender, and a mail tells them so."),
        lambda data, submission: AnswerForm(data, submission=submission),
        _answer,
    ),
    "complete": Verb(
        gettext_lazy("Ask for completion"),
        gettext_lazy("Send back to be completed"),
        gettext_lazy("The form was sent back to be completed, and a mail tells the sender so."),
        _completion_form,
        _complete,
        law="completion.request",
    ),
    "hand_over": Verb(
        gettext_lazy("Hand over to another desk"),
        gettext_lazy("Hand over"),
        gettext_lazy("The form was handed over."),
        _hand_over_form,
        _hand_over,
    ),
}


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def verb(request: HttpRequest, desks: Desks, submission_id: int, name: str) -> HttpResponse:
    found = submission_or_404(desks, submission_id)
    wanted = VERBS[name]
    form = wanted.form(request.POST if request.method == "POST" else None, found)
    if form.is_valid():
        try:
            wanted.act(request, found, form.arguments())
        except Refusals as refusal:
            form.add_error(None, str(REFUSED[type(refusal)]))
            form.is_of(found)
        except actions.NotForThem:
            raise Http404 from None
        else:
            messages.success(request, str(wanted.done))
            return after(desks, found)
    context = {
        "verb": wanted,
        "name": name,
        "form": form,
        "submission": found,
        "place": place_of(found),
        "lacks_address": name in {"answer", "complete"} and not found.reply_email,
        "breadcrumb": way(Link(found.number, reverse("eforms_desk:submission", args=[found.pk])), Link(wanted.title)),
    }
    return render(request, "eforms/desk/verb.html", context)


@desk_page
@require_POST
def button(request: HttpRequest, desks: Desks, submission_id: int, name: str) -> HttpResponse:
    found = submission_or_404(desks, submission_id)
    form = VerbForm(request.POST, submission=found)
    act, done = {
        "take": (actions.take, _("The form is in your work.")),
        "close": (actions.close, _("The form was closed.")),
        "reopen": (actions.reopen, _("The form is open again.")),
    }[name]
    if not form.is_valid():
        raise Http404
    try:
        act(found, by=person(request), **form.arguments())
    except Refusals as refusal:
        messages.error(request, str(REFUSED[type(refusal)]))
    except actions.NotForThem:
        raise Http404 from None
    else:
        messages.success(request, done)
    return after(desks, found)


def after(desks: Desks, submission: Submission) -> HttpResponseRedirect:
    """Back to the submission, or to the inbox where it lies at another desk now."""
    if submissions_at(desks).filter(pk=submission.pk).exists():
        return redirect("eforms_desk:submission", submission.pk)
    return redirect("eforms_desk:inbox")

"""The votes on an item."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import (
    BallotNamesVoters,
    CountsDiffer,
    EditConflict,
    NothingToVoteOn,
    NotPublishable,
    VoteInput,
    WrongState,
)
from seutu.publishing.decisions.models import AgendaItem, VoteEvent
from seutu.publishing.desk import presentation
from seutu.publishing.desk.forms.corrections import CorrectionFields, VoteCorrectionForm, why
from seutu.publishing.desk.forms.typed import Sheet, SheetKind
from seutu.publishing.desk.forms.votes import ChoiceForm, VoteForm, choice_rows, vote_as_input, vote_given, vote_values
from seutu.publishing.desk.queries import meetings as queries
from seutu.publishing.desk.views import frame
from seutu.shared.accounts.rules import signed_in
from seutu.shared.ui.components import Link

VOTE = SheetKind(VoteForm, ChoiceForm, "choices")
VOTE_CORRECTION = SheetKind(VoteCorrectionForm, ChoiceForm, "choices")
NEW_CHOICES = ({"kind": "yes", "label": "Jaa"}, {"kind": "no", "label": "Ei"})


def _votes_of(row: AgendaItem) -> list[VoteEvent]:
    return list(VoteEvent.objects.filter(item=row).order_by("position").prefetch_related("choices__votes"))


@require_safe
@signed_in
def votes(request: HttpRequest, item_id: int) -> HttpResponse:
    row = frame.item_at(request, item_id)
    if not frame.is_written(row.meeting):
        return _too_early(request, row)
    context = {
        "item": row,
        "meeting": row.meeting,
        "is_correction": frame.is_out(row.meeting),
        "votes": _votes_of(row),
        "breadcrumb": presentation.breadcrumb(row.meeting, Link(pgettext("on an item", "Votes"))),
    }
    return render(request, "desk/votes.html", context)


def _too_early(request: HttpRequest, row: AgendaItem) -> HttpResponse:
    messages.info(request, _("Votes are written when the minutes are. Begin the minutes first."))
    return frame.to_bench(row.meeting, row)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def vote(request: HttpRequest, item_id: int, number: int = 0) -> HttpResponse:
    """One vote of an item; number 0 is a new one."""
    row = frame.item_at(request, item_id)
    known = _votes_of(row)
    if number > len(known):
        raise Http404("no such vote")
    if not frame.is_written(row.meeting):
        return _too_early(request, row)
    old = known[number - 1] if number else None
    kind, word = (VOTE_CORRECTION, "vote_correction") if frame.is_out(row.meeting) else (VOTE, "vote")
    target = f"{word}_{number}:{row.pk}"
    if request.method != "POST":
        values, choices = (vote_values(old), choice_rows(old)) if old else ({}, NEW_CHOICES)
        sheet, keeping = frame.opened(request, kind, target, values=values, rows=choices, revision=row.revision)
        return _page(request, row, number, sheet, keeping)
    keeping = frame.sent_again(request, target, frame.revision_sent(request))
    if "op" in request.POST:
        return _page(request, row, number, kind.typed(request.POST, request.POST["op"]), keeping)
    sheet = kind.sent(request.POST)
    if not sheet.is_valid():
        return _page(request, row, number, sheet, keeping)
    return _record(request, row, number, sheet, keeping)


def _record(request: HttpRequest, row: AgendaItem, number: int, sheet: Sheet, keeping: frame.Keeping) -> HttpResponse:
    given = vote_given(sheet.form, [each.cleaned_data for each in sheet.rows])  # type: ignore[arg-type]  # a VoteForm
    written = [vote_as_input(each) for each in _votes_of(row)]
    written[number - 1 if number else len(written) :] = [given, *(written[number:] if number else [])]
    try:
        _write(request, row, written, sheet, revision=keeping.revision)
    except EditConflict:
        messages.error(request, _("The item was changed while you were writing. Look at it, and save again."))
        return _page(request, row, number, sheet, frame.sent_again(request, keeping.target, row.revision))
    except WrongState:
        messages.error(request, _("Votes are written when the minutes are."))
        return redirect("desk:votes", row.pk)
    except (CountsDiffer, BallotNamesVoters, NothingToVoteOn) as error:
        _say(sheet, error, given)
        return _page(request, row, number, sheet, keeping)
    except NotPublishable as refusal:
        return _page(request, row, number, sheet, keeping, refusal=refusal)
    if frame.is_out(row.meeting):
        messages.success(request, _("The correction was published. The former version stays to be seen."))
    else:
        messages.success(request, _("The vote was saved."))
    return frame.saved(request, keeping.target, redirect("desk:votes", row.pk))


def _write(request: HttpRequest, row: AgendaItem, votes: list[VoteInput], sheet: Sheet, *, revision: int) -> None:
    by = frame.person(request)
    if frame.is_out(row.meeting):
        decisions.correct_votes(row, votes, revision=revision, by=by, **why(sheet.form.cleaned_data))
    else:
        decisions.record_votes(row, votes, revision=revision, by=by)


def _say(sheet: Sheet, error: Exception, given: VoteInput) -> None:
    if isinstance(error, BallotNamesVoters):
        sheet.form.add_error(
            "procedure", _("A closed ballot names nobody. Empty the names, or choose another procedure.")
        )
    elif len(given.choices) < 2:
        sheet.form.add_error(None, _("A vote is between two choices at least. Add a choice."))
    elif isinstance(error, CountsDiffer):
        sheet.form.add_error(None, _("There are not as many names as votes: %(label)s.") % {"label": error.label})
    else:
        sheet.form.add_error(None, _("Only one choice can carry."))


def _page(
    request: HttpRequest,
    row: AgendaItem,
    number: int,
    sheet: Sheet,
    keeping: frame.Keeping,
    *,
    refusal: NotPublishable | None = None,
) -> HttpResponse:
    refusals = presentation.refusal_lines(row.meeting, [row], refusal.refusals) if refusal else []
    context = {
        "item": row,
        "meeting": row.meeting,
        "number": number,
        "voters": "\n".join(queries.voters_at(row.meeting)),
        "sheet": sheet,
        "form": sheet.form,
        "keeping": keeping,
        "is_correction": frame.is_out(row.meeting),
        "refusals": refusals,
        "has_errors": (sheet.form.is_bound and sheet.has_errors) or bool(refusals),
        "breadcrumb": presentation.breadcrumb(
            row.meeting, Link(pgettext("on an item", "Votes"), reverse("desk:votes", args=[row.pk])), Link(_("Vote"))
        ),
    }
    return render(request, "desk/vote.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove_vote(request: HttpRequest, item_id: int, number: int) -> HttpResponse:
    row = frame.item_at(request, item_id)
    known = _votes_of(row)
    if not 1 <= number <= len(known):
        raise Http404("no such vote")
    back = reverse("desk:votes", args=[row.pk])
    left = [vote_as_input(each) for each in known if each is not known[number - 1]]
    if frame.is_out(row.meeting):
        return _take_out(request, row, left, about=known[number - 1].title)
    if request.method == "POST":
        try:
            decisions.record_votes(row, left, by=frame.person(request))
        except WrongState:
            messages.error(request, _("Votes are written when the minutes are."))
        else:
            messages.success(request, _("The vote was removed."))
        return redirect(back)
    context = {
        "meeting": row.meeting,
        "title": _("Remove the vote"),
        "text": _("The vote, its choices and its names go for good."),
        "button": _("Remove the vote"),
        "back": back,
        "about": known[number - 1].title,
        "breadcrumb": presentation.breadcrumb(
            row.meeting, Link(pgettext("on an item", "Votes"), back), Link(_("Remove the vote"))
        ),
    }
    return render(request, "desk/confirm.html", context)


def _take_out(request: HttpRequest, row: AgendaItem, left: list[VoteInput], *, about: str) -> HttpResponse:
    """Take a vote out of published minutes, which is a correction."""
    form = CorrectionFields(request.POST or None)
    refusals, back = [], reverse("desk:votes", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        by, revision = frame.person(request), frame.revision_sent(request)
        try:
            decisions.correct_votes(row, left, revision=revision, by=by, **why(form.cleaned_data))
        except EditConflict:
            # Another vote may stand at this number by now.
            messages.error(request, _("The item was changed while you were writing. Look at the votes, and try again."))
            return redirect(back)
        except NotPublishable as refusal:
            refusals = presentation.refusal_lines(row.meeting, [row], refusal.refusals)
        else:
            messages.success(request, _("The correction was published. The former version stays to be seen."))
            return redirect(back)
    context = {
        "meeting": row.meeting,
        "form": form,
        "revision": row.revision,
        "refusals": refusals,
        "title": _("Take out the vote"),
        "about": about,
        "text": _("The vote goes from the minutes. The former version shows it."),
        "button": _("Take out the vote and publish the correction"),
        "back": back,
        "breadcrumb": presentation.breadcrumb(
            row.meeting, Link(pgettext("on an item", "Votes"), back), Link(_("Take out the vote"))
        ),
    }
    return render(request, "desk/correction.html", context)

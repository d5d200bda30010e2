"""Office holders' decisions at the desk."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.publishing.decisions.actions import officer_decisions as actions
from seutu.publishing.decisions.actions.holding import EditConflict
from seutu.publishing.decisions.actions.record_holding import WrongRecordState
from seutu.publishing.decisions.models import OfficerDecision, OfficerDecisionAttachment, RecordState
from seutu.publishing.decisions.queries import of_registers as queries
from seutu.publishing.decisions.rules.record_refusals import refusals_of_decision
from seutu.publishing.decisions.rules.refusals import NotPublishable, Refusal, RefusalReason, awaiting_word
from seutu.publishing.decisions.rules.takeover import TakeoverState, takeover_on
from seutu.publishing.desk import register_presentation as presentation
from seutu.publishing.desk.forms.attachments import UploadForm
from seutu.publishing.desk.forms.officer_decisions import OfficerDecisionForm, TakeoverForm, decision_values
from seutu.publishing.desk.forms.owned import ReasonForm
from seutu.publishing.desk.register_presentation import way_to
from seutu.publishing.desk.views.frame import confirmed, nothing_to_confirm, saved, sent_again
from seutu.publishing.desk.views.register_frame import (
    clerk,
    confirm_page,
    done,
    form_page,
    kept_form,
    page_of,
    publish_page,
    take_files,
)
from seutu.shared.accounts.rules import signed_in
from seutu.shared.core import clock
from seutu.shared.files.responses import file_response
from seutu.shared.ui.components import Link

HERE = "officer_decisions"


def _decision_at(request: HttpRequest, key: int) -> OfficerDecision:
    return get_object_or_404(queries.officer_decisions_for(clerk(request)), pk=key)


def _address(decision: OfficerDecision) -> str:
    return reverse("desk:officer_decision", args=[decision.pk])


@require_safe
@signed_in
def officer_decisions(request: HttpRequest) -> HttpResponse:
    user = clerk(request)
    page = page_of(request, queries.officer_decisions_for(user))
    rows = [(row, presentation.record_state(row.state), presentation.series(row)) for row in page]
    context = {
        "rows": rows,
        "page_obj": page,
        "has_offices": queries.offices_for(user).exists(),
        "open_takeovers": len(queries.decisions_to_take_over(user, clock.today())),
        "breadcrumb": way_to(HERE),
    }
    return render(request, "desk/officer_decisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_officer_decision(request: HttpRequest) -> HttpResponse:
    user = clerk(request)
    form, keeping = kept_form(request, OfficerDecisionForm, "new_officer_decision:0", user=user)
    if request.method == "POST" and form.is_valid():
        decision = actions.draft_officer_decision(form.text(), by=user)
        messages.success(request, _("The draft was saved. It is not published."))
        return saved(request, keeping.target, redirect("desk:officer_decision", decision.pk))
    return form_page(
        request,
        form,
        title=_("New office holder's decision"),
        text=_("You can save an unfinished draft. What is missing is told before it is published."),
        button=_("Save the draft"),
        back=reverse("desk:officer_decisions"),
        keeping=keeping,
        breadcrumb=way_to(HERE, Link(_("New decision"))),
    )


@require_safe
@signed_in
def officer_decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    return _page(request, _decision_at(request, decision_id))


def _page(request: HttpRequest, decision: OfficerDecision, upload_form: UploadForm | None = None) -> HttpResponse:
    right = takeover_on(decision, clock.today())
    attached = list(decision.attachments.select_related("file"))
    context = {
        "decision": decision,
        "is_draft": decision.state == RecordState.DRAFT,
        "is_published": decision.state == RecordState.PUBLISHED,
        "state": presentation.record_state(decision.state),
        "series": presentation.series(decision),
        "takeover": presentation.takeover_words(right),
        "may_take_over": right.state is TakeoverState.OPEN,
        "attachments": attached,
        "awaiting_word": awaiting_word(attached),
        "upload_form": upload_form or UploadForm(),
        "has_errors": upload_form is not None,
        "breadcrumb": way_to(HERE, Link(decision.title)),
    }
    return render(request, "desk/officer_decision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_officer_decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    user, decision = clerk(request), _decision_at(request, decision_id)
    if decision.state != RecordState.DRAFT:
        return redirect(_address(decision))
    values, target = decision_values(decision), f"officer_decision:{decision.pk}"
    form, keeping = kept_form(
        request, OfficerDecisionForm, target, values=values, revision=decision.revision, user=user
    )
    versions = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_officer_decision(decision, form.text(), revision=keeping.revision, by=user)
        except EditConflict:
            versions = presentation.two_versions(form, OfficerDecisionForm(initial=values, user=user), decision)
            keeping = sent_again(request, target, decision.revision)
        except WrongRecordState:
            messages.error(request, _("Somebody has published it meanwhile. Your change was not saved."))
            return redirect(_address(decision))
        else:
            messages.success(request, _("The draft was saved. It is not published."))
            return saved(request, target, redirect(_address(decision)))
    return form_page(
        request,
        form,
        title=_("Text of the decision"),
        text=_("You can save an unfinished draft. What is missing is told before it is published."),
        over=decision.office.name,
        button=_("Save the draft"),
        back=_address(decision),
        keeping=keeping,
        versions=versions,
        breadcrumb=way_to(HERE, Link(decision.title, _address(decision)), Link(_("Text of the decision"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def publish_officer_decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = _decision_at(request, decision_id)
    if decision.state != RecordState.DRAFT:
        return redirect(_address(decision))
    if request.method == "POST":
        try:
            published = actions.publish_officer_decision(decision, by=clerk(request))
        except NotPublishable as refusal:
            return _publish_page(request, decision, refusal.refusals)
        except WrongRecordState:
            messages.error(request, _("Somebody has published it meanwhile."))
        else:
            number = presentation.series(published)
            messages.success(request, _("The decision was published as %(number)s.") % {"number": number})
        return redirect(_address(decision))
    # A file that nobody has read yet is read when the button is pressed.
    found = refusals_of_decision(decision, clock.today())
    return _publish_page(
        request, decision, [each for each in found if each.reason is not RefusalReason.UNREAD_ATTACHMENT]
    )


def _publish_page(request: HttpRequest, decision: OfficerDecision, refusals: Sequence[Refusal]) -> HttpResponse:
    text = reverse("desk:change_officer_decision", args=[decision.pk])
    of_files = [each for each in refusals if each.place.startswith("attachment")]
    of_text = [each for each in refusals if each not in of_files]
    lines = presentation.refusal_lines(OfficerDecisionForm, of_text, page=text, record=decision)
    lines += presentation.refusal_lines(OfficerDecisionForm, of_files, page=_address(decision), record=decision)
    consequences = [
        _("The decision gets the next number of its office in %(year)s. The number stays, even if it is withdrawn.")
        % {"year": decision.year},
        _("Everybody sees it at once, on the web and in feeds. The time for review and appeal begins to run."),
        _("After that the text is not changed here. A published decision is withdrawn with a reason."),
    ]
    if decision.is_withheld:
        consequences.append(_("Of a secret decision only the title, the ground, the day and the office are shown."))
    return publish_page(
        request,
        title=_("Publish the decision"),
        over=decision.title,
        back=_address(decision),
        refusals=lines,
        consequences=consequences,
        breadcrumb=way_to(HERE, Link(decision.title, _address(decision)), Link(_("Publish the decision"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdraw_officer_decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = _decision_at(request, decision_id)
    if decision.state != RecordState.PUBLISHED:
        return redirect(_address(decision))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, user = form.cleaned_data["reason"], clerk(request)
        if done(request, lambda: actions.withdraw_officer_decision(decision, reason=reason, by=user)):
            messages.success(request, _("The decision was taken offline."))
        return redirect(_address(decision))
    return form_page(
        request,
        form,
        title=_("Take the decision offline"),
        over=f"{presentation.series(decision)} {decision.title}",
        text=_(
            "The page of the decision goes, and with it its files and its place in feeds. The number stays its own."
        ),
        button=_("Take the decision offline"),
        back=_address(decision),
        is_danger=True,
        breadcrumb=way_to(HERE, Link(decision.title, _address(decision)), Link(_("Take offline"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def discard_officer_decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = _decision_at(request, decision_id)
    if decision.state != RecordState.DRAFT:
        return redirect(_address(decision))
    if request.method == "POST":
        user = clerk(request)
        if done(request, lambda: actions.discard_officer_decision(decision, by=user)):
            messages.success(request, _("The draft was deleted."))
        return redirect("desk:officer_decisions")
    return confirm_page(
        request,
        title=_("Delete the draft"),
        about=decision.title,
        text=_("The draft and its files go. It never had a number, so the series stays whole."),
        button=_("Delete the draft"),
        back=_address(decision),
        breadcrumb=way_to(HERE, Link(decision.title, _address(decision)), Link(_("Delete the draft"))),
    )


@require_POST
@signed_in
def add_officer_decision_files(request: HttpRequest, decision_id: int) -> HttpResponse:
    user, decision = clerk(request), _decision_at(request, decision_id)
    faulty = take_files(
        request,
        lambda stored, title: actions.attach_to_officer_decision(decision, stored, title=title, by=user),
    )
    return _page(request, decision, faulty) if faulty else redirect(f"{_address(decision)}#attachments")


def _attachment_at(request: HttpRequest, key: int) -> OfficerDecisionAttachment:
    rows = OfficerDecisionAttachment.objects.select_related("file", "decision__office")
    return get_object_or_404(rows.filter(decision__in=queries.officer_decisions_for(clerk(request))), pk=key)


@require_safe
@signed_in
def officer_decision_file(request: HttpRequest, attachment_id: int) -> FileResponse | HttpResponse:
    attachment = _attachment_at(request, attachment_id)
    if attachment.file is None:
        raise Http404("no file")
    return file_response(attachment.file, name=attachment.file.name, as_download=False)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove_officer_decision_file(request: HttpRequest, attachment_id: int) -> HttpResponse:
    attachment = _attachment_at(request, attachment_id)
    back = f"{_address(attachment.decision)}#attachments"
    if request.method == "POST":
        user = clerk(request)
        if done(request, lambda: actions.detach_from_officer_decision(attachment, by=user)):
            messages.success(request, _("The attachment was removed: %(title)s") % {"title": attachment.title})
        return redirect(back)
    return confirm_page(
        request,
        title=_("Remove the attachment"),
        about=attachment.title,
        text=_("The file goes from this decision."),
        button=_("Remove the attachment"),
        back=back,
        breadcrumb=way_to(HERE, Link(attachment.decision.title, back), Link(_("Remove the attachment"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def confirm_officer_decision_file(request: HttpRequest, attachment_id: int) -> HttpResponse:
    attachment = _attachment_at(request, attachment_id)
    back = f"{_address(attachment.decision)}#attachments"
    if request.method == "POST":
        by = clerk(request)
        confirmed(request, attachment.title, lambda: actions.confirm_unreadable_of_officer_decision(attachment, by=by))
        return redirect(back)
    if not awaiting_word([attachment]):
        nothing_to_confirm(request)
        return redirect(back)
    return confirm_page(
        request,
        title=_("Confirm that the file may be published"),
        about=attachment.title,
        text=_(
            "No machine could read the file, so it has not been checked for personal identity codes. Open it and look. "
            "Your name and the time are recorded."
        ),
        button=_("I have looked: it holds nothing secret"),
        is_safe=True,
        file_url=reverse("desk:officer_decision_file", args=[attachment.pk]) if attachment.file else "",
        back=back,
        breadcrumb=way_to(HERE, Link(attachment.decision.title, back), Link(_("Confirm the file"))),
    )


@require_safe
@signed_in
def takeovers(request: HttpRequest) -> HttpResponse:
    user, today = clerk(request), clock.today()
    pairs = queries.decisions_to_take_over(user, today)
    context = {
        "rows": [presentation.takeover_row(decision, right, today) for decision, right in pairs],
        "taken_over": [(row, presentation.series(row)) for row in queries.decisions_taken_over(user)[:20]],
        "breadcrumb": way_to(HERE, Link(_("Right to take over"))),
    }
    return render(request, "desk/officer_decision_takeovers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def take_over(request: HttpRequest, decision_id: int) -> HttpResponse:
    decision = _decision_at(request, decision_id)
    form = TakeoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_over_officer_decision(decision, on=form.cleaned_data["on"], by=clerk(request))
        except actions.TakeoverNotOpen:
            form.add_error("on", _("The decision could not be taken over on this day."))
        else:
            messages.success(request, _("It was noted that the decision was taken over."))
            return redirect(_address(decision))
    return form_page(
        request,
        form,
        title=_("Note that it was taken over"),
        over=f"{presentation.series(decision)} {decision.title}",
        text=presentation.takeover_words(takeover_on(decision, clock.today())),
        button=_("Note that it was taken over"),
        back=_address(decision),
        breadcrumb=way_to(HERE, Link(decision.title, _address(decision)), Link(_("Take over"))),
    )

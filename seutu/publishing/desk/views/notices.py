"""Notices at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seutu.publishing.decisions.actions import notices as actions
from seutu.publishing.decisions.actions.holding import EditConflict
from seutu.publishing.decisions.actions.record_holding import WrongRecordState
from seutu.publishing.decisions.models import Notice, NoticeAttachment, NoticeKind, RecordState
from seutu.publishing.decisions.queries import of_registers as queries
from seutu.publishing.decisions.rules.record_refusals import refusals_of_notice
from seutu.publishing.decisions.rules.refusals import NotPublishable, Refusal, RefusalReason, awaiting_word
from seutu.publishing.desk import register_presentation as presentation
from seutu.publishing.desk.forms.attachments import UploadForm
from seutu.publishing.desk.forms.notices import NoticeForm, notice_values
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
from seutu.shared.law.days import notified_by_public_notice_on
from seutu.shared.law.rules import NoRuleInForce
from seutu.shared.ui.components import Link
from seutu.shared.ui.dates import day

HERE = "notices"


def _notice_at(request: HttpRequest, key: int) -> Notice:
    return get_object_or_404(queries.notices_for(clerk(request)), pk=key)


def _address(notice: Notice) -> str:
    return reverse("desk:notice", args=[notice.pk])


def _named(notice: Notice) -> str:
    return notice.title or _("Erased notice")


@require_safe
@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    page, today = page_of(request, queries.notices_for(clerk(request))), clock.today()
    rows = [(row, presentation.notice_state(row, today), presentation.notice_goes_off(row)) for row in page]
    return render(request, "desk/notices.html", {"rows": rows, "page_obj": page, "breadcrumb": way_to(HERE)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_notice(request: HttpRequest) -> HttpResponse:
    user = clerk(request)
    form, keeping = kept_form(request, NoticeForm, "new_notice:0", user=user)
    if request.method == "POST" and form.is_valid():
        notice = actions.prepare_notice(form.cleaned_data["organization"], form.text(), by=user)
        messages.success(request, _("The draft was saved. It is not published."))
        return saved(request, keeping.target, redirect("desk:notice", notice.pk))
    return form_page(
        request,
        form,
        title=_("New notice"),
        text=_("You can save an unfinished draft. What is missing is told before it is published."),
        button=_("Save the draft"),
        back=reverse("desk:notices"),
        keeping=keeping,
        breadcrumb=way_to(HERE, Link(_("New notice"))),
    )


@require_safe
@signed_in
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    return _page(request, _notice_at(request, notice_id))


def _page(request: HttpRequest, notice: Notice, upload_form: UploadForm | None = None) -> HttpResponse:
    attached = list(notice.attachments.select_related("file"))
    context = {
        "notice": notice,
        "name": _named(notice),
        "is_draft": notice.state == RecordState.DRAFT,
        "is_published": notice.state == RecordState.PUBLISHED,
        "state": presentation.notice_state(notice, clock.today()),
        "goes_off": presentation.notice_goes_off(notice),
        "deemed": _deemed(notice),
        "attachments": attached,
        "awaiting_word": awaiting_word(attached),
        "upload_form": upload_form or UploadForm(),
        "has_errors": upload_form is not None,
        "breadcrumb": way_to(HERE, Link(_named(notice))),
    }
    return render(request, "desk/notice.html", context)


def _deemed(notice: Notice) -> str:
    """The day on which those whom a public notice concerns are deemed notified, or ""."""
    if notice.kind != NoticeKind.PUBLIC:
        return ""
    try:
        deemed = notified_by_public_notice_on(notice.displayed_on)
    except NoRuleInForce:
        return ""
    return f"{day(deemed.day)} ({', '.join(deemed.provisions)})"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    user, notice = clerk(request), _notice_at(request, notice_id)
    if notice.state != RecordState.DRAFT:
        return redirect(_address(notice))
    values, target = notice_values(notice), f"notice:{notice.pk}"
    given: dict[str, Any] = {"user": user, "owner": notice.organization}
    form, keeping = kept_form(request, NoticeForm, target, values=values, revision=notice.revision, **given)
    versions = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_notice(notice, form.text(), revision=keeping.revision, by=user)
        except EditConflict:
            versions = presentation.two_versions(form, NoticeForm(initial=values, **given), notice)
            keeping = sent_again(request, target, notice.revision)
        except WrongRecordState:
            messages.error(request, _("Somebody has published it meanwhile. Your change was not saved."))
            return redirect(_address(notice))
        else:
            messages.success(request, _("The draft was saved. It is not published."))
            return saved(request, target, redirect(_address(notice)))
    return form_page(
        request,
        form,
        title=_("Text of the notice"),
        text=_("You can save an unfinished draft. What is missing is told before it is published."),
        over=notice.organization.name,
        button=_("Save the draft"),
        back=_address(notice),
        keeping=keeping,
        versions=versions,
        breadcrumb=way_to(HERE, Link(notice.title, _address(notice)), Link(_("Text of the notice"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def publish_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    notice = _notice_at(request, notice_id)
    if notice.state != RecordState.DRAFT:
        return redirect(_address(notice))
    if request.method == "POST":
        user = clerk(request)
        try:
            if done(request, lambda: actions.publish_notice(notice, by=user)):
                messages.success(request, _("The notice was published."))
        except NotPublishable as refusal:
            return _publish_page(request, notice, refusal.refusals)
        return redirect(_address(notice))
    found = refusals_of_notice(notice, clock.today())
    return _publish_page(
        request, notice, [each for each in found if each.reason is not RefusalReason.UNREAD_ATTACHMENT]
    )


def _publish_page(request: HttpRequest, notice: Notice, refusals: Sequence[Refusal]) -> HttpResponse:
    text = reverse("desk:change_notice", args=[notice.pk])
    of_files = [each for each in refusals if each.place.startswith("attachment")]
    of_text = [each for each in refusals if each not in of_files]
    lines = presentation.refusal_lines(NoticeForm, of_text, page=text, record=notice)
    lines += presentation.refusal_lines(NoticeForm, of_files, page=_address(notice), record=notice)
    first = _("Everybody sees it at once, on the web and in feeds.")
    if notice.displayed_on > clock.today():
        first = _("Everybody sees it from %(day)s.") % {"day": day(notice.displayed_on)}
    consequences = [
        first,
        _("It goes off the site by itself on %(day)s, and its text and files are erased.")
        % {"day": day(presentation.notice_goes_off(notice))},
        _("After that the text is not changed here. A published notice is withdrawn with a reason."),
    ]
    if deemed := _deemed(notice):
        consequences.insert(1, _("Those whom it concerns are deemed notified on %(day)s.") % {"day": deemed})
    return publish_page(
        request,
        title=_("Publish the notice"),
        over=notice.title,
        back=_address(notice),
        refusals=lines,
        consequences=consequences,
        breadcrumb=way_to(HERE, Link(notice.title, _address(notice)), Link(_("Publish the notice"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdraw_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    notice = _notice_at(request, notice_id)
    if notice.state != RecordState.PUBLISHED:
        return redirect(_address(notice))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, user = form.cleaned_data["reason"], clerk(request)
        if done(request, lambda: actions.withdraw_notice(notice, reason=reason, by=user)):
            messages.success(request, _("The notice was taken offline."))
        return redirect(_address(notice))
    return form_page(
        request,
        form,
        title=_("Take the notice offline"),
        over=_named(notice),
        text=_("The page of the notice goes, and with it its files and its place in feeds."),
        button=_("Take the notice offline"),
        back=_address(notice),
        is_danger=True,
        breadcrumb=way_to(HERE, Link(_named(notice), _address(notice)), Link(_("Take offline"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def discard_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    notice = _notice_at(request, notice_id)
    if notice.state != RecordState.DRAFT:
        return redirect(_address(notice))
    if request.method == "POST":
        user = clerk(request)
        if done(request, lambda: actions.discard_notice(notice, by=user)):
            messages.success(request, _("The draft was deleted."))
        return redirect("desk:notices")
    return confirm_page(
        request,
        title=_("Delete the draft"),
        about=notice.title,
        text=_("The draft and its files go."),
        button=_("Delete the draft"),
        back=_address(notice),
        breadcrumb=way_to(HERE, Link(notice.title, _address(notice)), Link(_("Delete the draft"))),
    )


@require_POST
@signed_in
def add_notice_files(request: HttpRequest, notice_id: int) -> HttpResponse:
    user, notice = clerk(request), _notice_at(request, notice_id)
    faulty = take_files(request, lambda stored, title: actions.attach_to_notice(notice, stored, title=title, by=user))
    return _page(request, notice, faulty) if faulty else redirect(f"{_address(notice)}#attachments")


def _attachment_at(request: HttpRequest, key: int) -> NoticeAttachment:
    rows = NoticeAttachment.objects.select_related("file", "notice")
    return get_object_or_404(rows.filter(notice__in=queries.notices_for(clerk(request))), pk=key)


@require_safe
@signed_in
def notice_file(request: HttpRequest, attachment_id: int) -> FileResponse | HttpResponse:
    attachment = _attachment_at(request, attachment_id)
    return file_response(attachment.file, name=attachment.file.name, as_download=False)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove_notice_file(request: HttpRequest, attachment_id: int) -> HttpResponse:
    attachment = _attachment_at(request, attachment_id)
    back = f"{_address(attachment.notice)}#attachments"
    if request.method == "POST":
        user = clerk(request)
        if done(request, lambda: actions.detach_from_notice(attachment, by=user)):
            messages.success(request, _("The attachment was removed: %(title)s") % {"title": attachment.title})
        return redirect(back)
    return confirm_page(
        request,
        title=_("Remove the attachment"),
        about=attachment.title,
        text=_("The file goes from this notice."),
        button=_("Remove the attachment"),
        back=back,
        breadcrumb=way_to(HERE, Link(_named(attachment.notice), back), Link(_("Remove the attachment"))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def confirm_notice_file(request: HttpRequest, attachment_id: int) -> HttpResponse:
    attachment = _attachment_at(request, attachment_id)
    back = f"{_address(attachment.notice)}#attachments"
    if request.method == "POST":
        by = clerk(request)
        confirmed(request, attachment.title, lambda: actions.confirm_unreadable_of_notice(attachment, by=by))
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
        file_url=reverse("desk:notice_file", args=[attachment.pk]),
        back=back,
        breadcrumb=way_to(HERE, Link(_named(attachment.notice), back), Link(_("Confirm the file"))),
    )

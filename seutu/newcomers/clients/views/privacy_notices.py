"""What the register tells of itself: for everyone, and where it is written."""

from __future__ import annotations

from typing import Any

from babel import UnknownLocaleError
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.clients.actions.privacy_notices import publish_privacy_notice
from seutu.newcomers.clients.forms.rights import PrivacyNoticeForm
from seutu.newcomers.clients.languages import COMMON, is_right_to_left, language_choices, language_name
from seutu.newcomers.clients.queries.privacy_notices import (
    controllers_edited_by,
    controllers_with_notices,
    notices_of,
    shown_notice,
)
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.client_frame import person
from seutu.newcomers.clients.views.form_pages import form_page
from seutu.newcomers.clients.views.frame import register_page
from seutu.shared.ui.components import Link

# -- for everyone ----------------------------------------------------------------------------------------------------


@require_safe
def public_notices(request: HttpRequest) -> HttpResponse:
    context = {
        "controllers": controllers_with_notices(),
        "canonical": request.build_absolute_uri(request.path),
    }
    return render(request, "clients/rights/public_notices.html", context)


@require_safe
def public_notice(request: HttpRequest, slug: str, language: str = "") -> HttpResponse:
    """The notice of a controller in the language of the address, else in that of the page."""
    organization = get_object_or_404(controllers_with_notices(), slug=slug)
    if language and language not in dict(language_choices()):
        raise Http404
    shown = shown_notice(organization, language)
    if shown is None:
        raise Http404
    others = [_choice(slug, code, shown.notice.language) for code in notices_of(organization)]
    context = {
        "organization": organization,
        "shown": shown,
        "notice": shown.notice,
        "others": others,
        "canonical": request.build_absolute_uri(request.path),
        "breadcrumb": [Link(_("Privacy notices"), reverse("privacy:notices")), Link(organization.name)],
    }
    return render(request, "clients/rights/public_notice.html", context)


def _choice(slug: str, code: str, current: str) -> dict[str, Any]:
    return {
        "code": code,
        # Each language in its own words: who looks for it reads no other.
        "name": _own_name(code),
        "direction": "rtl" if is_right_to_left(code) else "ltr",
        "url": reverse("privacy:notice_in", args=[slug, code]),
        "is_current": code == current,
    }


def _own_name(code: str) -> str:
    try:
        return language_name(code, code)
    except UnknownLocaleError:
        return language_name(code)


# -- where it is written -------------------------------------------------------------------------------------------


def writes_notices(worker: Worker) -> bool:
    """For pages of who keeps the register or answers people about their own data."""
    return bool(worker.manages or worker.answers_for)


@register_page(writes_notices)
@require_safe
def privacy_notices(request: HttpRequest, worker: Worker) -> HttpResponse:
    rows = []
    for organization in controllers_edited_by(worker):
        found = notices_of(organization)
        codes = [*found, *(code for code in COMMON if code not in found)]
        languages = [{"code": code, "name": language_name(code), "notice": found.get(code)} for code in codes]
        rows.append({"organization": organization, "languages": languages, "has_any": bool(found)})
    return render(request, "clients/rights/privacy_notices.html", {"rows": rows})


@register_page(writes_notices)
@require_http_methods(["GET", "HEAD", "POST"])
def write_privacy_notice(request: HttpRequest, worker: Worker, slug: str, language: str) -> HttpResponse:
    organization = get_object_or_404(controllers_edited_by(worker), slug=slug)
    if language not in dict(language_choices()):
        raise Http404
    former = notices_of(organization).get(language)
    initial = {"text_html": former.text_html, "is_machine_made": former.is_machine_made} if former else {}
    form = PrivacyNoticeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        publish_privacy_notice(
            organization,
            language,
            given["text_html"],
            is_machine_made=given["is_machine_made"],
            by=person(request),
        )
        messages.success(request, _("The notice was published. Its former version is kept."))
        return redirect("clients:privacy_notices")
    title = _("Privacy notice: %(language)s") % {"language": language_name(language)}
    return form_page(
        request,
        form,
        title=title,
        over=organization.name,
        text=_("Everybody sees it at once. Publishing makes a new version."),
        button=_("Publish the privacy notice"),
        back=reverse("clients:privacy_notices"),
        has_editor=True,
        breadcrumb=[Link(_("Privacy notices"), reverse("clients:privacy_notices")), Link(title)],
    )

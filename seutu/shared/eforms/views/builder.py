"""Forms that somebody makes: the list, a new one, settings, and publishing."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.shared.eforms import differences
from seutu.shared.eforms.actions.editing import copy_form, publish_seen, save_settings
from seutu.shared.eforms.actions.forms import ChangedMeanwhile, NotPublishable, add_form
from seutu.shared.eforms.actions.ready_forms import offer_ready_forms
from seutu.shared.eforms.forms.making import COPY, FILE, LARGEST_FILE, READY, NewForm, SettingsForm
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.presentation.making import form_lines, in_words
from seutu.shared.eforms.presentation.outline import by_language, told
from seutu.shared.eforms.queries.forms import forms_made_by, listed_for, organizations_with_makers
from seutu.shared.eforms.ready_forms import ready_forms
from seutu.shared.eforms.spec.codec import BadSpec, from_json, to_json
from seutu.shared.eforms.spec.items import Spec
from seutu.shared.eforms.spec.problems import Severity
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.views.builder_frame import Making, form_page, list_way, maker_page, meanwhile
from seutu.shared.eforms.xlsforms.reading import read_xlsform
from seutu.shared.eforms.xlsforms.refusals import NotAForm
from seutu.shared.ui.components import Link


@maker_page
@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    way = list_way()
    context = {"lines": form_lines(listed_for(request.user)), "breadcrumb": [way[0], Link(way[1].label)]}
    return render(request, "eforms/builder/list.html", context)


@maker_page
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    organizations = organizations_with_makers(request.user)
    mine = forms_made_by(request.user)
    form = NewForm(
        request.POST or None,
        request.FILES or None,
        organizations=organizations,
        copied=[(line.slug, line.title.words) for line in form_lines(listed_for(request.user))],
        ready=[(entry.key, entry.label) for entry in ready_forms.entries()],
    )
    refusals: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(request, form, mine)
        except NotAForm as error:
            refusals = list(error.refusals)
            form.add_error("file", _("The spreadsheet could not be read as a form. The reasons are below."))
        else:
            if made is not None:
                messages.success(request, _("The form was made. Nobody can answer it before it is published."))
                return redirect("eforms_builder:outline", made.slug)
    context = {"form": form, "refusals": refusals, "breadcrumb": [*list_way(), Link(_("New form"))]}
    return render(request, "eforms/builder/new.html", context)


def _made(request: HttpRequest, form: NewForm, mine: Any) -> EForm | None:
    """The new form; nothing when it could not be made, which stands on the form then."""
    given, by, begins = form.cleaned_data, request.user, form.cleaned_data["begins"]
    if begins == READY:
        offered = offer_ready_forms(form.whose, keys=[given["ready"]], by=by)  # type: ignore[arg-type]
        if not offered.made:
            form.add_error("ready", _("The organization has this form already. Make a copy of it."))
            return None
        return offered.made[0]
    if begins == COPY:
        return copy_form(mine.get(slug=given["copied"]), form.whose, given["slug"], by=by)  # type: ignore[arg-type]
    if begins == FILE:
        if given["file"].size > LARGEST_FILE:
            form.add_error("file", _("The file is too large."))
            return None
        return add_form(form.whose, given["slug"], read_xlsform(given["file"].read()).spec, by=by)  # type: ignore[arg-type]
    language = request.LANGUAGE_CODE or "fi"
    spec = Spec(title=Text({language: given["title"].strip()}), languages=(language,))
    return add_form(form.whose, given["slug"], spec, by=by)  # type: ignore[arg-type]


@form_page("GET", "HEAD", "POST")
def settings(making: Making) -> HttpResponse:
    data = making.request.POST or None
    form = SettingsForm(data, form=making.form, spec=making.spec)
    stale: list[tuple[str, str]] = []
    if data is not None and form.is_valid():
        if _save_settings(making, form):
            messages.success(making.request, _("Saved."))
            return making.go("settings")
        if not form.errors:
            stale = [
                (str(form.fields[name].label), str(form.initial.get(name) or "–"))
                for name in form.changed_data
                if name != "revision"
            ]
            form.is_of(making.form.revision)
    return making.render("settings.html", {"form": form, "stale": stale}, Link(_("Settings")))


def _save_settings(making: Making, form: SettingsForm) -> bool:
    parts, given = form.changed()
    spec = dataclasses.replace(making.spec, **parts)
    try:
        from_json(to_json(spec))
        save_settings(making.form, spec, given, revision=making.sent_revision(), by=making.by)
    except ChangedMeanwhile:
        making.form.refresh_from_db()
        return False
    except BadSpec as error:
        form.add_error(None, str(error.why.words))
        return False
    return True


@form_page("GET", "HEAD", "POST")
def publish(making: Making) -> HttpResponse:
    if making.request.method == "POST":
        return _publish(making)
    current = making.form.current
    errors = [problem for problem in making.problems if problem.severity is Severity.ERROR]
    changed = differences.between(from_json(current.spec), making.spec) if current else []
    context = {
        "errors": told(errors),
        "error_items": [
            (problem.name, making.label_of(problem.name), each) for problem in errors for each in told([problem])
        ],
        "languages_behind": by_language(making.problems),
        "current": current,
        "changes": in_words(changed, making.said),
    }
    return making.render("publish.html", context, Link(_("Publish")))


def _publish(making: Making) -> HttpResponse:
    try:
        version = publish_seen(making.form, revision=making.sent_revision(), by=making.by)
    except ChangedMeanwhile:
        messages.error(making.request, meanwhile())
        return making.go("publish")
    except NotPublishable:
        messages.error(making.request, _("The form has problems that have to be mended first. Nothing was published."))
        return making.go("publish")
    messages.success(making.request, _("Version %(number)d was published.") % {"number": version.number})
    return making.go("share")

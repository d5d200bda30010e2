"""What every page of the builder has: a maker of forms with a second factor, and a form of theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import second_factor_required, signed_in
from seutu.shared.core.request_log import keep_values_out
from seutu.shared.eforms.actions.forms import ChangedMeanwhile, save_draft_spec
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.presentation.making import statuses_of
from seutu.shared.eforms.queries.forms import forms_made_by
from seutu.shared.eforms.spec.codec import BadSpec, from_json, to_json
from seutu.shared.eforms.spec.items import Spec, walk
from seutu.shared.eforms.spec.problems import Problem, problems_of
from seutu.shared.eforms.spec.texts import Spoken, Text
from seutu.shared.organizations.queries import is_permitted_on
from seutu.shared.organizations.roles import Permission
from seutu.shared.ui.components import Link, Status

P = ParamSpec("P")


@dataclass
class Making:
    """A request of a maker for a form of theirs."""

    request: HttpRequest
    form: EForm

    @cached_property
    def spec(self) -> Spec:
        return from_json(self.form.draft_spec)

    @cached_property
    def problems(self) -> list[Problem]:
        return problems_of(self.spec)

    @property
    def statuses(self) -> list[Status]:
        return statuses_of(self.form)

    @property
    def by(self) -> User:
        return cast(User, self.request.user)

    @property
    def title(self) -> Spoken:
        return self.said(self.spec.title) if self.spec.title else Spoken(self.form.slug, "")

    def said(self, text: Text) -> Spoken:
        """The form's words in the maker's language, or in the first of its languages that has them."""
        return text.spoken(self.request.LANGUAGE_CODE or "fi", tuple(self.spec.languages))

    def url(self, name: str, *arguments: object) -> str:
        """The address of a page of the form's builder."""
        return reverse(f"eforms_builder:{name}", args=[self.form.slug, *arguments])

    def go(self, name: str, *arguments: object, after: str = "") -> HttpResponse:
        return redirect(self.url(name, *arguments) + after)

    def sent_revision(self) -> int:
        """The revision that the maker saw when sending; 0, which none is, when the page did not say."""
        sent = self.request.POST.get("revision", "")
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0

    def save(self, spec: Spec, done: str = "") -> bool:
        """Save the working version; when somebody else has meanwhile, or it is too much, say so and save nothing."""
        try:
            return self.save_newest(spec, done)
        except ChangedMeanwhile:
            messages.error(self.request, meanwhile())
            return False

    def save_newest(self, spec: Spec, done: str = "") -> bool:
        """Save the working version; when it is too much, say so and save nothing.

        :raises ChangedMeanwhile: somebody else has saved it since the page was opened.
        """
        try:
            from_json(to_json(spec))
            self.form = save_draft_spec(self.form, spec, revision=self.sent_revision(), by=self.by)
        except BadSpec as error:
            messages.error(self.request, _("It cannot be saved: %(why)s") % {"why": error.why.words})
            return False
        self._forget()
        if done:
            messages.success(self.request, done)
        return True

    def read_again(self) -> None:
        """Take the form as somebody else has saved it; the page that is shown then sends its newest revision."""
        self.form.refresh_from_db()
        self._forget()

    def _forget(self) -> None:
        self.__dict__.pop("spec", None)
        self.__dict__.pop("problems", None)

    def label_of(self, name: str) -> str:
        """What an item asks, or its name where it has no words."""
        found = next((placed.item for placed in walk(self.spec.items) if placed.item.name == name), None)
        return (self.said(found.label).words if found else "") or name

    def render(self, template: str, context: dict[str, Any], *way: Link, status: int = 200) -> HttpResponse:
        """A page of the form's builder."""
        here = [*list_way(), Link(self.title.words, self.url("outline"), lang=self.title.language), *way]
        here[-1] = Link(here[-1].label, lang=here[-1].lang)
        given = {"making": self, "eform": self.form, "spec": self.spec, "breadcrumb": here, "tabs": self._tabs()}
        return render(self.request, f"eforms/builder/{template}", {**given, **context}, status=status)

    def _tabs(self) -> list[dict[str, Any]]:
        shown = [
            ("outline", _("Contents of the form")),
            ("texts", _("Languages")),
            ("lists", _("Lists of choices")),
            ("settings", _("Settings")),
            ("preview", _("Preview of the form")),
            ("publish", _("Publish")),
            ("versions", _("Versions")),
            ("share", _("Share and take out")),
        ]
        path = self.request.path
        return [{"label": label, "url": self.url(name), "is_current": path == self.url(name)} for name, label in shown]


def meanwhile() -> str:
    """What is said when somebody else was faster."""
    return _("Somebody else has changed the form meanwhile. Nothing of yours was saved: look at it anew and try again.")


def list_way() -> list[Link]:
    """The way from the worker's first page to the list of forms."""
    return [
        Link(_("Today"), resolve_url(settings.LOGIN_REDIRECT_URL)),
        Link(_("Making forms"), reverse("eforms_builder:list")),
    ]


def maker_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Open a page for who makes forms somewhere, with their second factor; for others it is not there (404)."""

    @second_factor_required
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @wraps(view)
    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        keep_values_out(request)
        if not is_permitted_on(request, Permission.MAKE_FORMS):
            raise Http404
        return opened(request, *args, **kwargs)

    return signed_in(cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], page))


def form_page(*methods: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A page of one form, for who makes forms in its organization; for others it is not there (404)."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @maker_page
        @wraps(view)
        def page(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            rows = forms_made_by(request.user).select_related("organization", "unit", "current")
            form = get_object_or_404(rows, slug=slug)
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return view(Making(request, form), *args, **kwargs)

        return page

    return decorate

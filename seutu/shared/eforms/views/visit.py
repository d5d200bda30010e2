"""What every page of a form begins with: which form, in which language, and whose draft.

Whoever has the draft's key, in a cookie of the form's own address, is the answerer; there is no session. No page of
these is kept by a cache or found by a search engine, and none has an answer in its address or title.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from seutu.shared.audit.actor import System
from seutu.shared.core.rate_limits import TooManyRequests
from seutu.shared.eforms.answers.prepared import Prepared
from seutu.shared.eforms.models import AnswerSet, Draft, EForm, FormVersion
from seutu.shared.eforms.presentation.addresses import address, is_of_site
from seutu.shared.eforms.presentation.frame import Frame, site_languages
from seutu.shared.eforms.queries import answering as queries

BY = System("eforms")
UNIT, DELETED = "yksikko", "poistettu"
# Of a completion only the changes are deleted, and the page says so.
CHANGES = "muutokset"
RECEIPTS = frozenset({"receipt", "receipt_pdf"})
View = Callable[..., HttpResponseBase]


@dataclass
class Visit:
    """A request for a page of a form."""

    request: HttpRequest
    form: EForm
    language: str
    name: str
    arguments: Sequence[object] = ()

    @cached_property
    def key(self) -> str:
        """The key that the browser has, or ""."""
        return self.request.COOKIES.get(cookie_name(self.language), "")

    @cached_property
    def draft(self) -> Draft | None:
        return queries.draft_by(self.key, self.form)

    @cached_property
    def sent(self) -> AnswerSet | None:
        """What was sent with the key lately."""
        return queries.receipt_by(self.key, self.form)

    @cached_property
    def version(self) -> FormVersion:
        """The version that is answered: that of the draft, on a receipt that of what was sent, else the current one."""
        if self.draft is not None:
            return self.draft.version
        if self.name in RECEIPTS and self.sent is not None:
            return self.sent.submission.version
        if self.form.current is None:
            raise Http404
        return self.form.current

    @cached_property
    def prepared(self) -> Prepared:
        return queries.prepared_of(self.version)

    @cached_property
    def frame(self) -> Frame:
        spec = self.prepared.spec
        return Frame(self.language, spec.languages, self.url_in, spec)

    def url(self, name: str, *args: object) -> str:
        """The address of another page of the form, in the same language."""
        return address(name, self.language, self.form.slug, *args)

    def url_in(self, language: str) -> str:
        """This page in another language."""
        query = self.request.META.get("QUERY_STRING", "") if self.request.method == "GET" else ""
        # What a link alone opens must not be handed on; its page begins where anybody may begin.
        name = "start" if self.name == "resume" else self.name
        return address(name, language, self.form.slug) + (f"?{query}" if query and name in {"start", "page"} else "")

    def go(self, name: str, *args: object, after: str = "") -> HttpResponse:
        """Lead to another page of the form."""
        return redirect(self.url(name, *args) + after)

    def render(self, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """A page of the form."""
        given = {"frame": self.frame, "form_slug": self.form.slug, "eform": self.form, "noindex": True}
        given["form_title"] = self.frame.said(self.prepared.spec.title)
        return render(self.request, template, {**given, **context}, status=status)

    def gone(self) -> HttpResponse:
        """There is no draft: the browser was closed, or its time is over."""
        return self.render("eforms/gone.html", {}, status=404)

    def too_many(self, refusal: TooManyRequests) -> HttpResponse:
        """Too much came from one network: what was typed is kept."""
        response = self.render("eforms/too_many.html", {}, status=429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response

    def remember(self, response: HttpResponse, key: str) -> HttpResponse:
        """Give the browser the key of a draft until it is closed, on the form's own addresses in each language."""
        for code in self._all_languages():
            response.set_cookie(
                cookie_name(code),
                key,
                path=address("start", code, self.form.slug),
                httponly=True,
                samesite="Lax",
                secure=bool(settings.SESSION_COOKIE_SECURE),
            )
        return response

    def forget(self, response: HttpResponse) -> HttpResponse:
        """Take the key from the browser."""
        for code in self._all_languages():
            response.delete_cookie(cookie_name(code), path=address("start", code, self.form.slug), samesite="Lax")
        return response

    def _all_languages(self) -> list[str]:
        return list(dict.fromkeys((*self.prepared.spec.languages, *site_languages())))


def cookie_name(language: str) -> str:
    """The name of the cookie with the key: one for each language, since each has addresses of its own."""
    return f"lomake_{language}"


def page_of_form(name: str, *methods: str) -> Callable[[View], View]:
    """A page of a form, named ``name`` among the addresses. A form that was never published is not there.

    In a language of the site that the form does not have, its first language is shown instead.
    """

    def decorate(view: View) -> View:
        @require_http_methods(list(methods))
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, language: str = "", **given: Any) -> HttpResponseBase:
            form = queries.published_form(slug)
            if form is None:
                raise Http404
            visit = Visit(request, form, language or get_language() or settings.LANGUAGE_CODE, name)
            languages = visit.prepared.spec.languages
            if visit.language not in languages:
                if not is_of_site(visit.language):
                    raise Http404
                if request.method in {"GET", "HEAD"} and name == "start":
                    return redirect(visit.url_in(visit.prepared.spec.default_language))
            return not_kept(view(visit, **given), visit.language)

        return guarded

    return decorate


def not_kept(response: HttpResponseBase, language: str) -> HttpResponseBase:
    """A page for one person, in a language that the address alone does not tell to the server's other parts."""
    response.headers["Cache-Control"] = "private, no-store"
    # Not none at all: a browser would send a POST without its origin then, and no token could be believed.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Content-Language"] = language
    return response

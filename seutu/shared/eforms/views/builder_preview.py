"""A form as who answers it will see it, in any language and width: what is typed goes nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from seutu.shared.core import clock
from seutu.shared.eforms.answers import pages
from seutu.shared.eforms.answers.defaults import with_defaults
from seutu.shared.eforms.answers.judging import Judged, judge
from seutu.shared.eforms.answers.prepared import Prepared, prepare
from seutu.shared.eforms.answers.words import message_of
from seutu.shared.eforms.building.words import language_name
from seutu.shared.eforms.presentation.fields import Drawing
from seutu.shared.eforms.presentation.frame import Frame
from seutu.shared.eforms.presentation.told import Telling, parts_of
from seutu.shared.eforms.queries.answering import lists_of
from seutu.shared.eforms.spec.texts import Spoken
from seutu.shared.eforms.views.builder_frame import Making, form_page
from seutu.shared.eforms.views.pages import fields_in
from seutu.shared.eforms.views.steps import Step
from seutu.shared.ui.components import Link

WIDTHS = (360, 768, 1280)
# What the page before asked; no field has a hyphen in its name.
ASKED = "asked-here"
NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "do", "page", ASKED})


@form_page("GET", "HEAD")
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def preview(making: Making) -> HttpResponse:
    language = making.request.GET.get("kieli", "")
    if language not in making.spec.languages:
        language = making.spec.default_language
    asked = making.request.GET.get("leveys", "")
    width = int(asked) if asked in map(str, WIDTHS) else WIDTHS[0]
    context = {
        "languages": [(code, language_name(code)) for code in making.spec.languages],
        "language": language,
        "language_name": language_name(language),
        "widths": WIDTHS,
        "width": width,
    }
    return making.render("preview.html", context, Link(_("Preview of the form")))


@form_page("GET", "HEAD", "POST")
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def preview_page(making: Making, language: str) -> HttpResponse:
    if language not in making.spec.languages:
        raise Http404
    return _Trying(making, language).answer()


@dataclass
class _Trying:
    """One round of trying a form: everything that was typed comes along in the page itself."""

    making: Making
    language: str

    def __post_init__(self) -> None:
        spec = self.making.spec
        self.form: Prepared = prepare(spec)
        self.lists = lists_of(None, self.language)
        url_in = lambda code: self.making.url("preview_page", code)  # noqa: E731
        self.frame = Frame(self.language, spec.languages, url_in, spec)
        self.telling = Telling(self.form, self.language, self.lists.municipalities, {})

    def answer(self) -> HttpResponse:
        request = self.making.request
        if request.method != "POST":
            return self._page(self._judged(with_defaults(self.form, {}, today=clock.today())), 0)
        sent = {key: [each for each in values if each] for key, values in request.POST.lists()}
        raw = {key: values for key, values in sent.items() if key not in NOT_ANSWERS and values}
        step = Step(request.POST.get("do", "next"), self.form, raw)
        number = request.POST.get("page", "")
        return self._turned(step, int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0)

    def _judged(self, raw: Mapping[str, Any]) -> Judged:
        return judge(self.form, raw, self.lists, today=clock.today())

    def _turned(self, step: Step, number: int) -> HttpResponse:
        judged = self._judged(step.raw)
        shown = pages.shown_pages(self.making.spec, judged)
        current = pages.page_at(shown, number)
        if step.stays or step.verb == "edit":
            return self._page(judged, current.number)
        if step.verb == "previous":
            before = pages.previous_page(shown, current.number)
            return self._page(judged, before.number if before else current.number)
        here = set(pages.keys_on(current, judged))
        fallbacks = tuple(self.making.spec.languages)
        asked = self.making.request.POST.getlist(ASKED)
        fresh = here.difference(asked) if asked else set()
        wrong = {m.key: message_of(m, self.language, fallbacks) for m in judged.mistakes if m.key in here - fresh}
        if wrong or fresh:
            return self._page(judged, current.number, wrong, has_more=not wrong)
        following = pages.next_page(shown, current.number)
        return self._page(judged, following.number) if following else self._review(judged, current.number)

    def _page(
        self, judged: Judged, number: int, mistakes: Mapping[str, Spoken] | None = None, *, has_more: bool = False
    ) -> HttpResponse:
        shown = pages.shown_pages(self.making.spec, judged)
        current = pages.page_at(shown, number)
        drawing = Drawing(judged, self.frame, self.lists, self.telling, {}, mistakes or {})
        group = current.group
        items = list(drawing.shown(group.items if group else current.items))
        place = [page.number for page in shown].index(current.number) + 1
        here = set(pages.keys_on(current, judged))
        return self._rendered(
            page_label=self.frame.said(group.label) if group and group.label else None,
            page_hint=self.frame.said(group.hint) if group and group.hint else None,
            intro=self.frame.said(self.making.spec.intro) if place == 1 and self.making.spec.intro else None,
            items=items,
            mistakes=[field for field in fields_in(items) if field.mistake],
            number=current.number,
            place=place,
            count=len(shown),
            steps=[each <= place for each in range(1, len(shown) + 1)],
            has_more=has_more,
            asked=(ASKED, ["", *sorted(here)]),
            is_first=place == 1,
            is_last=place == len(shown),
            kept=_pairs({key: values for key, values in judged.raw.items() if key not in here}),
        )

    def _review(self, judged: Judged, number: int) -> HttpResponse:
        parts = parts_of(self.telling, judged.answers, judged.relevant)
        thanks = self.making.spec.thanks
        return self._rendered(
            parts=parts,
            is_review=True,
            number=number,
            thanks=self.frame.said(thanks) if thanks else None,
            kept=_pairs(judged.raw),
        )

    def _rendered(self, **context: Any) -> HttpResponse:
        given = {
            "frame": self.frame,
            "form_title": self.frame.said(self.making.spec.title),
            "making": self.making,
            "noindex": True,
        }
        return render(self.making.request, "eforms/builder/preview_page.html", {**given, **context})


def _pairs(raw: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(key, value) for key, values in raw.items() for value in values]

"""What pages say to who completes a form that they sent: what is asked for, where it stands, whether it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from seutu.shared.core import clock
from seutu.shared.eforms.answers import pages
from seutu.shared.eforms.answers.judging import Judged
from seutu.shared.eforms.answers.prepared import key_of
from seutu.shared.eforms.models import Draft, Submission
from seutu.shared.eforms.presentation.frame import Frame
from seutu.shared.eforms.queries import answering as queries
from seutu.shared.eforms.queries.desk import answers_of
from seutu.shared.eforms.spec.texts import Spoken
from seutu.shared.eforms.views.visit import Visit
from seutu.shared.organizations.models import Organization


@dataclass(frozen=True, kw_only=True)
class AskedField:
    """A field that has to be completed: its page, and the name of its first input there; "" while it is not asked."""

    name: str
    label: Spoken
    page: int
    key: str
    is_changed: bool


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the desk asks for: ``words`` are its own, in whatever language it wrote them."""

    organization: Organization
    number: str
    day: str
    words: str
    fields: Sequence[AskedField]


def visit_of(request: HttpRequest, submission: Submission) -> Visit:
    """A visit to the form of a submission as it was answered, whatever the browser has of that form."""
    visit = Visit(request, submission.version.form, queries.language_of(submission), "start")
    visit.draft, visit.version = None, submission.version
    # Other languages are offered once the form is open: a link to them would lose the way to it.
    visit.frame = Frame(visit.language, [visit.language], visit.url_in, visit.prepared.spec)
    return visit


def asked_in(visit: Visit, draft: Draft, judged: Judged) -> Asked | None:
    """What is asked of who answers ``draft``, or None where nothing is completed."""
    submission = draft.completes
    asked = queries.asked_of(submission) if submission else None
    if submission is None or asked is None:
        return None
    before, now = answers_of(submission), judged.answers
    fields = [
        AskedField(
            name=name,
            label=visit.frame.said(node.item.label) if node.item.label else Spoken(name, ""),
            page=min(pages.numbers_of(judged.form.spec, {name}), default=0),
            key=next((key_of(node, rounds) for each, rounds in judged.shown() if each is node), ""),
            is_changed=list(_given(now, name)) != list(_given(before, name)),
        )
        for name, node in judged.form.nodes.items()
        if name in asked.field_names
    ]
    day = visit.frame.day(asked.complete_by)
    return Asked(
        organization=submission.organization, number=submission.number, day=day, words=asked.text, fields=fields
    )


def stops_of(visit: Visit, draft: Draft, shown: Sequence[pages.Page]) -> Sequence[pages.Page]:
    """The pages that one is led through: all that are shown, but for a completion those with what is asked for."""
    asked = queries.asked_of(draft.completes) if draft.completes else None
    if asked is None:
        return shown
    numbers = pages.numbers_of(visit.prepared.spec, asked.field_names)
    return [page for page in shown if page.number in numbers]


def closed_page(visit: Visit, draft: Draft | None, submission: Submission | None = None) -> HttpResponse:
    """The desk has closed the matter meanwhile: nothing was sent, and what was typed is kept for its time."""
    kept_until = visit.frame.day(clock.day_of(draft.expires_at)) if draft else ""
    context = {"submission": draft.completes if draft else submission, "kept_until": kept_until}
    return visit.render("eforms/closed_meanwhile.html", context, status=HTTPStatus.CONFLICT)


def _given(answers: Mapping[str, Any], name: str) -> Iterator[object]:
    """Every answer to a field, round by round."""
    yield answers.get(name)
    for value in answers.values():
        for each in value if isinstance(value, list) else ():
            if isinstance(each, dict):
                yield from _given(each, name)

"""One submission as its page and its document show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from django.utils.translation import get_language

from seutu.shared.eforms.models import AnswerSet, CompletionRequest, DeskMessage, DeskNote, HandOver, Submission
from seutu.shared.eforms.presentation.answers import Known, Line, Part, parts_of, questions, unanswered
from seutu.shared.eforms.queries.words import municipality_names
from seutu.shared.eforms.retention import KeptFor, class_of
from seutu.shared.eforms.spec import codec
from seutu.shared.eforms.spec.items import Spec
from seutu.shared.eforms.spec.texts import Spoken


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A submission with all that stands beside it; read once for a page."""

    submission: Submission
    spec: Spec
    title: Spoken
    sets: Sequence[AnswerSet]
    shown: AnswerSet
    parts: Sequence[Part]
    unanswered: Sequence[Line]
    questions: Sequence[Line]
    notes: Sequence[DeskNote]
    messages: Sequence[DeskMessage]
    requests: Sequence[tuple[CompletionRequest, Sequence[Spoken]]]
    hand_overs: Sequence[HandOver]
    kept_for: KeptFor

    @property
    def is_newest(self) -> bool:
        return self.shown.number == self.sets[-1].number


def whole_of(submission: Submission, set_number: int | None = None) -> Whole:
    """A submission as it is now, or with a former set of answers. The number of queries is always the same."""
    spec = codec.from_json(submission.version.spec)
    sets = list(submission.answer_sets.order_by("number"))
    shown = next((each for each in sets if each.number == set_number), sets[-1])
    former = next((each for each in sets if each.number == shown.number - 1), None)
    notes = list(submission.notes.select_related("written_by"))
    files = {each.key: each for each in submission.files.select_related("stored")}
    known = Known(municipalities=municipality_names(), files=files, notes=notes)
    parts = parts_of(spec, shown, known, former)
    asked = questions(spec)
    labels = {line.name: line.label for line in asked}
    hand_overs = submission.hand_overs.select_related("from_organization", "from_unit", "handed_over_by")
    return Whole(
        submission=submission,
        spec=spec,
        title=spec.title.spoken(get_language() or "fi", spec.languages),
        sets=sets,
        shown=shown,
        parts=parts,
        unanswered=unanswered(spec, parts),
        questions=asked,
        notes=notes,
        messages=list(submission.messages.select_related("sent_by")),
        requests=[(each, _labels(each, labels)) for each in submission.completion_requests.all()],
        hand_overs=list(hand_overs),
        kept_for=class_of(spec.retention),
    )


def _labels(asked: CompletionRequest, labels: dict[str, Spoken]) -> list[Spoken]:
    return [labels.get(name, Spoken(name, "")) for name in asked.field_names]


def language_name(code: str) -> str:
    """What a language is called in the worker's language; its code where nobody knows it."""
    locale = Locale.parse((get_language() or "fi").replace("-", "_"))
    return str(locale.languages.get(code.partition("-")[0], code))

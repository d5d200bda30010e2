"""The acknowledgement as a document: number, time, and what was sent."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from seutu.shared.documents.blocks import Block, Document, Fact, Facts, Heading, Paragraph, Run, Tone, plain
from seutu.shared.eforms.answers.words import say
from seutu.shared.eforms.models import AnswerSet
from seutu.shared.eforms.presentation.frame import Frame
from seutu.shared.eforms.presentation.told import Line, Part
from seutu.shared.eforms.spec.texts import Spoken

# A document has no marks of direction but its languages: this one is written from the left.
LEFT_TO_RIGHT = "fi"


def completed(sent: AnswerSet, frame: Frame) -> str:
    """When a completion came, in words; "" of what arrived the first time."""
    return frame.day_and_time(sent.given_at) if sent.number > 1 else ""


def receipt(sent: AnswerSet, title: Spoken, parts: Sequence[Part], frame: Frame) -> Document:
    """The acknowledgement of what was sent to the form ``title``, with the answers in ``parts``."""
    language, submission = frame.language, sent.submission
    facts = [
        ("number", submission.number),
        ("arrived", frame.day_and_time(submission.arrived_at)),
        ("recipient", submission.organization.full_name),
    ]
    if when := completed(sent, frame):
        facts.insert(2, ("complete.completed", when))
    if submission.answer_by:
        facts.append(("answer_by", frame.day(submission.answer_by)))
    # A day and its time after it keep their order in a line that is written from the right.
    apart = dict.fromkeys(("arrived", "complete.completed"), LEFT_TO_RIGHT) if frame.direction == "rtl" else {}
    blocks: list[Block] = [
        plain(title.words, language=title.language, tone=Tone.LEAD),
        *([plain(say("late", language).words)] if submission.is_late else []),
        Facts([Fact(say(key, language).words, [plain(value, language=apart.get(key, ""))]) for key, value in facts]),
        Heading(2, say("what_was_sent", language).words),
    ]
    for part in parts:
        if part.label:
            number = f" {part.number}" if part.number else ""
            blocks.append(Heading(3, part.label.words + number, part.label.language))
        blocks.append(Facts([Fact(line.label.words, _answer(line, frame.direction)) for line in part.lines]))
    return Document(
        title=f"{say('receipt', language).words} {submission.number}",
        language=language,
        author=submission.organization.full_name,
        changed_at=sent.given_at,
        blocks=[Heading(1, f"{say('receipt', language).words} {submission.number}"), *blocks],
        footer=submission.number,
    )


def _answer(line: Line, direction: str) -> list[Paragraph]:
    return [_paragraph(piece, direction) for piece in line.pieces]


def _paragraph(piece: Spoken, direction: str) -> Paragraph:
    # A phone number has no letter that says from which side it is read: its plus sign would wander to the wrong end.
    has_direction = any(unicodedata.bidirectional(sign) in {"L", "R", "AL"} for sign in piece.words)
    language = LEFT_TO_RIGHT if direction == "rtl" and not piece.language and not has_direction else piece.language
    return Paragraph((Run(piece.words, language=language),), language)

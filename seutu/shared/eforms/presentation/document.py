"""A submission written down, to be printed or put into a case system: the answers, and no note of the desk."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seutu.shared.documents.blocks import Block, Document, Fact, Facts, Heading, Paragraph, Run, Tone, plain
from seutu.shared.eforms.presentation.answers import Line, Part
from seutu.shared.eforms.presentation.inbox import place_of
from seutu.shared.eforms.presentation.submission import Whole, language_name
from seutu.shared.ui.dates import day, day_and_time


def as_document(whole: Whole, *, has_desk: bool = True) -> Document:
    """The answers, with number and times; its name and title tell the number, never the sender.

    Without the desk, which may change, the same answers always make the same document.
    """
    submission = whole.submission
    title = _("%(form)s, %(number)s") % {"form": whole.title.words, "number": submission.number}
    blocks: list[Block] = [Heading(1, title), Facts(_facts(whole, has_desk=has_desk))]
    if submission.is_late:
        blocks.append(plain(_("Arrived after the time limit."), tone=Tone.LEAD))
    for part in whole.parts:
        blocks += _part(part, submission.language)
    return Document(
        title=title,
        language=get_language() or "fi",
        author=submission.organization.full_name,
        changed_at=whole.shown.given_at,
        blocks=blocks,
        header=submission.organization.full_name,
        footer=submission.number,
    )


def _facts(whole: Whole, *, has_desk: bool) -> list[Fact]:
    submission = whole.submission
    rows = {
        _("Number"): submission.number,
        _("Arrived"): day_and_time(submission.arrived_at),
        _("Desk"): place_of(submission) if has_desk else "",
        _("Answered in"): language_name(submission.language),
    }
    if submission.last_day:
        rows[_("Last day for arriving")] = day(submission.last_day)
    if whole.shown.number > 1:
        rows[_("Completed")] = day_and_time(whole.shown.given_at)
    return [Fact(label, [plain(words)]) for label, words in rows.items() if words]


def _part(part: Part, language: str) -> list[Block]:
    blocks: list[Block] = []
    if part.heading.words:
        number = f" {part.number}" if part.number else ""
        blocks.append(Heading(min(part.level, 3) + 1, part.heading.words + number, language=part.heading.language))
    if part.lines:
        blocks.append(Facts([_line(line, language) for line in part.lines]))
    return blocks


def _line(line: Line, language: str) -> Fact:
    words = [*line.values, *(each.name for each in line.files)]
    return Fact(
        line.label.words, [Paragraph([Run(each)], language=language if line.is_own_words else "") for each in words]
    )

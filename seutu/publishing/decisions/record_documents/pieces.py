"""What every document of the record has in common: its frame, its facts, its instructions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.publishing.decisions import presentation
from seutu.publishing.decisions.models import RemedyInstructions
from seutu.publishing.decisions.rules import ShownCorrection, ShownMeeting
from seutu.shared.documents.blocks import (
    Block,
    Document,
    Fact,
    Heading,
    PageBreak,
    Paragraph,
    Passage,
    Run,
    Tone,
    plain,
)
from seutu.shared.documents.html_blocks import from_html
from seutu.shared.ui import dates
from seutu.shared.ui.typesetting import typeset


def language_of_words(language: str) -> str:
    """The language of the fixed words in a record of ``language``: one of ours, else Finnish."""
    return language if language in dict(settings.LANGUAGES) else "fi"


def document(
    meeting: ShownMeeting, blocks: Sequence[Block], *, title: str, language: str, changed_at: dt.datetime, address: str
) -> Document:
    """A document of ``meeting`` in its frame; ``address`` is where its page is."""
    return Document(
        title=title,
        language=language,
        author=meeting.organization.full_name,
        subject=f"{meeting.organization.full_name}, {presentation.meeting_title(meeting)}",
        changed_at=changed_at,
        blocks=blocks,
        header=f"{meeting.organization.full_name}, {presentation.meeting_title(meeting)}",
        footer=address,
        mark="" if meeting.is_public else pgettext("record", "Draft").upper(),
    )


def draft_note(meeting: ShownMeeting) -> list[Block]:
    """That this is a draft, for those who hear the document: the mark in its header is only for the eye."""
    if meeting.is_public:
        return []
    words = _("This is a draft. Only those who prepare the meetings of the municipality see it.")
    return [Paragraph((Run(f"{pgettext('record', 'Draft')}. ", is_strong=True), Run(words)))]


def fact(label: str, value: str, *, url: str = "", language: str = "") -> list[Fact]:
    """A fact, or nothing where there is no value. Each line of the value is a line of its own."""
    if not value:
        return []
    return [Fact(label, (Paragraph((Run(typeset(value), url=url),), language),))]


def facts_of_lines(label: str, lines: Iterable[str]) -> list[Fact]:
    """A fact of several lines, or nothing where there are none."""
    paragraphs = tuple(plain(typeset(line)) for line in lines)
    return [Fact(label, paragraphs)] if paragraphs else []


def corrections(shown: Iterable[ShownCorrection]) -> list[Fact]:
    """What has been corrected since the minutes came out, each with its day and reason."""
    return facts_of_lines(_("Corrections"), (_correction(each) for each in shown))


def _correction(correction: ShownCorrection) -> str:
    day = _("Corrected on %(day)s") % {"day": dates.day(correction.corrected_at)}
    return f"{day} ({correction.kind.label}): {correction.reason}"


def rich(html: str, *, level: int) -> tuple[Block, ...]:
    """Rich text of the record as blocks."""
    return from_html(typeset(html), level=level)


def in_language(language: str, around: str, blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` marked with their language where it is another than that of the document."""
    return list(blocks) if language in {"", around} else [Passage(language, tuple(blocks))]


def quiet(words: str) -> Paragraph:
    return plain(typeset(words), tone=Tone.QUIET)


def instructions(rows: Sequence[RemedyInstructions], around: str, *, level: int) -> list[Block]:
    """The instructions for remedies, each under its own heading and from a page of its own."""
    blocks: list[Block] = []
    for row in rows:
        label = _("Instructions: %(remedy)s") % {"remedy": row.get_remedy_display()}
        text = rich(row.html, level=level + 1)
        blocks += [PageBreak(), Heading(level, label), *in_language(row.language, around, text)]
    return blocks

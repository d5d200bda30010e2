"""An item as a document, alone or inside the papers of its meeting, and the extract from the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from seutu.publishing.decisions import presentation
from seutu.publishing.decisions.models import Remedy, RemedyInstructions
from seutu.publishing.decisions.record_documents import pieces
from seutu.publishing.decisions.record_documents.votes import attendance_changes, votes
from seutu.publishing.decisions.rules import ShownAttachment, ShownItem, ShownRemedy
from seutu.publishing.decisions.wording import remedy_words
from seutu.publishing.decisions.wording.attachments import attachment_facts, attachment_name
from seutu.publishing.decisions.wording.item_sections import Section, sections_of
from seutu.shared.documents.blocks import (
    Block,
    Box,
    BoxKind,
    Document,
    Fact,
    Facts,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Tone,
    plain,
)
from seutu.shared.ui import dates
from seutu.shared.ui.typesetting import section_sign, typeset


def item_document(item: ShownItem, *, host: str) -> Document:
    """An item (kokousasia) as its page shows it. ``host`` is what absolute addresses begin with: “https://…”."""
    language = pieces.language_of_words(item.language)
    with override(language):
        blocks = [*_opening(item), *item_blocks(item, host=host, around=language, level=2)]
        title = f"{presentation.item_title(item)}, {presentation.meeting_title(item.meeting)}"
        return pieces.document(
            item.meeting,
            blocks,
            title=title,
            language=language,
            changed_at=item.updated_at,
            address=host + item.url,
        )


def extract_document(item: ShownItem, instructions: Sequence[RemedyInstructions], *, host: str) -> Document:
    """An extract from the minutes (pöytäkirjanote): one section, with the instructions for its remedies."""
    language = pieces.language_of_words(item.language)
    with override(language):
        blocks = [
            *_opening(item, _("Extract from the minutes")),
            *item_blocks(item, host=host, around=language, level=2),
            *_missing(item, instructions),
            *pieces.instructions(instructions, language, level=2),
        ]
        name = f"{presentation.item_title(item)}, {presentation.meeting_title(item.meeting)}"
        return pieces.document(
            item.meeting,
            blocks,
            title=f"{_('Extract from the minutes')}: {name}",
            language=language,
            changed_at=max([item.updated_at, *(row.updated_at for row in instructions)]),
            address=host + item.url,
        )


def _opening(item: ShownItem, kind: str = "") -> list[Block]:
    meeting = item.meeting
    over = f"{section_sign(item.section_number or '')} {meeting.organization.name}, {meeting.body.name}".strip()
    when = presentation.meeting_when(meeting)
    published = f"{_('Minutes published')} {dates.day(meeting.displayed_on)}" if meeting.displayed_on else ""
    opening = [over, when[:1].upper() + when[1:], kind, published]
    return [
        Heading(1, typeset(item.title)),
        pieces.quiet("\n".join(line for line in opening if line)),
        *pieces.draft_note(meeting),
    ]


def item_blocks(item: ShownItem, *, host: str, around: str, level: int) -> list[Block]:
    """What the page of ``item`` tells under its title; ``level`` is that of its headings.

    ``around`` is the language of the document, which is also the active one.
    """
    facts = _facts(item, host)
    blocks: list[Block] = [Facts(tuple(facts))] if facts else []
    blocks += _withheld(item)
    for section in sections_of(item):
        blocks += pieces.in_language(section.language, around, _section(section, level=level))
    blocks += votes(item.votes, level=level)
    blocks += attendance_changes(item.attendance_changes, level=level)
    blocks += _attachments(item, host, level=level)
    return blocks + _remedies(item, level=level)


def _facts(item: ShownItem, host: str) -> list[Fact]:
    case_url = host + item.case_url if item.case_url else ""
    return [
        *pieces.fact(_("Case number"), item.case_number, url=case_url),
        *pieces.fact(_("Outcome"), presentation.outcome_label(item)),
        *pieces.fact(_("Presenting officer"), item.presenter),
        *pieces.fact(_("Prepared by"), item.preparers),
        *_links(_("Came from"), [item.came_from] if item.came_from else [], host),
        *_links(_("Went on to"), item.went_to, host),
        *pieces.corrections(item.corrections),
    ]


def _links(label: str, others: Sequence[ShownItem], host: str) -> list[Fact]:
    paragraphs = []
    for other in others:
        section = section_sign(other.section_number or "")
        words = f"{presentation.where_and_when(other, names_municipality=False)} {section}".strip()
        paragraphs.append(Paragraph((Run(typeset(words), url=host + other.url),)))
    return [Fact(label, tuple(paragraphs))] if paragraphs else []


def _withheld(item: ShownItem) -> list[Block]:
    if not item.is_withheld:
        return []
    words = _("The text of this item is secret by law (%(ground)s). We show its title, date and body.")
    return [plain(typeset(words % {"ground": item.secrecy_ground}))]


def _section(section: Section, *, level: int) -> list[Block]:
    by = [section.author, _("original proposal, amended later") if section.is_superseded else ""]
    told = ", ".join(words for words in by if words)
    blocks: list[Block] = [Heading(level, typeset(str(section.heading)))]
    if told:
        blocks.append(pieces.quiet(told))
    text = pieces.rich(section.part.html, level=level + 1)
    blocks += [_enlarged(block) for block in text] if section.is_ruling else text
    if section.is_decision:
        return [Box(BoxKind.DECISION, tuple(blocks))]
    return [Box(BoxKind.PROPOSAL, tuple(blocks))] if section.is_proposal else blocks


def _enlarged(block: Block) -> Block:
    return replace(block, tone=Tone.LEAD) if isinstance(block, Paragraph) else block


def _attachments(item: ShownItem, host: str, *, level: int) -> list[Block]:
    if not item.attachments:
        return []
    items = tuple((_attachment(each, host),) for each in item.attachments)
    return [Heading(level, _("Attachments")), ListBlock(items)]


def _attachment(attachment: ShownAttachment, host: str) -> Paragraph:
    name = typeset(f"{attachment_name(attachment)}: {attachment.title}")
    if attachment.url:
        facts = attachment_facts(attachment)
        return Paragraph((Run(name, url=host + attachment.url), Run(f" ({facts})" if facts else "")))
    return plain(f"{name}. {typeset(_why_missing(attachment))}")


def _why_missing(attachment: ShownAttachment) -> str:
    if attachment.is_withheld:
        return _("Secret by law (%(ground)s)") % {"ground": attachment.secrecy_ground}
    if attachment.is_unpublished:
        return _(
            "This attachment is public but not published online, because it contains personal data. You can request it "
            "from the registry."
        )
    return _("The file is not here. You can request it from the registry.")


def _remedies(item: ShownItem, *, level: int) -> list[Block]:
    if not item.remedies:
        return []
    blocks: list[Block] = [Heading(level, _("Review and appeal"))]
    for remedy in item.remedies:
        blocks.append(plain(typeset(remedy_words.about(remedy))))
        blocks += _time_limit(remedy, item)
    return blocks


def _time_limit(remedy: ShownRemedy, item: ShownItem) -> list[Block]:
    words = remedy_words.of_clock(remedy, item.meeting.displayed_on)
    if words is None:
        return []
    sentences = list(words.sentences)
    if words.is_running:
        sentences.append(
            _("If you are a party, your time runs from the day you yourself were notified. It may end on another day.")
        )
    provisions = f" ({words.provisions})" if words.provisions else ""
    return [plain(typeset(" ".join(sentences) + provisions))]


def _missing(item: ShownItem, instructions: Sequence[RemedyInstructions]) -> list[Block]:
    """That instructions which belong to the extract are not in it: it must not look complete without them."""
    there = {row.remedy for row in instructions}
    if all(each.remedy in there or each.remedy is Remedy.BAN for each in item.remedies):
        return []
    words = _("The instructions for review and appeal are not attached. Ask the registry for them.")
    return [Paragraph((Run(words, is_strong=True),))]

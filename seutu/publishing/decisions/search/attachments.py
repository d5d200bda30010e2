"""Attachments, as the search finds and shows them: each is found by itself, by the words of its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.publishing.decisions.models import Attachment, NoticeAttachment, OfficerDecisionAttachment
from seutu.publishing.decisions.rules import (
    ShownAttachment,
    show_attachment,
    show_decision_attachment,
    show_notice,
    show_notice_attachment,
    show_officer_decision,
)
from seutu.publishing.decisions.search.findable import everybody, findable_of, pieces_of
from seutu.publishing.decisions.search.items import PARTS, Everybody, document_of, hit_of
from seutu.publishing.decisions.search.published_alone import (
    DECISION_PARTS,
    decision_document,
    decision_hit,
    notice_document,
    notice_hit,
)
from seutu.publishing.decisions.wording.attachments import attachment_name
from seutu.shared.files.kinds import EXTENSIONS
from seutu.shared.files.models import FileText, TextState
from seutu.shared.search.searchables import Document, Findable, Passage, Searchable, ShownHit

WORD = "liite"
LABEL = gettext_lazy("Attachments")
# What stands in a record weighs more than what stands in a file of it.
WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that anyone may have, and the record it belongs to as the search knows that."""

    attachment: ShownAttachment
    document: Callable[[], Document | None]
    hit: Callable[[], ShownHit]


# What is to be asked of a row: what anyone may see of it, or None.
Ask = Callable[[Any], Attached | None]


def _of_item() -> Ask:
    everyone = Everybody()

    def ask(row: Attachment) -> Attached | None:
        item = everyone.item(row.item, with_text=False)
        if item is None or item.is_withheld:
            return None
        shown = show_attachment(row, row.item, item.meeting)
        return Attached(shown, lambda: document_of(item), lambda: hit_of(item))

    return ask


def _of_decision() -> Ask:
    reader = everybody()

    def ask(row: OfficerDecisionAttachment) -> Attached | None:
        decision = show_officer_decision(row.decision, reader)
        if decision is None or decision.is_withheld:
            return None
        shown = show_decision_attachment(row, row.decision)
        return Attached(shown, lambda: decision_document(decision), lambda: decision_hit(decision))

    return ask


def _of_notice() -> Ask:
    reader = everybody()

    def ask(row: NoticeAttachment) -> Attached | None:
        notice = show_notice(row.notice, reader)
        if notice is None:
            return None
        shown = show_notice_attachment(row, row.notice)
        return Attached(shown, lambda: notice_document(notice), lambda: notice_hit(notice))

    return ask


def _may_be_read(found: Attached | None) -> bool:
    """Whether the file may be had: it is here, and the virus scanner said nothing against it."""
    return found is not None and found.attachment.file is not None and not found.attachment.file.is_infected


def _texts(rows: Sequence[Any]) -> dict[str, FileText]:
    """What was read of the files, by their content."""
    contents = {row.file.sha256 for row in rows if row.file is not None}
    return {text.sha256: text for text in FileText.objects.filter(sha256__in=contents, state=TextState.READ)}


def _document(found: Attached | None, texts: Mapping[str, FileText]) -> Document | None:
    if found is None or not _may_be_read(found):
        return None
    of = found.document()
    file = found.attachment.file
    if of is None or file is None:
        return None
    text = texts.get(file.sha256)
    return Document(
        title=found.attachment.title,
        names=f"{attachment_name(found.attachment)} ; {of.names}",
        text=text.text if text else "",
        context=of.title,
        day=of.day,
        municipality=of.municipality,
        body=of.body,
        published_at=of.published_at,
    )


def _hit(found: Attached, texts: Mapping[str, FileText]) -> ShownHit:
    of = found.hit()
    file = found.attachment.file
    text = texts.get(file.sha256) if file else None
    return ShownHit(
        title=f"{attachment_name(found.attachment)}: {found.attachment.title}",
        url=found.attachment.url,
        where=_("%(where)s, attachment") % {"where": of.where},
        day=of.day,
        lang=of.lang,
        place_slug=of.place_slug,
        place_name=of.place_name,
        case_number=of.case_number,
        case_url=of.case_url,
        file_kind=EXTENSIONS.get(file.kind, "").removeprefix(".").upper() if file else "",
        published_at=of.published_at,
        updated_at=of.updated_at,
        passages=[Passage("", text.text, tuple(text.pages))] if text else [],
    )


def _kind(key: str, order: int, rows: QuerySet[Any], asking: Callable[[], Ask]) -> Searchable:
    def findable(pks: Sequence[int]) -> Iterator[Findable]:
        found = list(rows.filter(pk__in=pks))
        texts, ask = _texts(found), asking()
        return findable_of(found, lambda row: _document(ask(row), texts))

    def show(pks: Sequence[int]) -> Mapping[int, ShownHit]:
        found = list(rows.filter(pk__in=pks))
        texts, ask = _texts(found), asking()
        asked = ((row.pk, ask(row)) for row in found)
        return {pk: _hit(each, texts) for pk, each in asked if each is not None and _may_be_read(each)}

    def every() -> Iterator[Sequence[int]]:
        return pieces_of(rows.all())

    return Searchable(
        key=key, order=order, word=WORD, label=LABEL, weight=WEIGHT, findable=findable, every=every, show=show
    )


KINDS = (
    _kind(
        "attachment",
        50,
        Attachment.objects.select_related("file", "item", *(f"item__{part}" for part in PARTS)),
        _of_item,
    ),
    _kind(
        "officer_decision_attachment",
        51,
        OfficerDecisionAttachment.objects.select_related(
            "file", "decision", *(f"decision__{part}" for part in DECISION_PARTS)
        ),
        _of_decision,
    ),
    _kind(
        "notice_attachment",
        52,
        NoticeAttachment.objects.select_related("file", "notice__organization", "notice__case"),
        _of_notice,
    ),
)

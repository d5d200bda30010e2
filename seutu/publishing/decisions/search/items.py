"""The items of meetings, as the search finds and shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions import presentation
from seutu.publishing.decisions.models import AgendaItem, PartKind
from seutu.publishing.decisions.rules import Reader, ShownItem, ShownMeeting, ShownPart, show_item, show_meeting
from seutu.publishing.decisions.search.findable import (
    body_address,
    everybody,
    findable_of,
    group_of_case,
    names_of,
    pieces_of,
    section_name,
)
from seutu.shared.core.rich_text import to_text
from seutu.shared.search.searchables import Document, Findable, Passage, Searchable, ShownHit

PARTS = ("case", "meeting__organization", "meeting__body__organization")
TEXT = ("parts", "attachments__file")
# What repeats what stands elsewhere: the history tells other items' decisions, the remedy is the same everywhere.
REPEATED = frozenset({PartKind.REMEDY, PartKind.HISTORY, PartKind.DISTRIBUTION})
LABELLED = {PartKind.DECISION: _("Decision"), PartKind.PROPOSAL: _("Proposed decision")}


class Everybody:
    """Shows items as anyone may see them at one instant."""

    def __init__(self) -> None:
        self.reader: Reader = everybody()

    def item(self, row: AgendaItem, *, with_text: bool) -> ShownItem | None:
        """``row`` as everybody may see it, or None."""
        meeting = show_meeting(row.meeting, self.reader)
        if meeting is None or row.is_draft:
            return None
        return show_item(row, meeting, with_text=with_text, with_events=False, with_remedies=False)


def _rows(pks: Iterable[int]) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(pk__in=pks).select_related(*PARTS).prefetch_related(*TEXT)


def findable(pks: Sequence[int]) -> Iterator[Findable]:
    everyone = Everybody()
    return findable_of(_rows(pks), lambda row: document_of(everyone.item(row, with_text=True)))


def document_of(item: ShownItem | None) -> Document | None:
    if item is None:
        return None
    meeting = item.meeting
    return Document(
        title=item.title,
        names=" ; ".join(names_of_item(item)),
        decision=_text(part for part in item.parts if part.kind is PartKind.DECISION),
        text=_text(part for part in item.parts if part.kind is not PartKind.DECISION and part.kind not in REPEATED),
        language=item.language,
        day=meeting.day,
        municipality=meeting.organization.slug,
        body=body_address(meeting.body),
        group=group_of_case(meeting.organization, item.case_slug),
        published_at=published_at(meeting),
    )


def published_at(meeting: ShownMeeting) -> dt.datetime:
    """When a meeting became public as it is shown: its minutes, or its agenda before them."""
    return meeting.published_at or meeting.starts_at


def names_of_item(item: ShownItem) -> list[str]:
    """What an item is called by: its section, its case, its meeting's day, its body."""
    meeting = item.meeting
    day = f"{meeting.day.day}.{meeting.day.month}.{meeting.day.year}"
    return [
        *names_of(meeting.organization, meeting.body),
        section_name(item.section_number),
        item.case_number,
        day,
    ]


def _text(parts: Iterable[ShownPart]) -> str:
    return "\n".join(to_text(part.html) for part in parts)


def show(pks: Sequence[int]) -> Mapping[int, ShownHit]:
    everyone = Everybody()
    shown = ((row.pk, everyone.item(row, with_text=True)) for row in _rows(pks))
    return {pk: hit_of(item) for pk, item in shown if item is not None}


def hit_of(item: ShownItem) -> ShownHit:
    meeting = item.meeting
    where = f"{presentation.where_and_when(item, names_municipality=True)} {section_name(item.section_number)}"
    return ShownHit(
        title=item.title,
        url=item.url,
        where=where.strip(),
        day=meeting.day,
        lang=item.language,
        place_slug=meeting.organization.slug,
        place_name=meeting.organization.name,
        statuses=presentation.item_statuses(item),
        case_number=item.case_number,
        case_url=item.case_url,
        published_at=published_at(meeting),
        updated_at=item.updated_at,
        passages=_passages(item),
    )


def _passages(item: ShownItem) -> list[Passage]:
    """The decision first: most come for it."""
    told = [part for part in item.parts if part.kind not in REPEATED]
    decided = [part for part in told if part.kind is PartKind.DECISION]
    others = [part for part in told if part.kind is not PartKind.DECISION]
    return [Passage(LABELLED.get(part.kind, ""), to_text(part.html)) for part in (*decided, *others)]


def every() -> Iterator[Sequence[int]]:
    return pieces_of(AgendaItem.objects.all())


KINDS = (
    Searchable(
        key="item", order=10, word="kokousasia", label=_("Agenda items"), findable=findable, every=every, show=show
    ),
)

"""How the rows of an item are written, whoever hands them in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from seutu.publishing.decisions.actions.inputs import PartInput, RemedyInput
from seutu.publishing.decisions.models import AgendaItem, Case, ItemPart, ItemRemedy, Meeting
from seutu.publishing.decisions.rules import Reader, public_stage
from seutu.shared.core.rich_text import sanitize, strip_control
from seutu.shared.core.slugs import case_slug
from seutu.shared.organizations.models import Organization


class OfCase(Protocol):
    """What tells of which case it is."""

    @property
    def case_number(self) -> str: ...
    @property
    def case_title(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def language(self) -> str: ...


def one_line(text: str, limit: int) -> str:
    """``text`` on one line, without control characters, cut to what its column holds."""
    return " ".join(strip_control(text).split())[:limit]


def free_position(position: int, taken: set[int]) -> int:
    """``position`` if it is free, else the one after the last."""
    return position if position >= 1 and position not in taken else max(taken, default=0) + 1


def case_for(meeting: Meeting, of: OfCase) -> Case | None:
    """The case with the number that ``of`` names, made when it is new; None without a number."""
    case = find_or_make_case(meeting.organization, of.case_number, language=of.language)
    if case and public_stage(meeting, Reader()) is not None:
        title_case(case, of.case_title or of.title)
    return case


def find_or_make_case(owner: Organization, case_number: str, *, language: str) -> Case | None:
    """The case of ``owner`` with this number. It has no title before something of it is public."""
    number = one_line(case_number, 80)
    if not number:
        return None
    case, _is_new = Case.objects.get_or_create(
        organization=owner, slug=case_slug(number), defaults={"number": number, "title": number, "language": language}
    )
    return case


def title_case(case: Case, title: str) -> None:
    """Give a case its title, once.

    Never from what is not out yet: the case's page is public as soon as one of its handlings is.
    """
    if case.title == case.number:
        case.title = one_line(title, 500)
        case.save(update_fields=["title", "updated_at"])


def write_parts(row: AgendaItem, parts: Iterable[PartInput]) -> None:
    """Replace the parts of an item; their text is sanitized."""
    row.parts.all().delete()
    ItemPart.objects.bulk_create(
        ItemPart(
            item=row,
            position=position,
            kind=part.kind,
            heading=one_line(part.heading, 300),
            author=one_line(part.author, 200),
            is_amended=part.is_amended,
            html=sanitize(part.html),
            language=part.language,
        )
        for position, part in enumerate(parts, start=1)
    )


def write_remedies(row: AgendaItem, remedies: Iterable[RemedyInput]) -> None:
    """Replace the remedies of an item."""
    row.remedies.all().delete()
    ItemRemedy.objects.bulk_create(
        ItemRemedy(item=row, remedy=remedy.remedy, provision=one_line(remedy.provision, 200)) for remedy in remedies
    )

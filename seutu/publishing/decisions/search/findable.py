"""What the kinds of record have in common: each is asked of the projection as everybody, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

from seutu.publishing.decisions.rules import Reader
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.search.searchables import Document, Findable
from seutu.shared.ui.typesetting import section_sign

PIECE = 500
M = TypeVar("M", bound=Model)


def everybody() -> Reader:
    """Whoever has no rights at all, now: the only one for whom anything is put into the index."""
    return Reader()


def findable_of(rows: Iterable[M], document: Callable[[M], Document | None]) -> Iterator[Findable]:
    """What may be found of each row, and when the projection says that this will change."""
    for row in rows:
        clock.forget_boundaries()
        made = document(row)
        yield Findable(row.pk, made, clock.next_boundary())
    clock.forget_boundaries()


def pieces_of(rows: QuerySet[M]) -> Iterator[Sequence[int]]:
    """The pks of all rows in pieces, by pk, so that rows that come meanwhile shift nothing."""
    last = 0
    while piece := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PIECE]):
        yield piece
        last = piece[-1]


def names_of(owner: Organization, body: Body | None = None) -> list[str]:
    """What an organization and a body are called, in both languages and in short."""
    names = [owner.name_fi, owner.name_sv, owner.full_name_fi, owner.full_name_sv]
    if body is not None:
        names += [body.abbreviation, body.name_fi, body.name_sv]
    return list(dict.fromkeys(name for name in names if name))


def body_address(body: Body) -> str:
    """A body as the filter of the search names it."""
    return f"{body.organization.slug}/{body.slug}"


def section_name(number: int | None) -> str:
    """A section number as the search reads it."""
    return section_sign(number) if number else ""


def group_of_case(owner: Organization, slug: str) -> str:
    """Under which the handlings of one case are folded into one hit; "" without a case."""
    return f"{owner.slug}/{slug}" if slug else ""

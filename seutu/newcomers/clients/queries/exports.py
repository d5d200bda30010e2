"""Contacts and clients as flat tables: one column for each topic, no names of contacts, ever.

Rows come in pieces from the database, each with its topics: the cost of memory does not grow. A piece is written
column by column, since most columns have few values, and each of those is put in words once.
Everything that is in the reader's language is made before the first row, since rows may be sent after the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, cast

from django.db.models import Aggregate, OuterRef, Q, QuerySet, Subquery, TextField
from django.utils.translation import gettext as _

from seutu.newcomers.clients.models import Contact, FundingCode, Topic, scoped
from seutu.newcomers.clients.queries.export_columns import (
    CLIENT_COLUMNS,
    CONTACT_COLUMNS,
    OF_A_CLIENT,
    ExportColumn,
    Reader,
    Words,
)
from seutu.newcomers.clients.queries.visible import clients_visible_to, contacts_visible_to
from seutu.newcomers.clients.row_security import acting_as, acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.exports import LEAST_TOLD, Scope
from seutu.shared.accounts.models import User
from seutu.shared.documents.spreadsheets import Cell
from seutu.shared.organizations.models import Organization, Unit

PIECE = 2000

Rows = list[Sequence[Cell]]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which contacts are taken out: of a period, in a scope."""

    since: dt.date
    until: dt.date
    scope: Scope
    with_sensitive: bool = False


class ContactTable:
    """The contacts of a period as a table."""

    def __init__(self, worker: Worker, wanted: Wanted) -> None:
        # Of a whole municipality, whoever keeps its register counts also what the database shows them nothing of.
        self.acting = acting_as_system if wanted.scope == Scope.MUNICIPALITY else partial(acting_as, worker)
        self._rows = _contacts(worker, wanted)
        self._protected = Q(client__is_protected=True)
        hidden = OF_A_CLIENT if wanted.scope == Scope.MUNICIPALITY else frozenset()
        self.columns = [column for column in CONTACT_COLUMNS if column.name not in hidden]
        self._topics = _topic_columns(with_sensitive=wanted.with_sensitive)
        self._readers = _readers(self.columns)

    @property
    def headings(self) -> list[str]:
        """The headings, in the reader's language."""
        return [*(str(column.label) for column in self.columns), *self._topics]

    @property
    def codes(self) -> list[str]:
        """What the columns are called in every language, for the trail."""
        return [*(column.name for column in self.columns), *self._topics]

    def count(self) -> int:
        """How many rows there are."""
        return self._shown().count()

    def left_out(self) -> int | None:
        """How many rows of protected clients are left out; None when they are so few that it is not told."""
        number = self._rows.filter(self._protected).count()
        return number if number >= LEAST_TOLD else None

    def pieces(self) -> Iterator[Rows]:
        """The rows, in pieces."""
        about = Contact.topics.through._base_manager.filter(contact=OuterRef("pk")).order_by().values("contact")
        rows = (
            self._shown().order_by("occurred_on", "pk").annotate(about=Subquery(about.values(all=_Joined("topic_id"))))
        )
        for piece in _pieces(rows.values_list(*(column.source for column in self.columns), "about")):
            *columns, topics = zip(*piece, strict=True)
            yield _rows([*_written(columns, self._readers), *_marked(topics, self._topics.values())])

    def definitions(self) -> list[list[str]]:
        """What each column means."""
        topics = [[name, _("1 when the contact was about this topic, else 0")] for name in self._topics]
        return [*([str(column.label), str(column.meaning)] for column in self.columns), *topics]

    def _shown(self) -> QuerySet[Contact]:
        return self._rows.filter(Q(client__isnull=True) | Q(client__is_protected=False))


class ClientTable:
    """The clients of those whom a worker leads as a table; protected ones are never in it."""

    def __init__(self, worker: Worker, *, with_names: bool) -> None:
        self.acting = partial(acting_as, worker)
        rows = clients_visible_to(worker).filter(controller__in=worker.led)
        self._rows = rows.filter(is_protected=False)
        self.columns = [column for column in CLIENT_COLUMNS if with_names or column.name != "shown_name"]
        self._readers = _readers(self.columns)

    @property
    def headings(self) -> list[str]:
        """The headings, in the reader's language."""
        return [str(column.label) for column in self.columns]

    @property
    def codes(self) -> list[str]:
        """What the columns are called in every language, for the trail."""
        return [column.name for column in self.columns]

    def count(self) -> int:
        """How many rows there are."""
        return self._rows.count()

    def pieces(self) -> Iterator[Rows]:
        """The rows, in pieces."""
        for piece in _pieces(self._rows.order_by("pk").values_list(*(column.source for column in self.columns))):
            yield _rows(_written(zip(*piece, strict=True), self._readers))

    def definitions(self) -> list[list[str]]:
        """What each column means."""
        return [[str(column.label), str(column.meaning)] for column in self.columns]


class _Joined(Aggregate):
    """The keys of many rows as one text, with commas between."""

    function = "group_concat"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return self.as_sql(compiler, connection, template="string_agg(%(expressions)s::text, ',')")


def _pieces(rows: QuerySet[Any, Any]) -> Iterator[list[Sequence[Any]]]:
    source = rows.iterator(chunk_size=PIECE)
    while piece := list(islice(source, PIECE)):
        yield piece


def _rows(columns: Iterable[Iterable[Cell]]) -> Rows:
    return list(zip(*columns, strict=True))


def _written(columns: Iterable[Sequence[Any]], readers: Sequence[Reader | None]) -> Iterator[Iterable[Cell]]:
    """The cells of each column, in words."""
    for column, read in zip(columns, readers, strict=True):
        yield map({value: read(value) for value in set(column)}.__getitem__, column) if read else column


def _marked(topics: Sequence[str | None], headings: Iterable[Iterable[int]]) -> Iterator[Iterable[Cell]]:
    """For each heading a column that says which rows are about one of its topics."""
    told = {text: frozenset(map(int, text.split(","))) if text else frozenset() for text in set(topics)}
    for keys in map(frozenset, headings):
        yield map({text: 1 if about & keys else 0 for text, about in told.items()}.__getitem__, topics)


def _contacts(worker: Worker, wanted: Wanted) -> QuerySet[Contact]:
    if wanted.scope == Scope.MUNICIPALITY:
        rows = scoped(Contact.objects.filter(provider_municipality__in=worker.manages))
    else:
        rows = contacts_visible_to(worker)
    return rows.filter(occurred_on__gte=wanted.since, occurred_on__lte=wanted.until)


def _topic_columns(*, with_sensitive: bool) -> dict[str, list[int]]:
    """The keys of the topics under each heading; the versions of one topic are one column."""
    named: dict[str, str] = {}
    found: dict[str, list[int]] = {}
    topics = cast("Iterable[Topic]", Topic.objects.order_by("position", "-starts_on", "pk"))
    for topic in topics:
        if topic.is_sensitive and not with_sensitive:
            continue
        heading = named.setdefault(topic.code, _("Topic: %(name)s") % {"name": topic.name})
        found.setdefault(heading, []).append(topic.pk)
    return found


def _readers(columns: Sequence[ExportColumn]) -> list[Reader | None]:
    words = Words(
        units={each.pk: each.name for each in Unit.objects.all()},
        organizations={each.pk: each.name for each in Organization.objects.all()},
        payers={each.pk: each.name for each in FundingCode.objects.all()},
        people=dict(User.objects.values_list("pk", "display_name")),
    )
    return [column.reader(words) if column.reader else None for column in columns]

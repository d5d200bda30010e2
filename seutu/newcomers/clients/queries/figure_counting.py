"""Counting rows of the register for figures, by one question for each table.

Counting acts as the system, since a figure is of whole municipalities and not of what one worker may see. What leaves
here are numbers alone, of the municipalities that the question names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Aggregate, DateField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, TruncDate

from seutu.newcomers.clients.models import Client, scoped
from seutu.newcomers.clients.queries.figure_columns import OF_PLACES, PERIOD_OF, Column
from seutu.shared.core.figures import NOT_KNOWN, FigureCell, FigureQuestion
from seutu.shared.organizations.models import Organization

Key = tuple[str, ...]


def restricted_clients() -> QuerySet[Client]:
    """Protected clients, and those the processing of whose data is restricted."""
    return Client.objects.filter(Q(is_protected=True) | Q(processing_restricted=True))


def restricted_by_client() -> Q:
    """Rows of contacts, or of the service path, that are of a restricted client."""
    return Q(client__in=restricted_clients().values("pk"))


@dataclass(frozen=True, kw_only=True)
class Counting:
    """What is counted of one table: which rows, how, and from what each dimension is read.

    ``day`` is the field that says when it was, ``provider`` the one of the municipality that did the work;
    ``restricted`` says which rows are of restricted clients, None where rows are of nobody.
    """

    model: type[Model]
    condition: Q
    measure: Aggregate
    columns: Mapping[str, Column]
    day: str = "occurred_on"
    provider: str = "provider_municipality"
    is_instant: bool = False
    restricted: Callable[[], Q] | None = restricted_by_client


@dataclass
class Tally:
    """What was counted by values, and how much of it is of nobody who is restricted."""

    numbers: Counter[Key] = field(default_factory=Counter)
    open_numbers: Counter[Key] = field(default_factory=Counter)

    def count(self, values: Key, number: int, open_number: int) -> None:
        """Add what was counted with these values."""
        if number:
            self.numbers[values] += number
            self.open_numbers[values] += open_number

    def add(self, other: Tally) -> None:
        """Add what was counted elsewhere; numbers of different days or tables, none of which is in both."""
        self.numbers.update(other.numbers)
        self.open_numbers.update(other.open_numbers)


@dataclass(frozen=True)
class Places:
    """Municipalities by id and by the word of their address: rows have the id, figures tell the word."""

    words: Mapping[str, str]
    ids: Mapping[str, str]

    @classmethod
    def read(cls) -> Places:
        """All that there are."""
        words = {str(pk): slug for pk, slug in Organization.objects.values_list("pk", "slug")}
        return cls(words, {slug: pk for pk, slug in words.items()})

    def cells(self, found: Tally, by: Sequence[str]) -> list[FigureCell]:
        """The cells that are not empty, in the order of their values."""
        return sorted(
            (
                FigureCell(self.told(by, values), number, found.open_numbers[values])
                for values, number in found.numbers.items()
            ),
            key=lambda cell: cell.values,
        )

    def told(self, by: Sequence[str], values: Key) -> Key:
        """The values as figures tell them."""
        return tuple(
            self.words.get(value, value) if key in OF_PLACES else value for key, value in zip(by, values, strict=True)
        )

    def asked(self, key: str, values: frozenset[str]) -> list[str]:
        """Values of figures as rows have them."""
        return sorted(self.ids.get(value, value) for value in values) if key in OF_PLACES else sorted(values)


def tally(countings: Sequence[Counting], question: FigureQuestion, places: Places) -> Tally:
    """Count the rows; only while acting as the system."""
    found = Tally()
    for counting in countings:
        for values, number, is_open in _groups(counting, question, places):
            found.count(values, number, number if is_open else 0)
    return found


def _groups(counting: Counting, question: FigureQuestion, places: Places) -> Iterator[tuple[Key, int, bool]]:
    """The values of each group, how many it has, and whether they are open ones."""
    rows = _rows(counting, question)
    if counting.restricted is None:
        yield from ((values, number, True) for values, number in _grouped(rows, counting, question, places))
        return
    restricted = counting.restricted()
    for values, number in _grouped(rows.exclude(restricted), counting, question, places):
        yield values, number, True
    for values, number in _grouped(rows.filter(restricted), counting, question, places, is_restricted=True):
        yield values, number, False


def _rows(counting: Counting, question: FigureQuestion) -> QuerySet[Any]:
    rows: QuerySet[Any] = scoped(counting.model._default_manager.filter(counting.condition))
    day = TruncDate(counting.day) if counting.is_instant else F(counting.day)
    rows = rows.annotate(_day=day).filter(_day__range=(question.starts_on, question.ends_on))
    if question.organizations is not None:
        rows = rows.filter(**{f"{counting.provider}__in": sorted(question.organizations)})
    return rows


def _grouped(
    rows: QuerySet[Any],
    counting: Counting,
    question: FigureQuestion,
    places: Places,
    *,
    is_restricted: bool = False,
) -> Iterator[tuple[Key, int]]:
    hidden = {key for key, column in counting.columns.items() if column.about_person and is_restricted}
    if any(NOT_KNOWN not in allowed for key, allowed in question.only.items() if key in hidden):
        return
    for key in question.only.keys() - hidden:
        rows = rows.annotate(**{f"_only_{key}": _expression(counting, key)})
        allowed = places.asked(key, question.only[key])
        rows = rows.filter(**{f"_only_{key}__in": _typed(rows, f"_only_{key}", allowed)})
    by = {f"_by_{key}": Value(NOT_KNOWN) if key in hidden else _expression(counting, key) for key in question.by}
    if not by:
        yield (), rows.aggregate(number=counting.measure)["number"] or 0
        return
    grouped = rows.annotate(**by).order_by().values_list(*by).annotate(_number=counting.measure)
    for *values, number in grouped:
        yield tuple(NOT_KNOWN if value is None else str(value) for value in values), number or 0


def _expression(counting: Counting, key: str) -> Any:
    if key in PERIOD_OF:
        return PERIOD_OF[key](Cast("_day", DateField()) if counting.is_instant else F(counting.day))
    return counting.columns[key].expression


def _typed(rows: QuerySet[Any], name: str, values: Sequence[str]) -> list[Any]:
    """The values as the database keeps them: an id that is no number is nobody's."""
    field = rows.query.annotations[name].output_field
    if field.get_internal_type() in {"CharField", "TextField", "SlugField"}:
        return list(values)
    return [int(value) for value in values if value.isdecimal()]

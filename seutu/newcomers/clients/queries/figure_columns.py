"""How figures read their dimensions from rows: the SQL of each column, and which of them tell about a person.

A value is a code: what was not asked, not told or not known is `NOT_KNOWN` already in the database, so that nobody is
counted twice under it. Municipalities are counted by id and told by the word of their address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, Func, Value, When
from django.db.models.functions import Cast, Coalesce

from seutu.newcomers.clients.models import MunicipalityKind
from seutu.shared.core.figures import NOT_KNOWN

PERIODS = ("month", "quarter", "year")
# These are counted by the id of the municipality.
OF_PLACES = frozenset({"provider_municipality", "client_municipality"})
NOT_TOLD = ("not_asked", "no_answer", "unknown", "")


@dataclass(frozen=True, slots=True)
class Column:
    """What a dimension is read from. Of restricted clients, what is ``about_person`` is never read."""

    expression: Any
    about_person: bool = False


class _OfDay(Func):
    """A month, quarter or year of a day, as text. SQLite keeps days as text, so it is cut and not computed."""

    output_field = CharField()
    arity = 1


class Month(_OfDay):
    """``2022-03``."""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 1, 7)", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="TO_CHAR(%(expressions)s, 'YYYY-MM')", **context)


class Quarter(_OfDay):
    """``2022-Q1``."""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        sql, params = compiler.compile(self.source_expressions[0])
        quarter = f"SUBSTR({sql}, 1, 4) || '-Q' || ((SUBSTR({sql}, 6, 2) + 2) / 3)"
        return quarter, (*params, *params)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="TO_CHAR(%(expressions)s, 'YYYY-\"Q\"Q')", **context)


class Year(_OfDay):
    """``2022``."""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 1, 4)", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="TO_CHAR(%(expressions)s, 'YYYY')", **context)


PERIOD_OF: Mapping[str, type[_OfDay]] = {"month": Month, "quarter": Quarter, "year": Year}


def asked(path: str) -> Column:
    """A column of what a person was asked."""
    told = Case(When(**{f"{path}__in": NOT_TOLD}, then=Value(NOT_KNOWN)), default=F(path), output_field=CharField())
    return Column(told, about_person=True)


def municipality(path: str, kind: str) -> Column:
    """A column of where somebody lives: a municipality by its id, else what is known."""
    named = Cast(f"{path}_id", CharField())
    other = Case(
        When(**{kind: MunicipalityKind.UNKNOWN}, then=Value(NOT_KNOWN)), default=F(kind), output_field=CharField()
    )
    return Column(Coalesce(named, other), about_person=True)


def work(path: str) -> Column:
    """A column that tells of the work, whoever it was done for."""
    return Column(F(path))


def provider(path: str) -> Column:
    """A municipality that did the work. As text: grouped by the id, SQLite walks an index of it row by row."""
    return Column(Cast(f"{path}_id", CharField()))


_OF_WORK = {
    "provider_municipality": provider("provider_municipality"),
    "unit": work("unit_id"),
    "funding_code": work("funding_code__code"),
}

CONTACT: Mapping[str, Column] = {
    **_OF_WORK,
    "channel": work("channel"),
    "reach": work("reach"),
    "client_municipality": municipality("client_municipality", "client_municipality_kind"),
    "own_language": asked("language"),
    "service_language": Column(F("service_language"), about_person=True),
    "interpreting": Column(F("interpreting"), about_person=True),
    "on_behalf": Column(F("on_behalf"), about_person=True),
    "outcome": Column(F("outcome"), about_person=True),
    "age_band": asked("age_band"),
    "gender": asked("gender"),
    "citizenship_group": asked("citizenship_group"),
    "years_band": asked("years_band"),
    "basis_group": asked("basis_group"),
    "visit_kind": asked("visit_kind"),
    "work_kind": Column(Value("contact")),
}
# Hours are those of workers: broken down by people, a cell of one talk would show that there was one.
WORK_OF_CONTACT: Mapping[str, Column] = {key: column for key, column in CONTACT.items() if not column.about_person}
TOPIC = {"topic": Column(F("topics__code"), about_person=True)}
GROUP_SESSION: Mapping[str, Column] = {
    **_OF_WORK,
    "service_language": work("service_language"),
    "work_kind": Column(Value("group_session")),
}
OTHER_WORK: Mapping[str, Column] = {**_OF_WORK, "work_kind": work("kind")}
# What stands on the service path is counted under the controller of the client, as the client is today.
PATH: Mapping[str, Column] = {
    "provider_municipality": provider("client__controller"),
    "unit": work("client__unit_id"),
    "client_municipality": municipality("client__municipality", "client__municipality_kind"),
    "gender": asked("client__gender"),
    "basis_group": asked("client__basis_group"),
}
STATUS: Mapping[str, Column] = {
    **PATH,
    "status_point": work("point"),
    "work_status": asked("work"),
    "studies_status": asked("studies"),
}

"""A copy of everything that is kept about one client, as the client gets it (GDPR 15)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.db.models import Field, ForeignKey, ManyToManyField, Model
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seutu.newcomers.clients.languages import country_name, language_name
from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.traces import Trace, resolved, traces_of
from seutu.shared.core import clock
from seutu.shared.core.registry import PersonalData, personal_data
from seutu.shared.law.integration import assessment_sections, plan_sections
from seutu.shared.ui.dates import clock_time, day, day_and_time

LANGUAGES = frozenset({"language", "mother_tongue", "service_language", "interpreter_language"})
COUNTRIES = frozenset({"citizenships"})
SECTIONS = frozenset({"sections"})
# A list of everything one has is read by the person, not by the machine: more lines than this are in no record.
TRACES_AT_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Value:
    """One value: the field's name and label, the value for a program, and in words ("" when there is none)."""

    name: str
    label: str
    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one kind."""

    key: str
    label: str
    rows: list[list[Value]]


@dataclass(frozen=True, slots=True)
class OwnData:
    """The whole copy. ``names_viewers`` says whether those who looked are named (see docs/data-protection.md)."""

    client: Client
    made_at: dt.datetime
    language: str
    sections: list[Section]
    traces: list[Trace]
    names_viewers: bool


def own_data_of(client: Client) -> OwnData:
    """Everything that is told of ``client``, in the active language."""
    entries = sorted(personal_data.entries(), key=lambda entry: entry.key != "clients.client")
    return OwnData(
        client=client,
        made_at=clock.now(),
        language=get_language() or "fi",
        sections=[_section(entry, client) for entry in entries if entry.told],
        traces=resolved(list(traces_of(client)[:TRACES_AT_MOST])),
        names_viewers=settings.NAMES_OF_VIEWERS,
    )


def _section(entry: PersonalData, client: Client) -> Section:
    return Section(entry.key, str(entry.label), [_row(row, entry.told) for row in _loaded(entry, client)])


def _loaded(entry: PersonalData, client: Client) -> Iterable[Model]:
    rows: Any = entry.rows(client.pk)
    if not hasattr(rows, "select_related"):
        return cast("Iterable[Model]", rows)
    fields = {field.name: field for field in rows.model._meta.get_fields()}
    ones = [name for name in entry.told if isinstance(fields[name], ForeignKey)]
    many = [name for name in entry.told if isinstance(fields[name], ManyToManyField)]
    rows = rows.select_related(*ones) if ones else rows
    return cast("Iterable[Model]", rows.prefetch_related(*many))


def _row(row: Model, told: Iterable[str]) -> list[Value]:
    return [_value(row, name) for name in told]


def _value(row: Model, name: str) -> Value:
    field = cast("Field[Any, Any]", row._meta.get_field(name))
    label = str(field.verbose_name)
    label = label[:1].upper() + label[1:]
    given = getattr(row, name)
    if isinstance(field, ManyToManyField):
        names = [str(each) for each in given.all()]
        return Value(name, label, names, ", ".join(names))
    if isinstance(given, Model):
        named = _named(given)
        return Value(name, label, named, named)
    return Value(name, label, _plain(given), _in_words(row, name, given))


def _named(other: Model) -> str:
    if isinstance(other, Client):
        return other.reference
    return str(getattr(other, "name", "") or getattr(other, "display_name", "") or other)


def _plain(given: Any) -> Any:
    if isinstance(given, dt.datetime):
        return given.astimezone(dt.UTC).isoformat()
    if isinstance(given, (dt.date, dt.time)):
        return given.isoformat()
    return None if given in ("", []) else given


def _in_words(row: Model, name: str, given: Any) -> str:
    if given in (None, "", [], {}):
        return ""
    if isinstance(given, bool):
        return _("yes") if given else _("no")
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    if name in LANGUAGES:
        return language_name(given)
    if name in COUNTRIES:
        return ", ".join(country_name(code) for code in given)
    return _sections_in_words(given) if name in SECTIONS else _written(given)


def _written(given: Any) -> str:
    if isinstance(given, dict):
        return "\n".join(f"{key}: {_written(value)}" for key, value in given.items() if value not in (None, "", []))
    if isinstance(given, list):
        return ", ".join(_written(each) for each in given)
    if isinstance(given, dt.datetime):
        return day_and_time(given)
    if isinstance(given, dt.date):
        return day(given)
    return clock_time(given) if isinstance(given, dt.time) else str(given)


def _sections_in_words(given: Any) -> str:
    if not isinstance(given, dict):
        return _written(given)
    names = _names_of_sections()
    return "\n".join(f"{names.get(key, key)}: {_section_text(part)}" for key, part in given.items())


def _section_text(part: Any) -> str:
    if not isinstance(part, dict):
        return _written(part)
    return str(part.get("text") or "") or (_("does not apply") if part.get("not_applicable") else "–")


def _names_of_sections() -> dict[str, str]:
    today, language = clock.today(), get_language() or "fi"
    parts = (*assessment_sections(today), *plan_sections(today))
    return {part.code: part.words.in_language(language) for part in parts}

"""The columns of exported tables: where each comes from, how it is written, and what it means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.languages import LANGUAGES, language_name
from seutu.newcomers.clients.models import choices
from seutu.shared.core import clock
from seutu.shared.documents.spreadsheets import Cell


@dataclass(frozen=True)
class Words:
    """Names that cells refer to by key, in the reader's language."""

    units: Mapping[int, str]
    organizations: Mapping[int, str]
    payers: Mapping[int, str]
    people: Mapping[int, str]


Reader = Callable[[Any], Cell]


@dataclass(frozen=True)
class ExportColumn:
    """A column: ``source`` is the path of the value, ``reader`` makes what writes it, and none writes it as it is."""

    name: str
    label: Any
    meaning: Any
    source: str
    reader: Callable[[Words], Reader] | None = None


def _coded(coded: type[models.TextChoices]) -> Callable[[Words], Reader]:
    def reader(words: Words) -> Reader:
        labels = {str(value): str(capfirst(label)) for value, label in coded.choices}
        return lambda value: labels.get(value, value)

    return reader


def _named(kind: str) -> Callable[[Words], Reader]:
    return lambda words: lambda key: getattr(words, kind).get(key, "")


def _language(words: Words) -> Reader:
    names = {code: language_name(code) for code in LANGUAGES}
    return lambda code: names.get(code, code)


def _day(words: Words) -> Reader:
    def reader(moment: dt.datetime) -> dt.date:
        return clock.day_of(moment)

    return reader


def _yes(words: Words) -> Reader:
    return lambda value: 1 if value else 0


CONTACT_COLUMNS = (
    ExportColumn("occurred_on", _("Day"), _("the day of the contact"), "occurred_on"),
    ExportColumn("started_at", _("Time"), _("when it began, if that was written down"), "started_at"),
    ExportColumn("minutes", _("Duration, minutes"), _("how long it took, as a number"), "minutes"),
    ExportColumn("logged_on", _("Logged"), _("the day on which it was written down"), "logged_at", _day),
    ExportColumn("unit", _("Unit"), _("the unit that served"), "unit_id", _named("units")),
    ExportColumn(
        "provider_municipality",
        _("Provider municipality"),
        _("the municipality of the unit on that day"),
        "provider_municipality_id",
        _named("organizations"),
    ),
    ExportColumn("logged_by", _("Who logged"), _("who wrote it down"), "logged_by_id", _named("people")),
    ExportColumn("funding_code", _("Funding code"), _("who pays for the work"), "funding_code_id", _named("payers")),
    ExportColumn(
        "client", _("Reference of the client"), _("empty when the contact was anonymous"), "client__reference"
    ),
    ExportColumn("is_anonymous", _("Anonymous"), _("1 when the client is not known, else 0"), "is_anonymous", _yes),
    ExportColumn(
        "client_municipality",
        _("Client's municipality"),
        _("a municipality of the region in which the client lives, else empty"),
        "client_municipality_id",
        _named("organizations"),
    ),
    ExportColumn(
        "client_municipality_kind",
        _("Kind of municipality"),
        _("whether it is of the region, another, none or not known"),
        "client_municipality_kind",
        _coded(choices.MunicipalityKind),
    ),
    ExportColumn("gender", _("Gender"), _("as told on that day"), "gender", _coded(choices.Gender)),
    ExportColumn("age_band", _("Age"), _("in bands, on that day"), "age_band", _coded(choices.AgeBand)),
    ExportColumn("language", _("Own language"), _("the client's own language"), "language", _language),
    ExportColumn(
        "citizenship_group",
        _("Citizenship"),
        _("in groups of countries"),
        "citizenship_group",
        _coded(choices.CitizenshipGroup),
    ),
    ExportColumn(
        "years_band", _("Years in Finland"), _("in bands, on that day"), "years_band", _coded(choices.YearsBand)
    ),
    ExportColumn(
        "basis_group",
        _("Basis of residence"),
        _("on what basis the client lives in Finland"),
        "basis_group",
        _coded(choices.BasisGroup),
    ),
    ExportColumn(
        "visit_kind",
        _("First time or returning"),
        _("by the client's own word"),
        "visit_kind",
        _coded(choices.VisitKind),
    ),
    ExportColumn("channel", _("Channel"), _("how the contact went"), "channel", _coded(choices.Channel)),
    ExportColumn(
        "service_language", _("Language of service"), _("the language that was spoken"), "service_language", _language
    ),
    ExportColumn(
        "interpreting", _("Interpreter"), _("how it was interpreted"), "interpreting", _coded(choices.Interpreting)
    ),
    ExportColumn(
        "interpreter_language",
        _("Language of the interpreter"),
        _("empty when there was none"),
        "interpreter_language",
        _language,
    ),
    ExportColumn(
        "interpreter_minutes", _("Interpreted minutes"), _("how long it was interpreted"), "interpreter_minutes"
    ),
    ExportColumn(
        "reach",
        pgettext_lazy("contact", "Reached"),
        _("whether the other person was there"),
        "reach",
        _coded(choices.Reach),
    ),
    ExportColumn("on_behalf", _("On whose behalf"), _("who was in touch"), "on_behalf", _coded(choices.OnBehalf)),
    ExportColumn(
        "outcome", pgettext_lazy("contact", "Outcome"), _("what came of it"), "outcome", _coded(choices.Outcome)
    ),
    ExportColumn("referred_to", _("Referred where"), _("as it was written"), "referred_to"),
    ExportColumn(
        "follow_up_on", _("Follow-up"), _("the day on which it was agreed to be in touch again"), "follow_up_on"
    ),
)

# What points at one client among few, or is written freely: not for who sees a whole municipality and nobody in it.
OF_A_CLIENT = frozenset(
    {"client", "started_at", "logged_by", "language", "citizenship_group", "years_band", "basis_group", "referred_to",
     "follow_up_on", "interpreter_language"}
)  # fmt: skip

CLIENT_COLUMNS = (
    ExportColumn("reference", _("Reference of the client"), _("by which the page of the client is found"), "reference"),
    ExportColumn("shown_name", _("Name"), _("only when it was asked for, with a purpose"), "shown_name"),
    ExportColumn("birth_year", _("Year of birth"), _("as a number"), "birth_year"),
    ExportColumn("mother_tongue", _("Mother tongue"), _("the client's own language"), "mother_tongue", _language),
    ExportColumn(
        "service_language", _("Language of service"), _("in which the client is served"), "service_language", _language
    ),
    ExportColumn(
        "basis_group",
        _("Basis of residence"),
        _("on what basis the client lives in Finland"),
        "basis_group",
        _coded(choices.BasisGroup),
    ),
    ExportColumn(
        "municipality",
        _("Municipality of residence"),
        _("a municipality of the region, else empty"),
        "municipality_id",
        _named("organizations"),
    ),
    ExportColumn(
        "municipality_kind",
        _("Kind of municipality"),
        _("whether it is of the region, another, none or not known"),
        "municipality_kind",
        _coded(choices.MunicipalityKind),
    ),
    ExportColumn("unit", _("Unit"), _("the unit that serves"), "unit_id", _named("units")),
    ExportColumn("began_on", _("Client since"), _("the day on which the service began"), "began_on"),
    ExportColumn(
        "first_permit_on",
        _("First residence permit or registration"),
        _("from which the years of the law are counted"),
        "first_permit_on",
    ),
    ExportColumn("last_contact_on", _("Last contact"), _("the day of the last contact"), "last_contact_on"),
    ExportColumn("ended_on", _("Service ended"), _("empty while the service goes on"), "ended_on"),
    ExportColumn(
        "closing_reason",
        _("Reason for closing"),
        _("empty while the service goes on"),
        "closing_reason",
        _coded(choices.ClosingReason),
    ),
)

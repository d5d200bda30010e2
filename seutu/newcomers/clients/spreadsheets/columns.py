"""What the columns of a spreadsheet can mean, and the headings by which that is guessed."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.spreadsheets.folded import folded

TABLE = Path(__file__).with_name("headings.toml")
CLIENTS, CONTACTS = "clients", "contacts"


@dataclass(frozen=True)
class Column:
    """A meaning that a column can have. ``joins`` when several columns may have it."""

    field: str
    label: Any
    joins: bool = False


COLUMNS: dict[str, tuple[Column, ...]] = {
    CLIENTS: (
        Column("name", pgettext_lazy("column", "whole name")),
        Column("family_name", _("family name")),
        Column("given_names", _("given names"), joins=True),
        Column("patronymic", _("patronymic")),
        Column("birth_date", _("date of birth")),
        Column("birth_year", _("year of birth")),
        Column("identity_code", _("personal identity code")),
        Column("gender", _("gender")),
        Column("mother_tongue", _("mother tongue")),
        Column("service_language", _("language of service")),
        Column("needs_interpreter", _("needs an interpreter")),
        Column("interpreter_language", _("language of the interpreter")),
        Column("citizenships", _("citizenships"), joins=True),
        Column("basis_group", _("basis of residence")),
        Column("first_permit_on", _("first residence permit or registration")),
        Column("is_job_seeker", _("job seeker at the employment authority")),
        Column("municipality", _("municipality of residence")),
        Column("home_municipality_from", _("municipality of residence since")),
        Column("phone", _("telephone")),
        Column("email", _("e-mail")),
        Column("address", _("address"), joins=True),
        Column("is_protected", _("protected client")),
        Column("keyworker", _("responsible counsellor")),
        Column("began_on", _("client since")),
        Column("ended_on", _("service ended")),
        Column("closing_reason", _("reason for closing")),
    ),
    CONTACTS: (
        Column("occurred_on", _("day")),
        Column("started_at", pgettext_lazy("contact", "time")),
        Column("minutes", _("duration, minutes")),
        Column("channel", _("channel")),
        Column("service_language", _("language of service")),
        Column("topics", _("topics"), joins=True),
        Column("funding_code", _("funding code")),
        Column("client", _("reference of the client")),
        Column("identity_code", _("personal identity code")),
        Column("municipality", _("client's municipality")),
        Column("gender", _("gender")),
        Column("age_band", _("age")),
        Column("birth_year", _("year of birth")),
        Column("language", _("own language")),
        Column("citizenship_group", _("citizenship")),
        Column("years_band", _("years in Finland")),
        Column("basis_group", _("basis of residence")),
        Column("visit_kind", _("first time or returning")),
        Column("interpreting", _("interpreter")),
        Column("interpreter_language", _("language of the interpreter")),
        Column("interpreter_minutes", _("interpreted minutes")),
        Column("reach", pgettext_lazy("contact", "reached")),
        Column("on_behalf", _("on whose behalf")),
        Column("outcome", pgettext_lazy("contact", "outcome")),
        Column("referred_to", _("referred where")),
        Column("follow_up_on", _("follow-up")),
        Column("note", pgettext_lazy("contact", "note"), joins=True),
    ),
}


def column(kind: str, field: str) -> Column | None:
    """The column of that meaning."""
    return next((each for each in COLUMNS[kind] if each.field == field), None)


def guessed(kind: str, headings: Sequence[str], remembered: Sequence[str | None]) -> list[str]:
    """What each column means by its heading, or "": as it was chosen before where that is known, else by the words.

    A meaning is guessed once, unless several columns may have it.
    """
    taken: set[str] = set()
    meanings = []
    for heading, before in zip(headings, remembered, strict=True):
        field = _known(kind).get(folded(heading), "") if before is None else before
        meant = column(kind, field)
        if meant is None or (field in taken and not meant.joins):
            field = ""
        taken.add(field)
        meanings.append(field)
    return meanings


def heading_fields(text: str) -> bool:
    """Whether ``text`` is a heading that is known."""
    word = folded(text)
    return bool(word) and any(word in _known(kind) for kind in COLUMNS)


@lru_cache(maxsize=2)
def _known(kind: str) -> dict[str, str]:
    with TABLE.open("rb") as file:
        table = tomllib.load(file)
    return {folded(word): field for field, words in table[kind].items() for word in words}

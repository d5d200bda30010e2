"""Rows of contacts: read, held against what is there, logged by the same action as by hand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import models

from seutu.newcomers.clients.actions.contacts import ContactEntry, log_contact, refusals_of
from seutu.newcomers.clients.actions.import_rows import Cells, Finding, Found, Importing, RowRefused, RowState
from seutu.newcomers.clients.models import (
    AgeBand,
    BasisGroup,
    Channel,
    CitizenshipGroup,
    Client,
    Contact,
    Gender,
    ImportedRow,
    Interpreting,
    MunicipalityKind,
    OnBehalf,
    Outcome,
    Reach,
    Topic,
    VisitKind,
    YearsBand,
    scoped,
)
from seutu.newcomers.clients.models.client import REFERENCE_LENGTH
from seutu.newcomers.clients.models.identity_codes import normalised
from seutu.newcomers.clients.queries.visible import clients_writable_by
from seutu.newcomers.clients.rules import bands
from seutu.newcomers.clients.rules.entries import Reason, Refused
from seutu.newcomers.clients.spreadsheets import values
from seutu.newcomers.clients.spreadsheets.unclear import Problem, Unclear
from seutu.shared.organizations.models import Organization

LONGEST_NOTE, LONGEST_REFERRAL = 4000, 120
OLDEST = 120
NO_TOPICS: list[Topic] = []
NOWHERE: tuple[Organization | None, MunicipalityKind] = (None, MunicipalityKind.UNKNOWN)

_REASONS = {
    Reason.IN_FUTURE: Problem.IN_FUTURE,
    Reason.UNIT_NOT_YOURS: Problem.NOT_YOURS,
    Reason.CLIENT_NOT_YOURS: Problem.UNKNOWN_CLIENT,
    Reason.NOTE_ON_ANONYMOUS: Problem.NOTE_ON_ANONYMOUS,
    Reason.IDENTITY_CODE: Problem.CODE_IN_TEXT,
    Reason.FOLLOW_UP_BEFORE: Problem.ENDS_BEFORE,
    Reason.INTERPRETER_MISSING: Problem.INTERPRETER_MISSING,
    Reason.DAY_LOCKED: Problem.DAY_LOCKED,
}
# What two contacts have in common that say the same.
_SAME = ("occurred_on", "started_at", "minutes", "channel", "service_language", "client_id")


class ContactRows:
    """Rows of contacts of one import."""

    def __init__(self, importing: Importing) -> None:
        self.importing = importing
        self._clients: dict[str, Client | None] = {}
        self._seen: Counter[tuple[Any, ...]] = Counter()
        self._present: Counter[tuple[Any, ...]] = Counter()
        self._days: set[dt.date] = set()

    def try_row(self, number: int, texts: Mapping[str, str]) -> Finding:
        entry, problems = self._read(texts)
        if entry is None:
            return Finding(number, RowState.PROBLEM, problems)
        if self._is_present(entry):
            return Finding(number, RowState.DUPLICATE, [("", Problem.SAME_CONTACT)])
        return Finding(number, RowState.NEW)

    def write_row(self, number: int, texts: Mapping[str, str], finding: Finding) -> ImportedRow:
        entry, problems = self._read(texts)
        if entry is None:
            raise RowRefused(problems)
        try:
            contact = log_contact(entry, by=self.importing.worker)
        except Refused as refused:
            raise RowRefused(_problems_of(refused.refusals)) from refused
        return ImportedRow(row_number=number, contact=contact)

    def _is_present(self, entry: ContactEntry) -> bool:
        """Whether the register has as many contacts that say the same as the rows so far: two calls may be alike."""
        if entry.occurred_on not in self._days:
            self._days.add(entry.occurred_on)
            of_day = scoped(Contact.objects.filter(unit=entry.unit, occurred_on=entry.occurred_on))
            self._present.update(of_day.values_list(*_SAME))
        same = tuple(
            getattr(entry, name) if name != "client_id" else entry.client and entry.client.pk for name in _SAME
        )
        self._seen[same] += 1
        return self._present[same] >= self._seen[same]

    # -- reading --------------------------------------------------------------------------------

    def _read(self, texts: Mapping[str, str]) -> tuple[ContactEntry | None, list[Found]]:
        """The entry that a row makes, or what is wrong with it."""
        cells = Cells({**self.importing.defaults, **texts})
        day = cells.read("occurred_on", values.past_day, None)
        for name in ("occurred_on", "minutes", "channel", "service_language", "funding_code"):
            if not cells.texts.get(name):
                cells.refuse(name, Problem.MISSING)
        given = {**self._work(cells, day or dt.date.max), **self._contact(cells)}
        client = self._client(cells)
        person = {} if client or day is None else self._person(cells, day)
        if cells.problems or day is None:
            return None, cells.problems
        entry = ContactEntry(occurred_on=day, unit=self.importing.words.unit, client=client, **given, **person)
        refusals = refusals_of(entry, self.importing.worker)
        return (None, _problems_of(refusals)) if refusals else (entry, [])

    def _work(self, cells: Cells, day: dt.date) -> dict[str, Any]:
        words = self.importing.words
        return {
            "minutes": cells.read("minutes", values.minutes, 0),
            "started_at": cells.read("started_at", values.time, None),
            "funding_code": cells.read("funding_code", lambda text: words.funding_code(text, day), None),
            "topics": cells.read("topics", lambda text: words.topics_named(text, day), NO_TOPICS),
        }

    def _contact(self, cells: Cells) -> dict[str, Any]:
        return {
            "channel": _coded(cells, Channel, "channel", Channel.PHONE),
            "service_language": cells.read("service_language", values.language, ""),
            "interpreting": _interpreting(cells),
            "interpreter_language": cells.read("interpreter_language", values.language, ""),
            "interpreter_minutes": cells.read("interpreter_minutes", values.minutes, None),
            "reach": _coded(cells, Reach, "reach", Reach.REACHED),
            "on_behalf": _coded(cells, OnBehalf, "on_behalf", OnBehalf.CLIENT),
            "outcome": _coded(cells, Outcome, "outcome", Outcome.ADVISED),
            "visit_kind": _coded(cells, VisitKind, "visit_kind", VisitKind.NOT_ASKED),
            "referred_to": cells.text("referred_to", LONGEST_REFERRAL),
            "follow_up_on": cells.read("follow_up_on", values.day, None),
            "note": cells.text("note", LONGEST_NOTE),
        }

    def _person(self, cells: Cells, day: dt.date) -> dict[str, Any]:
        municipality, kind = cells.read("municipality", self.importing.words.municipality, NOWHERE)
        born = cells.read("birth_year", values.year, None)
        by_birth = bands.age_band(born, day)
        return {
            "municipality": municipality,
            "municipality_kind": kind,
            "gender": _coded(cells, Gender, "gender", Gender.NOT_ASKED),
            "age_band": cells.read("age_band", lambda text: _age_band(text, day), by_birth),
            "language": cells.read("language", values.language, ""),
            "citizenship_group": cells.read("citizenship_group", _citizenship, CitizenshipGroup.NOT_ASKED),
            "years_band": cells.read("years_band", lambda text: _years_band(text, day), YearsBand.NOT_ASKED),
            "basis_group": _coded(cells, BasisGroup, "basis_group", BasisGroup.NOT_ASKED),
        }

    def _client(self, cells: Cells) -> Client | None:
        """The client that a row names by reference or by identity code."""
        name = "client" if cells.texts.get("client") else "identity_code"
        text = cells.texts.get(name, "")
        if not text:
            return None
        if text not in self._clients:
            self._clients[text] = self._client_named(name, text)
        found = self._clients[text]
        if found is None:
            is_code = name == "client" or normalised(text)
            cells.refuse(name, Problem.UNKNOWN_CLIENT if is_code else Problem.NOT_AN_IDENTITY_CODE)
        return found

    def _client_named(self, name: str, text: str) -> Client | None:
        rows = clients_writable_by(self.importing.worker).select_related("municipality")
        if name == "client":
            reference = "".join(text.split()).upper()
            return rows.filter(reference=reference).first() if len(reference) == REFERENCE_LENGTH else None
        code = normalised(text)
        here = rows.filter(controller=self.importing.words.unit.organization_id)
        return here.filter(identity_code_index__of=code).first() if code else None


def _coded(cells: Cells, choices: type[models.TextChoices], name: str, empty: Any) -> Any:
    return choices(cells.read(name, lambda text: values.code(choices, name, text), empty))


def _interpreting(cells: Cells) -> Interpreting:
    told = _coded(cells, Interpreting, "interpreting", Interpreting.NONE)
    # Who writes the language of the interpreter and not the way had one.
    is_told = cells.texts.get("interpreting") or not cells.texts.get("interpreter_language")
    return Interpreting(told) if is_told else Interpreting.ON_SITE


def _age_band(text: str, day: dt.date) -> AgeBand:
    if text.strip().isdigit() and int(text) <= OLDEST:
        return bands.age_band(day.year - int(text), day)
    return AgeBand(values.code(AgeBand, "age_band", text))


def _years_band(text: str, day: dt.date) -> YearsBand:
    if text.strip().isdigit() and int(text) <= OLDEST:
        return bands.years_band(dt.date(day.year - int(text), 1, 1), day)
    return YearsBand(values.code(YearsBand, "years_band", text))


def _citizenship(text: str) -> CitizenshipGroup:
    try:
        return CitizenshipGroup(values.code(CitizenshipGroup, "citizenship_group", text))
    except Unclear:
        return bands.citizenship_group([values.country(part) for part in values.parts(text)])


def _problems_of(refusals: Any) -> list[Found]:
    found = []
    for refusal in refusals:
        problem = _REASONS.get(refusal.reason)
        if problem is None:
            problem = Problem.UNKNOWN_TOPIC if refusal.field == "topics" else Problem.UNKNOWN_FUNDING
        found.append(("" if refusal.field == "unit" else refusal.field, problem))
    return found

"""Rows of clients: read, held against who is there, made by the same action as by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from seutu.newcomers.clients.actions.clients import (
    CannotBeKeyworker,
    DuplicateReason,
    LikelyDuplicate,
    NewClient,
    NotOfThisUnit,
    create_client,
)
from seutu.newcomers.clients.actions.import_rows import Cells, Finding, Found, Importing, RowRefused, RowState
from seutu.newcomers.clients.actions.names import NameInput
from seutu.newcomers.clients.models import BasisGroup, ClosingReason, Gender, ImportedRow, new_reference
from seutu.newcomers.clients.models.identity_codes import normalised
from seutu.newcomers.clients.names import NEAR, search_keys, similarity
from seutu.newcomers.clients.queries.duplicates import Duplicates, duplicates_of
from seutu.newcomers.clients.queries.finding import OTHER_DAY, OTHER_YEAR, SAME_BIRTH, SAME_YEAR
from seutu.newcomers.clients.spreadsheets import values
from seutu.newcomers.clients.spreadsheets.unclear import Problem, Unclear
from seutu.newcomers.clients.typed_text import one_line

LONGEST_NAME, LONGEST_LINE, LONGEST_ADDRESS = 100, 100, 400
MOST_COMPARED = 200
NOTHING: list[str] = []
_CENTURIES = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}


class RowsAbove:
    """The people of the rows so far, to be found by keys as those in the register are."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[tuple[str, dt.date | None, int | None]]] = {}

    def has_one_like(self, given: NewClient) -> bool:
        """Whether one of them is likely the same person; the person is one of them from now on."""
        name, born, year = given.names[0].whole, given.values["birth_date"], given.values["birth_year"]
        person = (name, born, born.year if born else year)
        keys = search_keys(name)
        above = {each for key in keys for each in self._by_key.get(key, [])[-MOST_COMPARED:]}
        for key in keys:
            self._by_key.setdefault(key, []).append(person)
        return any(_likeness(person, each) >= NEAR for each in above)


def _likeness(one: tuple[str, dt.date | None, int | None], other: tuple[str, dt.date | None, int | None]) -> float:
    # As `queries.finding` has it, for those who are not in the register yet.
    alike = similarity(one[0], other[0])
    if one[1] and other[1]:
        return alike + (SAME_BIRTH if one[1] == other[1] else OTHER_DAY)
    if one[2] and other[2]:
        return alike + (SAME_YEAR if one[2] == other[2] else OTHER_YEAR)
    return alike


class ClientRows:
    """Rows of clients of one import."""

    def __init__(self, importing: Importing) -> None:
        self.importing = importing
        self._codes: dict[str, int] = {}
        self._above = RowsAbove()

    def try_row(self, number: int, texts: Mapping[str, str]) -> Finding:
        given, problems = self._read(texts)
        if problems:
            return Finding(number, RowState.PROBLEM, problems)
        duplicates = duplicates_of(self.importing.worker, given.names, given.values)
        found = [*self._twice(number, given), *_alike(duplicates)]
        if not found:
            return Finding(number, RowState.NEW)
        return Finding(number, RowState.DUPLICATE, found, [each.client.reference for each in duplicates.near[:3]])

    def write_row(self, number: int, texts: Mapping[str, str], finding: Finding) -> ImportedRow:
        given, problems = self._read(texts)
        if problems:
            raise RowRefused(problems)
        if finding.state == RowState.DUPLICATE:
            given = _all_the_same(given)
        try:
            client = create_client(given, worker=self.importing.worker, by=self.importing.by)
        except LikelyDuplicate as duplicate:
            # Somebody has made them since the rows were tried.
            raise RowRefused(_alike(duplicate.duplicates)) from duplicate
        except NotOfThisUnit as error:
            raise RowRefused([("", Problem.NOT_YOURS)]) from error
        except CannotBeKeyworker as error:
            raise RowRefused([("keyworker", Problem.UNKNOWN_WORKER)]) from error
        return ImportedRow(row_number=number, client=client)

    def _twice(self, number: int, given: NewClient) -> list[Found]:
        """Whether a row above has the same person: by code, or likely so by name and birth."""
        code = given.values["identity_code"] or ""
        if code and self._codes.setdefault(code, number) != number:
            return [("identity_code", Problem.SAME_CODE)]
        return [("", Problem.TWICE_IN_FILE)] if self._above.has_one_like(given) else []

    # -- reading --------------------------------------------------------------------------------

    def _read(self, texts: Mapping[str, str]) -> tuple[NewClient, list[Found]]:
        cells = Cells(texts)
        names = _names(cells)
        given = {**self._person(cells), **self._life(cells), **self._service(cells)}
        details = {
            "phone": one_line(cells.text("phone", LONGEST_LINE)),
            "email": cells.read("email", _email, ""),
            "address": cells.text("address", LONGEST_ADDRESS),
        }
        made = NewClient(
            reference=new_reference(),
            unit=self.importing.words.unit,
            names=names,
            values=given,
            contact_details=details,
        )
        return made, cells.problems

    def _person(self, cells: Cells) -> dict[str, Any]:
        code = cells.read("identity_code", _identity_code, "")
        born = cells.read("birth_date", _birth, None)
        day = born if isinstance(born, dt.date) else None
        by_code = _born_by(code) if code else None
        if day and by_code and day != by_code:
            cells.refuse("birth_date", Problem.OTHER_BIRTH)
        year = cells.read("birth_year", values.year, born if isinstance(born, int) else None)
        return {
            "identity_code": code or None,
            "birth_date": day or by_code,
            "birth_year": year,
            "gender": cells.read("gender", lambda text: values.code(Gender, "gender", text), Gender.NOT_ASKED.value),
            "citizenships": cells.read("citizenships", _countries, NOTHING),
            "mother_tongue": cells.read("mother_tongue", values.language, ""),
        }

    def _life(self, cells: Cells) -> dict[str, Any]:
        nowhere = self.importing.words.municipality(self.importing.defaults.get("municipality") or "unknown")
        municipality, kind = cells.read("municipality", self.importing.words.municipality, nowhere)
        basis = cells.read(
            "basis_group", lambda text: values.code(BasisGroup, "basis_group", text), BasisGroup.NOT_ASKED.value
        )
        return {
            "basis_group": basis,
            "first_permit_on": cells.read("first_permit_on", values.past_day, None),
            "is_job_seeker": cells.read("is_job_seeker", values.is_yes, empty=False),
            "municipality": municipality,
            "municipality_kind": kind,
            "home_municipality_from": cells.read("home_municipality_from", values.day, None),
        }

    def _service(self, cells: Cells) -> dict[str, Any]:
        words, by = self.importing.words, self.importing.by
        given: dict[str, Any] = {
            "service_language": cells.read("service_language", values.language, ""),
            "needs_interpreter": cells.read("needs_interpreter", values.is_yes, empty=False),
            "interpreter_language": cells.read("interpreter_language", values.language, ""),
            "is_protected": cells.read("is_protected", values.is_yes, empty=False),
            "keyworker": cells.read("keyworker", words.worker, None),
        }
        if given["is_protected"] and not given["keyworker"] and by not in words.workers.values():
            cells.refuse("keyworker", Problem.MISSING)
        return given | _times(cells)


def _times(cells: Cells) -> dict[str, Any]:
    began = cells.read("began_on", values.past_day, None)
    ended = cells.read("ended_on", values.past_day, None)
    reason = cells.read(
        "closing_reason", lambda text: values.code(ClosingReason, "closing_reason", text), ClosingReason.OTHER.value
    )
    if not ended:
        return {"began_on": began} if began else {}
    if not began:
        cells.refuse("began_on", Problem.MISSING)
    elif ended < began:
        cells.refuse("ended_on", Problem.ENDS_BEFORE)
    return {"began_on": began, "ended_on": ended, "closing_reason": reason}


def _names(cells: Cells) -> list[NameInput]:
    family, given, patronymic = (
        one_line(cells.text(name, LONGEST_NAME)) for name in ("family_name", "given_names", "patronymic")
    )
    if not (family or given):
        # Which word of a whole name is the family's nobody knows but by a comma: then it stays whole.
        family, _comma, given = (one_line(part) for part in cells.text("name", LONGEST_NAME).partition(","))
    if not (family or given):
        cells.refuse("family_name" if not cells.texts.get("name") else "name", Problem.MISSING)
    return [NameInput(family, given, patronymic)]


def _alike(duplicates: Duplicates) -> list[Found]:
    if any(each.by == "identity_code" for each in duplicates.near):
        return [("identity_code", Problem.SAME_CODE)]
    near: list[Found] = [("", Problem.ALIKE)] if duplicates.near else []
    return [*near, *([("", Problem.ALIKE_ELSEWHERE)] if duplicates.elsewhere else [])]


def _all_the_same(given: NewClient) -> NewClient:
    return NewClient(
        reference=given.reference,
        unit=given.unit,
        names=given.names,
        values=given.values,
        contact_details=given.contact_details,
        duplicate_reason=DuplicateReason.UNCERTAIN.value,
    )


def _identity_code(text: str) -> str:
    code = normalised(text)
    if not code:
        raise Unclear(Problem.NOT_AN_IDENTITY_CODE)
    return code


def _born_by(code: str) -> dt.date | None:
    """The day of birth that an identity code says; it has been found right."""
    born = dt.date(_CENTURIES[code[6]] + int(code[4:6]), int(code[2:4]), int(code[:2]))
    return born if born.year >= values.OLDEST_YEAR else None


def _birth(text: str) -> dt.date | int:
    """A day of birth, or only its year."""
    return values.year(text) if text.strip().isdigit() and len(text.strip()) == len("1990") else values.past_day(text)


def _countries(text: str) -> list[str]:
    try:
        return [values.country(text)]
    except Unclear:
        return list(dict.fromkeys(values.country(part) for part in values.parts(text)))


def _email(text: str) -> str:
    address = one_line(text)
    try:
        validate_email(address)
    except ValidationError as error:
        raise Unclear(Problem.NOT_AN_EMAIL) from error
    return address

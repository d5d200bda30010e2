"""The register's own words for the cells of a spreadsheet: municipalities, topics, payers, workers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar, cast

from seutu.newcomers.clients.models import FundingCode, MunicipalityKind, Topic
from seutu.newcomers.clients.models.codes import Code
from seutu.newcomers.clients.queries.workers import workers_serving_in_any
from seutu.newcomers.clients.spreadsheets import values
from seutu.newcomers.clients.spreadsheets.folded import folded
from seutu.newcomers.clients.spreadsheets.unclear import Problem, Unclear
from seutu.shared.accounts.models import User
from seutu.shared.core.municipalities import by_name
from seutu.shared.organizations.models import Organization, Unit

NEARLY = 0.8
C = TypeVar("C", bound=Code)


@dataclass(frozen=True)
class RegisterWords:
    """What cells can name, asked once for all the rows of an import."""

    unit: Unit
    municipalities: Mapping[str, Organization] = field(default_factory=dict)
    topics: Mapping[str, Sequence[Topic]] = field(default_factory=dict)
    funding_codes: Mapping[str, Sequence[FundingCode]] = field(default_factory=dict)
    workers: Mapping[str, User] = field(default_factory=dict)

    def municipality(self, text: str) -> tuple[Organization | None, MunicipalityKind]:
        """Where somebody lives; a name that is not of the region is another Finnish municipality's.

        :raises Unclear: it is nearly the name of one of the region, and so likely a slip.
        """
        word = folded(text)
        if word in self.municipalities:
            return self.municipalities[word], MunicipalityKind.NAMED
        try:
            return None, MunicipalityKind(values.code(MunicipalityKind, "municipality_kind", text))
        except Unclear:
            if not by_name(text) and get_close_matches(word, self.municipalities, n=1, cutoff=NEARLY):
                raise Unclear(Problem.UNKNOWN_MUNICIPALITY) from None
        return None, MunicipalityKind.OTHER_FINNISH

    def topics_named(self, text: str, day: dt.date) -> list[Topic]:
        """The topics that a cell lists: as a whole, else part by part.

        :raises Unclear: one of them is none, or not of that day.
        """
        whole = _on(self.topics, text, day)
        named = [whole] if whole else [_on(self.topics, part, day) for part in values.parts(text)]
        found = [topic for topic in named if topic]
        if len(found) < len(named):
            raise Unclear(Problem.UNKNOWN_TOPIC)
        return list(dict.fromkeys(found))

    def funding_code(self, text: str, day: dt.date) -> FundingCode:
        """Who pays.

        :raises Unclear: there is no such code on that day.
        """
        found = _on(self.funding_codes, text, day)
        if found is None:
            raise Unclear(Problem.UNKNOWN_FUNDING)
        return found

    def worker(self, text: str) -> User:
        """Who serves clients in the municipality, by name or address.

        :raises Unclear: nobody does, or several of that name.
        """
        found = self.workers.get(folded(text))
        if found is None:
            raise Unclear(Problem.UNKNOWN_WORKER)
        return found


def words_for(unit: Unit) -> RegisterWords:
    """The words for rows that are brought in for ``unit``."""
    places = Organization.objects.filter(kind=Organization.Kind.MUNICIPALITY)
    payers = cast("Iterable[FundingCode]", FundingCode.objects.all())
    return RegisterWords(
        unit=unit,
        municipalities={folded(name): each for each in places for name in (each.name_fi, each.name_sv) if name},
        topics=_by_name(cast("Iterable[Topic]", Topic.objects.all())),
        funding_codes=_by_name(each for each in payers if each.organization_id in {None, unit.organization_id}),
        workers=_workers(workers_serving_in_any([unit.organization_id])),
    )


def _by_name(codes: Iterable[C]) -> dict[str, list[C]]:
    found: dict[str, list[C]] = {}
    for each in codes:
        for name in {folded(word) for word in (each.code, each.name_fi, each.name_sv, each.name_en) if word}:
            found.setdefault(name, []).append(each)
    return found


def _on(codes: Mapping[str, Sequence[C]], text: str, day: dt.date) -> C | None:
    for each in codes.get(folded(text), ()):
        if each.starts_on <= day and (each.ends_on is None or each.ends_on >= day):
            return each
    return None


def _workers(people: Iterable[User]) -> dict[str, User]:
    found: dict[str, User] = {}
    several: set[str] = set()
    for person in people:
        for word in {folded(person.display_name), folded(person.email)}:
            several |= {word} & found.keys()
            found[word] = person
    # Two of one name: the address tells them apart, the name does not.
    return {word: person for word, person in found.items() if word not in several}

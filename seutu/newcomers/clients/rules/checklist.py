"""Which steps of an arrival concern a client. Pure: from what is known of the client and the household."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from seutu.newcomers.clients.models import BasisGroup, ChecklistStep
from seutu.newcomers.clients.rules.path_law import rule_of

Step = ChecklistStep.Step
# Citizens of the Nordic countries need no permit and no registration of residence.
NORDIC = frozenset({"FI", "SE", "NO", "DK", "IS"})
SCHOOL_AGE, END_OF_SCHOOL, ADULT, PENSION_AGE = 7, 18, 18, 68


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What the steps depend on; years of birth are of the client and of children in the household."""

    began_on: dt.date
    today: dt.date
    birth_year: int | None = None
    child_birth_years: Collection[int] = ()
    citizenships: Collection[str] = ()
    mother_tongue: str = ""
    basis_group: str = BasisGroup.NOT_ASKED

    @property
    def age(self) -> int | None:
        """The age at the end of the year, when the year of birth is known."""
        return None if self.birth_year is None else self.today.year - self.birth_year

    def has_child(self, first: int, before: int) -> bool:
        """Whether somebody of the household is of an age, the client included."""
        years = [*self.child_birth_years, *([self.birth_year] if self.birth_year else [])]
        return any(first <= self.today.year - year < before for year in years)


def concerning_steps(arrival: Arrival) -> frozenset[Step]:
    """The steps that concern the client; where the age is not known, those of an adult are among them."""
    not_concerning = set[Step]()
    if set(arrival.citizenships) & NORDIC:
        not_concerning.add(Step.RESIDENCE_PERMIT)
    if arrival.age is not None and not ADULT <= arrival.age < PENSION_AGE:
        not_concerning |= {Step.EMPLOYMENT, Step.TAX}
    if not arrival.has_child(0, SCHOOL_AGE):
        not_concerning.add(Step.DAY_CARE)
    if not arrival.has_child(SCHOOL_AGE, END_OF_SCHOOL):
        not_concerning.add(Step.SCHOOL)
    if arrival.mother_tongue in {"fi", "sv"}:
        not_concerning.add(Step.LANGUAGE_COURSE)
    if not rule_of("orientation.least", arrival.began_on):
        not_concerning.add(Step.CIVIC_ORIENTATION)
    return frozenset(Step) - not_concerning

"""What the rules of the service path read of a client: plain values, and nothing that was written of anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentFacts:
    """When an assessment was asked for, started, finalised, given away, and found to need no plan after it."""

    pk: int
    asked_on: dt.date
    started_on: dt.date | None = None
    finalised_on: dt.date | None = None
    handed_over_on: dt.date | None = None
    no_plan_on: dt.date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is being made here."""
        return self.finalised_on is None and self.handed_over_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """One version of a plan: from when to when, and whether the client was directed to apply for education."""

    pk: int
    number: int
    starts_on: dt.date
    ends_on: dt.date
    directed_on: dt.date | None = None
    finalised_on: dt.date | None = None
    handed_over_on: dt.date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is being made here."""
        return self.finalised_on is None and self.handed_over_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathFacts:
    """A client as the rules see them; ``statuses`` has the day on which each point was recorded.

    ``follow_ups`` are contacts, and ``data_requests`` requests for own data, each with the day by which it is done.
    """

    client_id: int
    reference: str
    began_on: dt.date
    ended_on: dt.date | None = None
    closing_reason: str = ""
    first_permit_on: dt.date | None = None
    last_contact_on: dt.date | None = None
    assessments: tuple[AssessmentFacts, ...] = ()
    plans: tuple[PlanFacts, ...] = ()
    statuses: Mapping[str, dt.date] = field(default_factory=dict)
    follow_ups: tuple[tuple[int, dt.date], ...] = ()
    data_requests: tuple[tuple[int, dt.date, dt.date], ...] = ()

    @property
    def open_assessment(self) -> AssessmentFacts | None:
        """The assessment that is being made."""
        return next((each for each in self.assessments if each.is_open), None)

    @property
    def finalised_assessment(self) -> AssessmentFacts | None:
        """The last assessment that was finalised here."""
        final = [each for each in self.assessments if each.finalised_on]
        return max(final, key=lambda each: (each.finalised_on or dt.date.min, each.pk), default=None)

    @property
    def no_plan_on(self) -> dt.date | None:
        """When it was decided that no plan is needed, if that is how it stands after the last assessment."""
        assessment = self.finalised_assessment
        decided = assessment.no_plan_on if assessment else None
        return None if decided is None or self.statuses.get("end", dt.date.min) > decided else decided

    @property
    def open_plan(self) -> PlanFacts | None:
        """The version that is being made."""
        return next((each for each in self.plans if each.is_open), None)

    @property
    def final_plans(self) -> tuple[PlanFacts, ...]:
        """The versions that were finalised, the oldest first."""
        return tuple(sorted((each for each in self.plans if each.finalised_on), key=lambda each: each.number))

    @property
    def was_closed(self) -> bool:
        """Whether the service has ended once: closing always writes down where the client stands."""
        return "end" in self.statuses

    @property
    def is_reopened(self) -> bool:
        """Whether the service goes on after it had ended."""
        return self.was_closed and self.ended_on is None

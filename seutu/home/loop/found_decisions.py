"""The decisions published here about the cases of a project."""

from __future__ import annotations

from collections.abc import Sequence

from seutu.newcomers.projects.steps import FoundDecision
from seutu.publishing.decisions.models import Case
from seutu.publishing.decisions.queries.cases import case
from seutu.publishing.decisions.rules import Reader, Stage


def found_decisions(numbers: Sequence[str]) -> list[FoundDecision]:
    """What anybody may read of the items of these cases whose minutes are out, the latest first."""
    reader = Reader()
    cases = Case.objects.filter(number__in=[number for number in numbers if number]).select_related("organization")
    shown = [case(reader, each.organization.slug, each.slug) for each in cases]
    steps = [step for each in shown if each for step in each.handlings if step.meeting.stage is Stage.MINUTES]
    return [
        FoundDecision(step.title, step.meeting.body.name, step.meeting.day, step.url)
        for step in sorted(steps, key=lambda step: step.meeting.starts_at, reverse=True)
    ]

"""What apps above offer to do with a board report, and where they know decisions about a project from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from seutu.newcomers.projects.models import BoardReport
from seutu.shared.core.registry import Entry, Point


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done next, or was done: ``label`` leads to ``url``; ``about`` says how it stands."""

    label: str
    url: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class BoardReportStep(Entry):
    """Something to be done with a board report, such as sending it to a body; None where it is not for this person."""

    shown: Callable[[HttpRequest, BoardReport], Step | None]


@dataclass(frozen=True, slots=True)
class FoundDecision:
    """A decision that was published about a case."""

    title: str
    body: str
    decided_on: dt.date
    url: str
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionFinder(Entry):
    """Who knows the decisions published here about a case: ``found`` gets case numbers, and gives the latest first."""

    found: Callable[[Sequence[str]], Sequence[FoundDecision]]


board_report_steps = Point(BoardReportStep)
decision_finders = Point(DecisionFinder)

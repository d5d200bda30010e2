"""What a project says of itself, in pairs of a label and a value."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from seutu.newcomers.projects.models import Goal, Project
from seutu.newcomers.projects.queries.choices import funding_code_choices, indicator_labels
from seutu.shared.ui.dates import period
from seutu.shared.ui.numbers import percent


def project_facts(project: Project) -> list[tuple[str, str]]:
    """The facts of a project that are known."""
    state_part = ""
    if project.state_percent is not None:
        decimals = 0 if project.state_percent == project.state_percent.to_integral_value() else 2
        state_part = f"{percent(project.state_percent, decimals)} {project.get_state_percent_of_display()}"
    codes = dict(funding_code_choices(project.funding_codes)) if project.funding_codes else {}
    facts = [
        (_("Project period"), period(project.starts_on, project.ends_on)),
        (_("Lead"), project.lead.name),
        (_("Funder"), project.funder),
        (_("Number of the funder's decision"), project.funder_reference),
        (_("State's part of the cost"), state_part),
        (_("Counts toward targets"), str(project.get_target_basis_display())),
        (_("Funding codes"), ", ".join(codes[code] for code in project.funding_codes)),
    ]
    return [(label, value) for label, value in facts if value]


def goal_rows(goals: Iterable[Goal]) -> list[tuple[Goal, list[str]]]:
    """The goals, each with what its indicators are called."""
    return [(goal, indicator_labels(goal.indicators)) for goal in goals]

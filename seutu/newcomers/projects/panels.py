"""A coordinator's first page: which targets are behind."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from seutu.newcomers.projects.presentation.targets import light_status
from seutu.newcomers.projects.queries.behind import targets_behind
from seutu.shared.accounts.models import User
from seutu.shared.accounts.second_factor import has_passed
from seutu.shared.core import clock
from seutu.shared.organizations.queries import is_permitted_on
from seutu.shared.organizations.roles import Permission


def targets_panel(request: HttpRequest) -> dict[str, Any] | None:
    """The targets that are behind, for who manages projects; None where none is, and before the second factor."""
    if not (is_permitted_on(request, Permission.MANAGE_PROJECTS) and has_passed(request.session)):
        return None
    found = targets_behind(cast(User, request.user), clock.today())
    lines = [
        {
            "url": reverse("projects:targets", args=[each.project.slug], query={"mittari": each.indicator.key}),
            "label": each.indicator.label,
            "project": each.project.name,
            "status": light_status(each.light),
        }
        for each in found
    ]
    return {"lines": lines} if lines else None

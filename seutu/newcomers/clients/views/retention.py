"""What has been kept long enough, as numbers only."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seutu.newcomers.clients.queries.retention import Waiting, waiting
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.retention import NAMES, SINCE, THEN, WHY_NOT
from seutu.newcomers.clients.views.frame import manages_register, register_page
from seutu.shared.law.rules import tables


@register_page(manages_register)
@require_safe
def retention(request: HttpRequest, worker: Worker) -> HttpResponse:
    with acting_as_system():
        rows = [_row(each) for each in waiting(worker.manages)]
    return render(request, "clients/rights/retention.html", {"rows": rows})


def _row(found: Waiting) -> dict[str, Any]:
    rule = found.rule
    return {
        "name": NAMES[rule.kind],
        "since": SINCE[rule.since],
        "then": THEN[rule.then],
        "rule": rule,
        "law": _rules_of(rule.law),
        "due": found.due,
        "goes": found.goes,
        "held": [(number, WHY_NOT[obstacle]) for obstacle, number in found.held.items()],
    }


def _rules_of(key: str) -> list[Any]:
    return [each for each in tables().rules if each.key == key]

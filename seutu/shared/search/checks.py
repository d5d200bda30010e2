"""What `/terveys/valmis` and `seutu doctor` ask about the index."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seutu.shared.core.registry import DoctorCheck, Finding, HealthCheck, doctor_checks, health_checks
from seutu.shared.search import analysis, queries
from seutu.shared.search.engine import generations
from seutu.shared.search.engine.checkup import is_whole

LONG = dt.timedelta(minutes=1)


def register() -> None:
    """Offer the checks."""
    health_checks.register(HealthCheck(key="search", order=60, run=_health))
    doctor_checks.register(DoctorCheck(key="search", order=55, label=gettext_lazy("Search"), run=_findings))


def _health() -> str:
    """Only what lasts is told: a service whose first index is being made can serve all other pages."""
    state = queries.state()
    return "there is no search index, and none is being made" if state.name == "missing" else ""


def _findings() -> list[Finding]:
    findings = [finding for finding in (_of_index(), _of_waiting()) if finding]
    return findings or [Finding("ok", _("The index is whole and up to date."))]


def _of_index() -> Finding | None:
    advice = _("A worker makes it anew by itself; you can do it too: seutu reindex")
    state = queries.state()
    if state.total:
        words = _("The index is being made: %(done)d records of %(total)d.")
        return Finding("warning", words % {"done": state.done, "total": state.total})
    pointer = generations.pointer()
    if not state.is_ready or pointer is None:
        return Finding("problem", _("There is no index: nothing can be found."), advice)
    if not is_whole(pointer.folder, is_thorough=True):
        # The worker would notice at its next hourly look only.
        generations.suspect(pointer.generation)
        return Finding("problem", _("The index is damaged."), advice)
    if pointer.identity != analysis.identity():
        words = _("The index was made by other rules of words: some words are not found.")
        return Finding("warning", words, advice)
    return None


def _of_waiting() -> Finding | None:
    wait = queries.longest_wait()
    if wait is None or wait < LONG:
        return None
    count = queries.waiting_count()
    message = ngettext(
        "%(count)d change is not in the index yet, the oldest for more than a minute.",
        "%(count)d changes are not in the index yet, the oldest for more than a minute.",
        count,
    )
    return Finding("problem", message % {"count": count}, _("Look at the worker's log, and whether a worker runs."))

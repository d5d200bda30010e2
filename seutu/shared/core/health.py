"""Is the process alive, and can it serve?"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from seutu.shared.core.registry import HealthCheck, health_checks

LEAST_FREE_BYTES = 256 * 1024 * 1024


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    reasons = {check.key: _reason(check) for check in health_checks.entries()}
    is_ready = not any(reasons[check.key] for check in health_checks.entries() if check.is_needed)
    return JsonResponse(
        {"ready": is_ready, "checks": {key: reason or "ok" for key, reason in reasons.items()}},
        status=200 if is_ready else 503,
    )


def _reason(check: HealthCheck) -> str:
    try:
        return check.run()
    except (DatabaseError, OSError) as error:
        # The class only: the message may name a host or a user, and everybody can read this page.
        return f"could not be checked ({type(error).__name__})"


def register() -> None:
    """Offer the checks of what every installation stands on."""
    health_checks.register(HealthCheck(key="database", order=10, run=database))
    health_checks.register(HealthCheck(key="migrations", order=20, run=migrations))
    health_checks.register(HealthCheck(key="disk", order=30, run=disk))


def database() -> str:
    """Whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


_are_applied = False


def migrations() -> str:
    """Whether the database has the shape this code needs.

    Reading every migration takes a while. Once all are applied they stay so for as long as this process runs this
    code, so a good answer is remembered.
    """
    global _are_applied
    if not _are_applied:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            return f"{len(plan)} migrations are not applied"
        _are_applied = True
    return ""


def disk() -> str:
    """Whether there is room for what comes in, and the right to write it."""
    folder = Path(settings.DATA_DIR)
    if not os.access(folder, os.W_OK | os.X_OK):
        return "the data folder cannot be written"
    free = shutil.disk_usage(folder).free
    return "" if free >= LEAST_FREE_BYTES else f"only {free // 1024**2} MB are free"

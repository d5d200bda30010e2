"""Is the process alive, and can it serve?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from seutu.shared.core.registry import health_checks


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    reasons = {check.key: check.run() for check in health_checks.entries()}
    is_ready = not any(reasons.values())
    return JsonResponse(
        {"ready": is_ready, "checks": {key: reason or "ok" for key, reason in reasons.items()}},
        status=200 if is_ready else 503,
    )

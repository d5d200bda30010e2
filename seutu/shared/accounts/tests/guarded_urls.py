"""The addresses of the installation, and views that only a proven person reaches."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from seutu.shared.accounts.rules import recently_authenticated, second_factor_required
from seutu.urls import handler400, handler403, handler404, handler500
from seutu.urls import urlpatterns as installed

__all__ = ["handler400", "handler403", "handler404", "handler500"]


@second_factor_required
def record(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(f"record {number}")


@recently_authenticated(minutes=10)
def export(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"export {request.method}")


urlpatterns = [path("koe/asiakas/<int:number>/", record), path("koe/vienti/", export), *installed]

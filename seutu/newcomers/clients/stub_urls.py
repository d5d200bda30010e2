"""Taken away once the pages of access and of rights are on main."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.frame import register_page, serves_clients


@register_page(serves_clients)
def stub(request: HttpRequest, worker: Worker, pk: int) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("pyynnot/<int:pk>/", stub, name="grant_request"),
    path("siirrot/<int:pk>/", stub, name="transfer"),
    path("tietosuoja/pyynnot/<int:pk>/", stub, name="own_data_request"),
]

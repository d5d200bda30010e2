"""Addresses of what the register tells of itself to everyone."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.clients.views import privacy_notices

app_name = "privacy"

urlpatterns = [
    path("tietosuoja/", privacy_notices.public_notices, name="notices"),
    path("tietosuoja/rekisteri/<slug:slug>/", privacy_notices.public_notice, name="notice"),
    path("tietosuoja/rekisteri/<slug:slug>/<str:language>/", privacy_notices.public_notice, name="notice_in"),
]

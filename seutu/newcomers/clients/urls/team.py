"""Addresses of what waits for a worker and for a team."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.clients.views import reminders, team

urlpatterns = [
    path("tehtavat/", team.duties, name="duties"),
    path("tiimi/", team.team, name="team"),
    path("muistutukset/", reminders.reminders, name="reminders"),
]

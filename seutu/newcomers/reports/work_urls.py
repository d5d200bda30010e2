"""Addresses of hours of work and of missing data."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.reports.views import hours, missing_data

urlpatterns = [
    path("luvut/tunnit/", hours.hours, name="hours"),
    path("luvut/tunnit/<slug:file_kind>/", hours.hours_file, name="hours_file"),
    path("luvut/puuttuvat/", missing_data.missing_data, name="missing_data"),
    path("luvut/puuttuvat/<slug:what>/", missing_data.missing_rows, name="missing_rows"),
]

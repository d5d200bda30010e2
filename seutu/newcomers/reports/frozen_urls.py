"""Addresses of frozen reports."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.reports.views import frozen

REPORT = "luvut/raportit/<int:report_id>"

urlpatterns = [
    path("luvut/raportit/", frozen.frozen_reports, name="frozen_reports"),
    path("luvut/raportit/uusi/", frozen.freeze, name="freeze"),
    path(f"{REPORT}/", frozen.frozen_report, name="frozen_report"),
    path(f"{REPORT}/ero/", frozen.frozen_difference, name="frozen_difference"),
    path(f"{REPORT}/taulukko/<int:place>/<slug:file_kind>/", frozen.frozen_table_file, name="frozen_table_file"),
    path(f"{REPORT}/tiedosto/<slug:file_kind>/", frozen.frozen_report_file, name="frozen_report_file"),
]

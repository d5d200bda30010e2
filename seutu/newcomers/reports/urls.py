from __future__ import annotations

from django.urls import path

from seutu.newcomers.reports import frozen_urls, work_urls
from seutu.newcomers.reports.views import pivot, pivot_files, saved_views

app_name = "reports"

urlpatterns = [
    path("luvut/", pivot.start, name="start"),
    path("luvut/maaritelmat/", pivot.definitions, name="definitions"),
    path("luvut/nakymat/uusi/", saved_views.new, name="save_view"),
    path("luvut/nakymat/<int:view_id>/muokkaa/", saved_views.change, name="change_view"),
    path("luvut/nakymat/<int:view_id>/poista/", saved_views.remove, name="remove_view"),
    path("luvut/taulukko/", pivot.table, name="pivot"),
    path("luvut/taulukko/<slug:file_kind>/", pivot_files.pivot_file, name="pivot_file"),
    *work_urls.urlpatterns,
    *frozen_urls.urlpatterns,
]

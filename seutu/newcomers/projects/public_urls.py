"""Addresses of integration programmes, which everyone reads."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.projects.views import programmes

app_name = "programmes"

PROGRAMME = "kotoutumisohjelma/<slug:slug>"

urlpatterns = [
    path(f"{PROGRAMME}/", programmes.programme, name="programme"),
    path(f"{PROGRAMME}/<int:number>/", programmes.version, name="version"),
    path(f"{PROGRAMME}/<int:number>/<str:language>/tiedosto/", programmes.programme_file, name="file"),
]

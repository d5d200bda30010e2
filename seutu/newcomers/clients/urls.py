from __future__ import annotations

from django.urls import URLPattern

from seutu.newcomers.clients import client_urls

app_name = "clients"

urlpatterns: list[URLPattern] = []
urlpatterns += client_urls.urlpatterns

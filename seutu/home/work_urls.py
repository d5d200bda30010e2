from __future__ import annotations

from django.urls import path

from seutu.home import work_views

app_name = "work"

urlpatterns = [path("", work_views.today, name="today")]

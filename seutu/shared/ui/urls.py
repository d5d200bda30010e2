"""The gallery of components: the test target, and the place to look at what there is."""

from __future__ import annotations

from django.urls import path

from seutu.shared.ui import views

app_name = "ui"

urlpatterns = [
    path("osat/", views.gallery, name="gallery"),
    path("osat/lomake/", views.sample_form, name="sample_form"),
    path("osat/tyo/", views.work_sample, name="work_sample"),
]

"""The page of a checker, under `/tarkastus/`: it needs no account, only the link."""

from __future__ import annotations

from django.urls import path

from seutu.publishing.desk.views import check_by_link

app_name = "check"

urlpatterns = [
    path("tarkastus/<str:token>/", check_by_link.minutes, name="minutes"),
    path("tarkastus/<str:token>/poytakirja.pdf", check_by_link.minutes_pdf, name="minutes_pdf"),
    path("tarkastus/<str:token>/liitteet/<int:position>/<int:number>/", check_by_link.attachment, name="attachment"),
]

"""Where the links in mails of the desk lead, under `/lomakkeet/linkki/`: they need no account."""

from __future__ import annotations

from django.urls import path

from seutu.shared.eforms.views import link

app_name = "eforms_link"

urlpatterns = [path("lomakkeet/linkki/<str:secret>/", link.link, name="link")]

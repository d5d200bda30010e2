"""The front page of the installation: that of the half which is public, where it is installed."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path
from django.views.generic import RedirectView

from seutu.home.demo import codes as demo_codes
from seutu.home.demo import mail as demo_mail

app_name = "home"

urlpatterns: list[URLPattern]

if settings.SITE in {"all", "publishing"}:
    from seutu.home import views

    urlpatterns = [
        path("", views.front, name="front"),
        path("index.json", views.front_twin, name="front_twin"),
    ]
else:
    # The other half has no page for everyone yet: whoever comes here comes to work.
    urlpatterns = [path("", RedirectView.as_view(pattern_name="work:today"), name="front")]

urlpatterns += [
    path("demo/", demo_codes.accounts, name="demo_accounts"),
    path("demo/posti/", demo_mail.outbox, name="demo_mail"),
]

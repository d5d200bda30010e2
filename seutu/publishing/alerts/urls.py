"""The feeds of searches, and the pages of alerts. What follows in an address is a canonical query, or a token."""

from __future__ import annotations

from django.urls import path

from seutu.publishing.alerts import feeds
from seutu.publishing.alerts.views import by_link, ordering

app_name = "alerts"

urlpatterns = [
    *(path(f"haku/syote.{ending}", view, name=f"feed_{ending}") for ending, view in feeds.VIEWS.items()),
    *(
        path(f"<slug:municipality>/haku/syote.{ending}", view, name=f"municipality_feed_{ending}")
        for ending, view in feeds.VIEWS.items()
    ),
    path("hakuvahti/uusi/", ordering.order, name="order"),
    path("hakuvahti/tilattu/", ordering.ordered, name="ordered"),
    path("hakuvahti/vahvista/<str:token>/", by_link.confirm, name="confirm"),
    path("hakuvahti/lopeta/<str:token>/", by_link.stop, name="stop"),
    path("hakuvahdit/", ordering.own_link, name="own_link"),
    path("hakuvahdit/lahetetty/", ordering.own_link_sent, name="own_link_sent"),
    path("hakuvahdit/lopeta/<str:token>/", by_link.stop_digest, name="stop_digest"),
    path("hakuvahdit/<str:token>/", by_link.manage, name="manage"),
]

"""The published addresses: none of them may ever change. Each page has its JSON twin at the same address."""

from __future__ import annotations

from django.urls import path, register_converter

from seutu.publishing.decisions import api, feeds, views


class NumberConverter:
    """A number as we write it in an address: no sign, no leading zero, so that a record has one address."""

    regex = "[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class WordConverter:
    """The address word of a municipality or a body."""

    regex = "[a-z0-9]+(?:-[a-z0-9]+)*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class CaseConverter(WordConverter):
    """A case number in an address; see `core.slugs.case_slug`."""

    regex = "[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"


register_converter(NumberConverter, "number")
register_converter(WordConverter, "word")
register_converter(CaseConverter, "case")

app_name = "decisions"

MEETING = "<word:municipality>/kokoukset/<number:meeting_id>"
ITEM = f"{MEETING}/<number:position>"

pages = [
    path("kokoukset/", views.all_meetings, name="all_meetings"),
    path("toimielimet/", views.all_bodies, name="all_bodies"),
    path("<word:municipality>/", views.municipality, name="municipality"),
    path("<word:municipality>/toimielimet/", views.bodies, name="bodies"),
    path("<word:municipality>/toimielimet/<word:body>/", views.body, name="body"),
    path("<word:municipality>/kokoukset/", views.meetings, name="meetings"),
    path(f"{MEETING}/", views.meeting, name="meeting"),
    path(f"{ITEM}/", views.item, name="item"),
    path(f"{ITEM}/liitteet/<number:number>/", views.attachment, name="attachment"),
    path("<word:municipality>/asiat/<case:case>/", views.case, name="case"),
]

twins = [
    path("kokoukset.json", api.all_meetings, name="all_meetings_twin"),
    path("toimielimet.json", api.all_bodies, name="all_bodies_twin"),
    path("<word:municipality>.json", api.municipality, name="municipality_twin"),
    path("<word:municipality>/toimielimet.json", api.bodies, name="bodies_twin"),
    path("<word:municipality>/toimielimet/<word:body>.json", api.body, name="body_twin"),
    path("<word:municipality>/kokoukset.json", api.meetings, name="meetings_twin"),
    path(f"{MEETING}.json", api.meeting, name="meeting_twin"),
    path(f"{ITEM}.json", api.item, name="item_twin"),
    path("<word:municipality>/asiat/<case:case>.json", api.case, name="case_twin"),
]

ITEMS_OF_BODY = "<word:municipality>/toimielimet/<word:body>/kokousasiat"

syndication = [
    path("syotteet/kokousasiat.rss", feeds.items_rss, name="items_rss"),
    path("syotteet/kokousasiat.atom", feeds.items_atom, name="items_atom"),
    path("syotteet/kokoukset.rss", feeds.meetings_rss, name="meetings_rss"),
    path("syotteet/kokoukset.atom", feeds.meetings_atom, name="meetings_atom"),
    path("<word:municipality>/syotteet/kokousasiat.rss", feeds.items_rss, name="municipality_items_rss"),
    path("<word:municipality>/syotteet/kokousasiat.atom", feeds.items_atom, name="municipality_items_atom"),
    path("<word:municipality>/syotteet/kokoukset.rss", feeds.meetings_rss, name="municipality_meetings_rss"),
    path("<word:municipality>/syotteet/kokoukset.atom", feeds.meetings_atom, name="municipality_meetings_atom"),
    path(f"{ITEMS_OF_BODY}.rss", feeds.items_rss, name="items_of_body_rss"),
    path(f"{ITEMS_OF_BODY}.atom", feeds.items_atom, name="items_of_body_atom"),
]

urlpatterns = [*twins, *syndication, *pages]

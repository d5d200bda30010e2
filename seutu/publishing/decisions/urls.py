"""The published addresses: none of them may ever change. Each page has its JSON twin at the same address."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import URLPattern, path, register_converter

from seutu.publishing.decisions import api, feeds, views
from seutu.publishing.decisions.views import documents as document_views


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

OFFICER_DECISIONS = "<word:municipality>/viranhaltijapaatokset"
OFFICER_DECISION = f"{OFFICER_DECISIONS}/<number:decision_id>"
NOTICES = "<word:municipality>/kuulutukset"
NOTICE = f"{NOTICES}/<number:notice_id>"
ELECTED_OFFICIALS = "<word:municipality>/luottamushenkilot"
OFFICE_HOLDERS = "<word:municipality>/viranhaltijat"
INITIATIVES = "<word:municipality>/aloitteet"
INITIATIVE = f"{INITIATIVES}/<number:year>/<number:number>"
FORMER_VERSION = f"{ITEM}/versiot/<number:number>"
FORMER_MEETING = f"{MEETING}/versiot/<number:number>"

records = [
    path(f"{OFFICER_DECISIONS}/", views.officer_decisions, name="officer_decisions"),
    path(f"{OFFICER_DECISION}/", views.officer_decision, name="officer_decision"),
    path(
        f"{OFFICER_DECISION}/liitteet/<number:number>/",
        views.officer_decision_attachment,
        name="officer_decision_attachment",
    ),
    path(f"{NOTICES}/", views.notices, name="notices"),
    path(f"{NOTICE}/", views.notice, name="notice"),
    path(f"{NOTICE}/liitteet/<number:number>/", views.notice_attachment, name="notice_attachment"),
    path(f"{ELECTED_OFFICIALS}/", views.elected_officials, name="elected_officials"),
    path(f"{ELECTED_OFFICIALS}/<word:person>/", views.elected_official, name="elected_official"),
    path(f"{OFFICE_HOLDERS}/", views.office_holders, name="office_holders"),
    path(f"{INITIATIVES}/", views.initiatives, name="initiatives"),
    path(f"{INITIATIVE}/", views.initiative, name="initiative"),
    path(f"{FORMER_VERSION}/", views.former_version, name="former_version"),
    path(f"{FORMER_MEETING}/", views.former_meeting, name="former_meeting"),
]

record_twins = [
    path(f"{OFFICER_DECISIONS}.json", api.officer_decisions, name="officer_decisions_twin"),
    path(f"{OFFICER_DECISION}.json", api.officer_decision, name="officer_decision_twin"),
    path(f"{NOTICES}.json", api.notices, name="notices_twin"),
    path(f"{NOTICE}.json", api.notice, name="notice_twin"),
    path(f"{ELECTED_OFFICIALS}.json", api.elected_officials, name="elected_officials_twin"),
    path(f"{ELECTED_OFFICIALS}/<word:person>.json", api.elected_official, name="elected_official_twin"),
    path(f"{OFFICE_HOLDERS}.json", api.office_holders, name="office_holders_twin"),
    path(f"{INITIATIVES}.json", api.initiatives, name="initiatives_twin"),
    path(f"{INITIATIVE}.json", api.initiative, name="initiative_twin"),
    path(f"{FORMER_VERSION}.json", api.former_version, name="former_version_twin"),
    path(f"{FORMER_MEETING}.json", api.former_meeting, name="former_meeting_twin"),
]


def _feeds_at(address: str, name: str, views_by_ending: Mapping[str, feeds.View]) -> list[URLPattern]:
    return [path(f"{address}.{ending}", view, name=f"{name}_{ending}") for ending, view in views_by_ending.items()]


# A `.json` under a page of feeds, a body or a case is a JSON Feed: none of these is the address of a page with a twin.
FEEDS_OF_REGION = "syotteet"
FEEDS_OF_MUNICIPALITY = f"<word:municipality>/{FEEDS_OF_REGION}"
BODY = "<word:municipality>/toimielimet/<word:body>"

syndication = [
    *_feeds_at(f"{FEEDS_OF_REGION}/kokousasiat", "items", feeds.ITEMS),
    *_feeds_at(f"{FEEDS_OF_REGION}/kokoukset", "meetings", feeds.MEETINGS),
    *_feeds_at(f"{FEEDS_OF_REGION}/viranhaltijapaatokset", "officer_decisions", feeds.OFFICER_DECISIONS),
    *_feeds_at(f"{FEEDS_OF_REGION}/kuulutukset", "notices", feeds.NOTICES),
    *_feeds_at(f"{FEEDS_OF_MUNICIPALITY}/kokousasiat", "municipality_items", feeds.ITEMS),
    *_feeds_at(f"{FEEDS_OF_MUNICIPALITY}/kokoukset", "municipality_meetings", feeds.MEETINGS),
    *_feeds_at(
        f"{FEEDS_OF_MUNICIPALITY}/viranhaltijapaatokset", "municipality_officer_decisions", feeds.OFFICER_DECISIONS
    ),
    *_feeds_at(f"{FEEDS_OF_MUNICIPALITY}/kuulutukset", "municipality_notices", feeds.NOTICES),
    *_feeds_at(f"{BODY}/kokousasiat", "items_of_body", feeds.ITEMS),
    *_feeds_at(f"{BODY}/kokoukset", "meetings_of_body", feeds.MEETINGS),
    *_feeds_at("<word:municipality>/asiat/<case:case>/kasittelyt", "steps_of_case", feeds.STEPS_OF_CASE),
    path(f"{FEEDS_OF_REGION}/", views.feeds_page, name="feeds"),
    path(f"{FEEDS_OF_MUNICIPALITY}/", views.feeds_page, name="municipality_feeds"),
    path(f"{FEEDS_OF_REGION}.json", api.feeds_page, name="feeds_twin"),
    path(f"{FEEDS_OF_MUNICIPALITY}.json", api.feeds_page, name="municipality_feeds_twin"),
]

documents = [
    path(f"{MEETING}/asiakirja.pdf", document_views.meeting_pdf, name="meeting_pdf"),
    path(f"{ITEM}/asia.pdf", document_views.item_pdf, name="item_pdf"),
    path(f"{ITEM}/ote.pdf", document_views.extract_pdf, name="extract_pdf"),
]

# Feeds come first: no municipality can have their first word as its address, but a pattern would take it for one.
urlpatterns = [*syndication, *documents, *twins, *record_twins, *pages, *records]

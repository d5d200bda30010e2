"""The published addresses. Somebody has written each of them down: one may be added here, none may go or change."""

from __future__ import annotations

import pytest
from django.urls import resolve, reverse

PUBLISHED = {
    "/": "home:front",
    "/index.json": "home:front_twin",
    "/demo/": "home:demo_accounts",
    "/demo/posti/": "home:demo_mail",
    "/kokoukset/": "decisions:all_meetings",
    "/kokoukset.json": "decisions:all_meetings_twin",
    "/toimielimet/": "decisions:all_bodies",
    "/toimielimet.json": "decisions:all_bodies_twin",
    "/syotteet/kokousasiat.rss": "decisions:items_rss",
    "/syotteet/kokousasiat.atom": "decisions:items_atom",
    "/syotteet/kokoukset.rss": "decisions:meetings_rss",
    "/syotteet/kokoukset.atom": "decisions:meetings_atom",
    "/joensuu/": "decisions:municipality",
    "/joensuu.json": "decisions:municipality_twin",
    "/joensuu/syotteet/kokousasiat.rss": "decisions:municipality_items_rss",
    "/joensuu/syotteet/kokousasiat.atom": "decisions:municipality_items_atom",
    "/joensuu/syotteet/kokoukset.rss": "decisions:municipality_meetings_rss",
    "/joensuu/syotteet/kokoukset.atom": "decisions:municipality_meetings_atom",
    "/joensuu/toimielimet/": "decisions:bodies",
    "/joensuu/toimielimet.json": "decisions:bodies_twin",
    "/joensuu/toimielimet/kaupunginhallitus/": "decisions:body",
    "/joensuu/toimielimet/kaupunginhallitus.json": "decisions:body_twin",
    "/joensuu/toimielimet/kaupunginhallitus/kokousasiat.rss": "decisions:items_of_body_rss",
    "/joensuu/toimielimet/kaupunginhallitus/kokousasiat.atom": "decisions:items_of_body_atom",
    "/joensuu/kokoukset/": "decisions:meetings",
    "/joensuu/kokoukset.json": "decisions:meetings_twin",
    "/joensuu/kokoukset/2022504/": "decisions:meeting",
    "/joensuu/kokoukset/2022504.json": "decisions:meeting_twin",
    "/joensuu/kokoukset/10000000001/": "decisions:meeting",
    "/joensuu/kokoukset/2022504/4/": "decisions:item",
    "/joensuu/kokoukset/2022504/4.json": "decisions:item_twin",
    "/joensuu/kokoukset/2022504/4/liitteet/1/": "decisions:attachment",
    "/joensuu/asiat/157-00.01.05.00-2020/": "decisions:case",
    "/joensuu/asiat/157-00.01.05.00-2020.json": "decisions:case_twin",
    "/joensuu/asiat/LAPDno-2025-204/": "decisions:case",
    "/joensuu/kokoukset/2022504/asiakirja.pdf": "decisions:meeting_pdf",
    "/joensuu/kokoukset/2022504/4/asia.pdf": "decisions:item_pdf",
    "/joensuu/kokoukset/2022504/4/ote.pdf": "decisions:extract_pdf",
    "/joensuu/kokoukset/2022504/4/versiot/1/": "decisions:former_version",
    "/joensuu/kokoukset/2022504/4/versiot/1.json": "decisions:former_version_twin",
    "/joensuu/kokoukset/2022504/versiot/1/": "decisions:former_meeting",
    "/joensuu/kokoukset/2022504/versiot/1.json": "decisions:former_meeting_twin",
    "/joensuu/viranhaltijapaatokset/": "decisions:officer_decisions",
    "/joensuu/viranhaltijapaatokset.json": "decisions:officer_decisions_twin",
    "/joensuu/viranhaltijapaatokset/2026374767/": "decisions:officer_decision",
    "/joensuu/viranhaltijapaatokset/2026374767.json": "decisions:officer_decision_twin",
    "/joensuu/viranhaltijapaatokset/2026374767/liitteet/1/": "decisions:officer_decision_attachment",
    "/joensuu/kuulutukset/": "decisions:notices",
    "/joensuu/kuulutukset.json": "decisions:notices_twin",
    "/joensuu/kuulutukset/10000000001/": "decisions:notice",
    "/joensuu/kuulutukset/10000000001.json": "decisions:notice_twin",
    "/joensuu/kuulutukset/10000000001/liitteet/1/": "decisions:notice_attachment",
    "/joensuu/luottamushenkilot/": "decisions:elected_officials",
    "/joensuu/luottamushenkilot.json": "decisions:elected_officials_twin",
    "/joensuu/luottamushenkilot/maija-metsa/": "decisions:elected_official",
    "/joensuu/luottamushenkilot/maija-metsa.json": "decisions:elected_official_twin",
    "/joensuu/viranhaltijat/": "decisions:office_holders",
    "/joensuu/viranhaltijat.json": "decisions:office_holders_twin",
    "/joensuu/aloitteet/": "decisions:initiatives",
    "/joensuu/aloitteet.json": "decisions:initiatives_twin",
    "/joensuu/aloitteet/2026/3/": "decisions:initiative",
    "/joensuu/aloitteet/2026/3.json": "decisions:initiative_twin",
    "/syotteet/": "decisions:feeds",
    "/syotteet.json": "decisions:feeds_twin",
    "/joensuu/syotteet/": "decisions:municipality_feeds",
    "/joensuu/syotteet.json": "decisions:municipality_feeds_twin",
    "/syotteet/kokousasiat.json": "decisions:items_json",
    "/syotteet/kokoukset.json": "decisions:meetings_json",
    "/syotteet/kokoukset.ics": "decisions:meetings_ics",
    "/syotteet/viranhaltijapaatokset.rss": "decisions:officer_decisions_rss",
    "/syotteet/viranhaltijapaatokset.atom": "decisions:officer_decisions_atom",
    "/syotteet/viranhaltijapaatokset.json": "decisions:officer_decisions_json",
    "/syotteet/kuulutukset.rss": "decisions:notices_rss",
    "/syotteet/kuulutukset.atom": "decisions:notices_atom",
    "/syotteet/kuulutukset.json": "decisions:notices_json",
    "/joensuu/syotteet/kokousasiat.json": "decisions:municipality_items_json",
    "/joensuu/syotteet/kokoukset.json": "decisions:municipality_meetings_json",
    "/joensuu/syotteet/kokoukset.ics": "decisions:municipality_meetings_ics",
    "/joensuu/syotteet/viranhaltijapaatokset.rss": "decisions:municipality_officer_decisions_rss",
    "/joensuu/syotteet/viranhaltijapaatokset.atom": "decisions:municipality_officer_decisions_atom",
    "/joensuu/syotteet/viranhaltijapaatokset.json": "decisions:municipality_officer_decisions_json",
    "/joensuu/syotteet/kuulutukset.rss": "decisions:municipality_notices_rss",
    "/joensuu/syotteet/kuulutukset.atom": "decisions:municipality_notices_atom",
    "/joensuu/syotteet/kuulutukset.json": "decisions:municipality_notices_json",
    "/joensuu/toimielimet/kaupunginhallitus/kokousasiat.json": "decisions:items_of_body_json",
    "/joensuu/toimielimet/kaupunginhallitus/kokoukset.rss": "decisions:meetings_of_body_rss",
    "/joensuu/toimielimet/kaupunginhallitus/kokoukset.atom": "decisions:meetings_of_body_atom",
    "/joensuu/toimielimet/kaupunginhallitus/kokoukset.json": "decisions:meetings_of_body_json",
    "/joensuu/toimielimet/kaupunginhallitus/kokoukset.ics": "decisions:meetings_of_body_ics",
    "/joensuu/asiat/157-00.01.05.00-2020/kasittelyt.rss": "decisions:steps_of_case_rss",
    "/joensuu/asiat/157-00.01.05.00-2020/kasittelyt.atom": "decisions:steps_of_case_atom",
    "/joensuu/asiat/157-00.01.05.00-2020/kasittelyt.json": "decisions:steps_of_case_json",
}


@pytest.mark.parametrize(("address", "name"), PUBLISHED.items())
def test_a_published_address_leads_where_it_always_has(address, name):
    found = resolve(address)

    assert found.view_name == name
    assert reverse(name, kwargs=found.kwargs) == address


@pytest.mark.parametrize("address", PUBLISHED)
@pytest.mark.parametrize("prefix", ["/sv", "/en"])
def test_it_has_the_same_address_in_every_language_behind_a_prefix(address, prefix, settings):
    from django.utils import translation

    with translation.override(prefix[1:]):
        assert resolve(f"{prefix}{address}").view_name == PUBLISHED[address]


def test_every_page_twin_and_feed_is_in_the_list():
    from seutu.home import urls as home
    from seutu.publishing.decisions import urls as decisions

    named = {f"{urls.app_name}:{pattern.name}" for urls in (home, decisions) for pattern in urls.urlpatterns}

    assert named == set(PUBLISHED.values())

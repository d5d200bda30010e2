from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import (
    AfterIndexing,
    DailyWork,
    NavigationLink,
    PublicSurface,
    after_indexing,
    daily_work,
    navigation,
    public_surfaces,
)
from seutu.shared.search.slots import SearchFeeds, SearchPageSlot, search_feeds, search_page_slots


class AlertsConfig(AppConfig):
    name = "seutu.publishing.alerts"

    def ready(self) -> None:
        from seutu.publishing.alerts import checks, offers  # the apps are not loaded above

        checks.register()
        after_indexing.register(AfterIndexing(key="alerts", run=_note_indexed))
        daily_work.register(DailyWork(key="alerts.send", command="send_alerts", from_hour=7))
        daily_work.register(DailyWork(key="alerts.prune", command="prune_alerts", from_hour=3))
        navigation.register(
            NavigationLink(
                key="alerts", order=50, audience="footer", label=_("Search alerts"), url_name="alerts:own_link"
            )
        )
        search_page_slots.register(SearchPageSlot(key="alerts", template="alerts/_offer.html", context=offers.slot))
        search_feeds.register(SearchFeeds(key="alerts", feeds=offers.feeds_of))
        public_surfaces.register(PublicSurface(key="alerts", addresses=_addresses))


def _note_indexed(records: Sequence[tuple[str, int]]) -> None:
    from seutu.publishing.alerts.actions.noting import note_indexed

    note_indexed(records)


def _addresses() -> Sequence[str]:
    from seutu.publishing.alerts.offers import addresses

    return addresses()

from collections.abc import Sequence

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import DailyWork, NavigationLink, PublicSurface, daily_work, navigation, public_surfaces


class DecisionsConfig(AppConfig):
    name = "seutu.publishing.decisions"

    def ready(self) -> None:
        from seutu.publishing.decisions import search  # the apps are not loaded above

        search.register()
        navigation.register(
            NavigationLink(
                key="meetings", order=10, audience="public", label=_("Meetings"), url_name="decisions:all_meetings"
            )
        )
        navigation.register(
            NavigationLink(
                key="bodies", order=20, audience="public", label=_("Bodies"), url_name="decisions:all_bodies"
            )
        )
        navigation.register(
            NavigationLink(key="feeds", order=40, audience="footer", label=_("Feeds"), url_name="decisions:feeds")
        )
        daily_work.register(DailyWork(key="decisions.notices", command="erase_expired_notices"))
        daily_work.register(DailyWork(key="decisions.people", command="erase_former_people"))
        public_surfaces.register(PublicSurface(key="decisions", addresses=_addresses))


def _addresses() -> Sequence[str]:
    from seutu.publishing.decisions.surfaces import addresses  # the apps are not loaded above

    return addresses()

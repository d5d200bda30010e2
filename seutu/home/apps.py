from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import NavigationLink, PublicSurface, navigation, public_surfaces


class HomeConfig(AppConfig):
    name = "seutu.home"

    def ready(self) -> None:
        navigation.register(
            NavigationLink(
                key="today",
                order=0,
                audience="work",
                label=_("Today"),
                url_name="work:today",
                is_visible=lambda request: request.user.is_authenticated,
            )
        )
        navigation.register(
            NavigationLink(
                key="demo_accounts",
                order=89,
                audience="footer",
                label=_("Accounts of the demo"),
                url_name="home:demo_accounts",
                is_visible=lambda request: bool(settings.DEMO),
            )
        )
        navigation.register(
            NavigationLink(
                key="demo_mail",
                order=90,
                audience="footer",
                label=_("Mail of the demo"),
                url_name="home:demo_mail",
                is_visible=lambda request: bool(settings.DEMO),
            )
        )
        if settings.SITE in {"all", "publishing"}:
            public_surfaces.register(PublicSurface(key="front", addresses=_front))


def _front() -> list[str]:
    return ["/", "/index.json"]

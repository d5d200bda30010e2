from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import NavigationGroup, NavigationLink, navigation, navigation_groups


class FundingConfig(AppConfig):
    name = "seutu.newcomers.funding"

    def ready(self) -> None:
        from seutu.newcomers.funding import checks  # the apps are not loaded above

        checks.register()
        navigation_groups.register(NavigationGroup(key="projects", order=60, label=_("Projects and costs")))
        navigation.register(
            NavigationLink(
                key="funding",
                order=62,
                audience="work",
                label=_("Split of costs"),
                url_name="funding:pools",
                is_visible=_sees_shared_costs,
                group="projects",
            )
        )


def _sees_shared_costs(request: HttpRequest) -> bool:
    from seutu.newcomers.funding.views.frame import reader_on, reads  # the apps are not loaded above

    return reads(reader_on(request))

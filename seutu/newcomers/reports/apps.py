from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy


class ReportsConfig(AppConfig):
    name = "seutu.newcomers.reports"

    def ready(self) -> None:
        from seutu.shared.core.registry import NavigationLink, navigation

        navigation.register(
            NavigationLink(
                key="reports",
                order=40,
                audience="work",
                label=pgettext_lazy("figures", "Reports"),
                url_name="reports:start",
                is_visible=_reads_figures,
            )
        )


def _reads_figures(request: HttpRequest) -> bool:
    from seutu.shared.organizations.queries import is_permitted_on
    from seutu.shared.organizations.roles import Permission

    return is_permitted_on(request, Permission.READ_FIGURES)

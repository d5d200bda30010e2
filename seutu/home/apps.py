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
        if settings.SITE == "all":
            _join_the_halves()


def _front() -> list[str]:
    return ["/", "/index.json"]


def _join_the_halves() -> None:
    # Only here: a site of one half has not the other.
    from seutu.home.loop.board_reports import step_of
    from seutu.home.loop.found_decisions import found_decisions
    from seutu.newcomers.projects.steps import BoardReportStep, DecisionFinder, board_report_steps, decision_finders

    board_report_steps.register(BoardReportStep(key="home.agenda", shown=step_of))
    decision_finders.register(DecisionFinder(key="home.decisions", found=found_decisions))

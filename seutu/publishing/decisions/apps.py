from collections.abc import Sequence
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import (
    AfterRestore,
    DailyWork,
    NavigationLink,
    PublicSurface,
    after_restore,
    daily_work,
    navigation,
    public_surfaces,
)

# What the registry enters in the diary, as the municipality's case system has no door for it yet.
FOR_REGISTRY = frozenset({"review_request", "document_request"})
READY_FORMS = {
    "review_request": _("Request for review"),
    "document_request": _("Document request"),
    "accessibility": _("Feedback on accessibility"),
}


class DecisionsConfig(AppConfig):
    name = "seutu.publishing.decisions"

    def ready(self) -> None:
        from seutu.publishing.decisions import form_subjects, search  # the apps are not loaded above

        search.register()
        form_subjects.register()
        _register_forms()
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
        after_restore.register(AfterRestore(key="decisions.takedowns", order=20, run=_take_down_again))
        public_surfaces.register(PublicSurface(key="decisions", addresses=_addresses))


def _addresses() -> Sequence[str]:
    from seutu.publishing.decisions.surfaces import addresses  # the apps are not loaded above

    return addresses()


def _take_down_again() -> str:
    from seutu.publishing.decisions import takedown_journal  # the apps are not loaded above
    from seutu.publishing.decisions.actions.replaying import take_down_again
    from seutu.shared.audit.actor import System
    from seutu.shared.core.journals import Unreadable

    count, unreadable = take_down_again(by=System("restore"))
    if unreadable:
        raise Unreadable(takedown_journal.NAME, unreadable)
    return f"{count} records were taken down again." if count else ""


def _register_forms() -> None:
    from seutu.shared.eforms.ready_forms import ReadyForm, ready_forms  # the apps are not loaded above

    forms = Path(__file__).parent / "ready_forms"
    for order, (key, label) in enumerate(READY_FORMS.items(), start=50):
        path = forms / f"{key}.toml"
        is_theirs = key in FOR_REGISTRY
        ready_forms.register(
            ReadyForm(key=f"decisions.{key}", order=order, label=label, path=path, for_registry=is_theirs)
        )

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import (
    NavigationLink,
    PublicSurface,
    SearchBox,
    WorkerCompanion,
    navigation,
    public_surfaces,
    search_boxes,
    worker_companions,
)


class SearchConfig(AppConfig):
    name = "seutu.shared.search"

    def ready(self) -> None:
        from seutu.shared.search import checks, writer  # the apps are not loaded above

        checks.register()
        worker_companions.register(WorkerCompanion(key="search", run=writer.run))
        search_boxes.register(
            SearchBox(
                key="search",
                address=_address,
                suggestions=_suggestions,
                description=_description,
                is_offered=_is_offered,
            )
        )
        public_surfaces.register(PublicSurface(key="search", addresses=_surfaces))
        navigation.register(
            NavigationLink(
                key="everyday_words",
                order=800,
                audience="work",
                label=_("Everyday words"),
                url_name="search:everyday_words",
                is_visible=_may_edit_words,
                group="site",
            )
        )


def _address(municipality: str) -> str:
    from seutu.shared.search.refining import search_address  # the apps are not loaded above

    return search_address(municipality)


def _surfaces() -> list[str]:
    """Pages of hits: without words they tell of everything, the newest first."""
    from seutu.shared.organizations.models import Organization  # the apps are not loaded above
    from seutu.shared.search.refining import search_address

    pages = [search_address(), *map(search_address, Organization.objects.values_list("slug", flat=True))]
    return [*(f"{page}?jarjestys=uusin" for page in pages), *(f"{page.rstrip('/')}.json" for page in pages)]


def _suggestions(municipality: str) -> str:
    from django.urls import reverse

    address = reverse("search:suggest")
    return f"{address}?kunta={municipality}" if municipality else address


def _description() -> str:
    from django.urls import reverse

    return reverse("search:opensearch")


def _is_offered() -> bool:
    from seutu.shared.search.searchables import searchables  # the apps are not loaded above

    return bool(searchables.entries())


def _may_edit_words(request: HttpRequest) -> bool:
    from seutu.shared.organizations.queries import is_permitted_on  # the apps are not loaded above
    from seutu.shared.organizations.roles import Permission

    return _is_offered() and is_permitted_on(request, Permission.EDIT_SEARCH_WORDS)

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import NavigationLink, SearchBox, navigation, search_boxes


class SearchConfig(AppConfig):
    name = "seutu.shared.search"

    def ready(self) -> None:
        from seutu.shared.core.registry import WorkerCompanion, worker_companions  # the apps are not loaded above
        from seutu.shared.search import checks, writer

        checks.register()
        worker_companions.register(WorkerCompanion(key="search", run=writer.run))

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "seutu.shared.search"

    def ready(self) -> None:
        from seutu.shared.core.registry import WorkerCompanion, worker_companions  # the apps are not loaded above
        from seutu.shared.search import checks, writer

        checks.register()
        worker_companions.register(WorkerCompanion(key="search", run=writer.run))

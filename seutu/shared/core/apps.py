from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "seutu.shared.core"

    def ready(self) -> None:
        from seutu.shared.core import cache_checks, health
        from seutu.shared.core.encryption import checks

        health.register()
        checks.register()
        cache_checks.register()

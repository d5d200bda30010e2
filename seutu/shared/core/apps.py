from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "seutu.shared.core"

    def ready(self) -> None:
        from seutu.shared.core import health

        health.register()

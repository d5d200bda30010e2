from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "seutu.shared.law"

    def ready(self) -> None:
        from seutu.shared.law import checks

        checks.register()

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "seutu.shared.ui"

    def ready(self) -> None:
        from seutu.shared.ui import checks  # the apps are not loaded above

        checks.register()

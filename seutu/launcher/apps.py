from django.apps import AppConfig


class LauncherConfig(AppConfig):
    name = "seutu.launcher"

    def ready(self) -> None:
        from seutu.launcher import doctor_checks

        doctor_checks.register()

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "seutu.newcomers.reports"

    def ready(self) -> None:
        from seutu.newcomers.reports import checks, frozen_locks, links  # the apps are not loaded above

        for subject in (checks, frozen_locks, links):
            subject.register()

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "seutu.shared.tasks"

    def ready(self) -> None:
        from seutu.shared.tasks import checks

        checks.register()

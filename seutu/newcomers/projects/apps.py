from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "seutu.newcomers.projects"

    def ready(self) -> None:
        from seutu.newcomers.projects.registering import register  # the apps are not loaded above

        register()

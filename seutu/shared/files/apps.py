from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "seutu.shared.files"

    def ready(self) -> None:
        from seutu.shared.files import checks

        checks.register()

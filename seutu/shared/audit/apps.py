from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "seutu.shared.audit"

    def ready(self) -> None:
        from seutu.shared.audit import checks

        checks.register()

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "seutu.shared.audit"

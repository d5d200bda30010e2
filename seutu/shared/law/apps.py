from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "seutu.shared.law"

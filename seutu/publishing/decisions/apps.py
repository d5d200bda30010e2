from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "seutu.publishing.decisions"

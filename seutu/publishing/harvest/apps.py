from django.apps import AppConfig


class HarvestConfig(AppConfig):
    name = "seutu.publishing.harvest"

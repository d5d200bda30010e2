from django.apps import AppConfig


class DynastyConfig(AppConfig):
    name = "seutu.publishing.dynasty"

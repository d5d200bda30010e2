from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "seutu.shared.search"

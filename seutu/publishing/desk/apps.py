from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "seutu.publishing.desk"

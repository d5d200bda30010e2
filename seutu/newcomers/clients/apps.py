from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "seutu.newcomers.clients"

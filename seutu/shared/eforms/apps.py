from django.apps import AppConfig


class EFormsConfig(AppConfig):
    name = "seutu.shared.eforms"
    label = "eforms"

from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "seutu.newcomers.funding"

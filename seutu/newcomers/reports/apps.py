from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "seutu.newcomers.reports"

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "seutu.shared.tasks"

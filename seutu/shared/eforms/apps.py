from django.apps import AppConfig

from seutu.shared.core.registry import DailyWork, daily_work


class EFormsConfig(AppConfig):
    name = "seutu.shared.eforms"
    label = "eforms"

    def ready(self) -> None:
        daily_work.register(DailyWork(key="eforms.prune", command="prune_drafts", from_hour=3))
        daily_work.register(DailyWork(key="eforms.retention", command="empty_submissions", from_hour=3))

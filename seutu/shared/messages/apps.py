from django.apps import AppConfig

from seutu.shared.core.registry import DailyWork, daily_work


class MessagesConfig(AppConfig):
    name = "seutu.shared.messages"
    label = "seutu_messages"  # Django's own app of messages has the plain word

    def ready(self) -> None:
        from seutu.shared.messages import checks  # the apps are not loaded above

        checks.register()
        daily_work.register(DailyWork(key="messages.prune", command="prune_messages", from_hour=3))

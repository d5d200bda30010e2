from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "seutu.newcomers.clients"

    def ready(self) -> None:
        from seutu.newcomers.clients.registering import clients, contacts, rights  # the apps are not loaded above

        for subject in (clients, contacts, rights):
            subject.register()

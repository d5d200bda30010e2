from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "seutu.newcomers.clients"

    def ready(self) -> None:
        from seutu.newcomers.clients.registering import access, clients, contacts, rights  # the apps are not loaded above

        for subject in (clients, contacts, access, rights):
            subject.register()

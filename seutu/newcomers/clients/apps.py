from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "seutu.newcomers.clients"

    def ready(self) -> None:
        from seutu.newcomers.clients.registering import (  # the apps are not loaded above
            access,
            clients,
            contacts,
            eforms,
            figures,
            home,
            imports,
            path,
            rights,
            services,
        )

        for subject in (clients, contacts, access, rights, home, path, services, imports, eforms, figures):
            subject.register()

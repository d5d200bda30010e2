"""Addresses of the register under /tyo/, a module for each kind of page; those of the public are in ``public_urls``."""

from __future__ import annotations

from seutu.newcomers.clients.urls import access, client, contact, path, register, rights, service, team

app_name = "clients"

# Access stands before clients: poikkeuskatselu is a page, and no client's reference.
urlpatterns = [
    *register.urlpatterns,
    *contact.urlpatterns,
    *access.urlpatterns,
    *client.urlpatterns,
    *path.urlpatterns,
    *rights.urlpatterns,
    *team.urlpatterns,
    *service.urlpatterns,
]

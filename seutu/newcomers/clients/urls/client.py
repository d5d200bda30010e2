"""Addresses of client records: none holds more of a person than the random reference."""

from __future__ import annotations

from django.urls import path, register_converter

from seutu.newcomers.clients.models.client import REFERENCE_LENGTH, REFERENCE_LETTERS
from seutu.newcomers.clients.views import client_links, client_page, clients, edit_client, household


class ReferenceConverter:
    """The reference of a client in an address."""

    regex = f"[{REFERENCE_LETTERS}]{{{REFERENCE_LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "client_reference")

urlpatterns = [
    path("asiakkaat/", clients.clients, name="clients"),
    path("asiakkaat/uusi/", clients.new_client, name="new_client"),
    path("asiakkaat/<client_reference:reference>/", client_page.client, name="client"),
    path(
        "asiakkaat/<client_reference:reference>/henkilotunnus/", client_page.identity_code, name="client_identity_code"
    ),
    path("asiakkaat/<client_reference:reference>/nimet/", edit_client.names, name="client_names"),
    path("asiakkaat/<client_reference:reference>/muokkaa/<slug:section>/", edit_client.section, name="client_section"),
    path("asiakkaat/<client_reference:reference>/talous/", household.household, name="client_household"),
    path(
        "asiakkaat/<client_reference:reference>/talous/<int:member_id>/poista/",
        household.remove,
        name="client_member_remove",
    ),
    path("asiakkaat/<client_reference:reference>/liita/", client_links.link, name="client_link"),
    path(
        "asiakkaat/<client_reference:reference>/liita/<int:link_id>/pura/", client_links.undo, name="client_link_undo"
    ),
]

"""Addresses of imports and exports."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.clients.views import exports, imports

IMPORT = "rekisteri/tuonti/<int:import_id>"

urlpatterns = [
    path("rekisteri/tuonti/", imports.imports, name="imports"),
    path(f"{IMPORT}/", imports.register_import, name="import"),
    path(f"{IMPORT}/sarakkeet/", imports.import_columns, name="import_columns"),
    path(f"{IMPORT}/sarakkeet/uudelleen/", imports.change_columns, name="change_import_columns"),
    path(f"{IMPORT}/tuo/", imports.bring_in, name="bring_in"),
    path(f"{IMPORT}/luovu/", imports.give_up, name="give_up_import"),
    path(f"{IMPORT}/peru/", imports.undo_import, name="undo_import"),
    path(f"{IMPORT}/ongelmat.csv", imports.import_problems, name="import_problems"),
    path("kontaktit/vienti/", exports.export_contacts, name="export_contacts"),
    path("rekisteri/asiakkaat/vienti/", exports.export_clients, name="export_clients"),
]

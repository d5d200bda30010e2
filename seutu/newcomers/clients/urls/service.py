"""Addresses of interpreters, their bookings, and messages to clients."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.clients.views import client_messages, interpreters

BOOKING = "tulkkivaraukset/<int:booking_id>"

urlpatterns = [
    path("rekisteri/tulkit/", interpreters.interpreters, name="interpreters"),
    path("rekisteri/tulkit/uusi/", interpreters.new_interpreter, name="new_interpreter"),
    path("rekisteri/tulkit/<int:interpreter_id>/", interpreters.interpreter, name="interpreter"),
    path("tulkkivaraukset/", interpreters.bookings, name="interpreter_bookings"),
    path("tulkkivaraukset/uusi/", interpreters.new_booking, name="new_interpreter_booking"),
    path(f"{BOOKING}/", interpreters.booking, name="interpreter_booking"),
    path(f"{BOOKING}/muokkaa/", interpreters.change_booking, name="change_interpreter_booking"),
    path(f"{BOOKING}/tila/", interpreters.set_state, name="set_interpreter_booking"),
    path("asiakkaat/<client_reference:reference>/viesti/", client_messages.message, name="client_message"),
    path("rekisteri/viestipohjat/", client_messages.templates, name="message_templates"),
    path("rekisteri/viestipohjat/<int:text_id>/", client_messages.template_text, name="message_text"),
]

"""How a client is named in the body of a page: `{% load contacts %}`."""

from __future__ import annotations

from django import template

from seutu.newcomers.clients.contact_presentation import client_named
from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.presentation.finding import born

register = template.Library()


@register.simple_tag
def client_label(client: Client) -> str:
    """The name and the reference; of a protected client, the reference alone."""
    named = client_named(client.reference)
    return named if client.is_protected or not client.shown_name else f"{client.shown_name}, {named}"


@register.simple_tag
def client_choice(client: Client) -> str:
    """The name, the day of birth and the reference, as namesakes are told apart; of a protected client the reference.

    A municipality may well have four clients of one name, and nobody knows a reference by heart.
    """
    named = client_named(client.reference)
    if client.is_protected or not client.shown_name:
        return named
    return ", ".join(part for part in (client.shown_name, born(client), named) if part)

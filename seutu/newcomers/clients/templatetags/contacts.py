"""How a client is named in the body of a page: `{% load contacts %}`."""

from __future__ import annotations

from django import template

from seutu.newcomers.clients.contact_presentation import client_named
from seutu.newcomers.clients.models import Client

register = template.Library()


@register.simple_tag
def client_label(client: Client) -> str:
    """The name and the reference; of a protected client, the reference alone."""
    named = client_named(client.reference)
    return named if client.is_protected or not client.shown_name else f"{client.shown_name}, {named}"

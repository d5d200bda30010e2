from __future__ import annotations

from importlib import import_module

from django.apps import apps

from seutu.newcomers.clients.models import MessageTemplate


def default_messages() -> None:
    """The texts of an installation, also where an earlier test has emptied every table."""
    if not MessageTemplate.objects.exists():
        import_module("seutu.newcomers.clients.migrations.0006_default_messages").write(apps, None)

"""Make the search keys of names anew: `seutu manage rebuild_name_keys`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from seutu.newcomers.clients.actions.names import rebuild_name_keys
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Make the search keys of all clients' names anew; needed when a new version makes other keys."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild_name_keys(by=System('command'))} clients got new keys.")

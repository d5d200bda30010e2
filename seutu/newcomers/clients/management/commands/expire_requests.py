"""Closes requests and transfers that nobody answered in time: `seutu manage expire_requests`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from seutu.newcomers.clients.actions.asked import DAYS_TO_ANSWER, expire_asked
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = f"Close requests for clients and transfers that nobody answered in {DAYS_TO_ANSWER} days."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        with acting_as_system():
            expired = expire_asked(by=System("clock"))
        self.stdout.write(f"{expired} requests and transfers were closed.")

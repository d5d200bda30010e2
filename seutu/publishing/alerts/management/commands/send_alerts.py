"""Sends the alerts whose turn has come."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seutu.publishing.alerts.actions.digests import send_due
from seutu.publishing.alerts.models import Rhythm


class Command(BaseCommand):
    help = "Write the mails of the alerts whose turn has come: those of each day, of each Monday, and those at once."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sum(send_due(rhythm) for rhythm in Rhythm)} mails written.")

"""Count the figures of whole months beforehand: `seutu manage gather_figures`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from seutu.newcomers.clients.actions.gathering_figures import gather_figures


class Command(BaseCommand):
    help = "Count the figures of each month in which anything has changed, so that reports need not count its rows."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{gather_figures()} months were gathered.")

"""Delete the counts of requests whose minute is over: `seutu manage prune_request_counts`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from seutu.shared.core import request_counts


class Command(BaseCommand):
    help = "Delete the counts of requests whose minute is over. Counting deletes them as well."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{request_counts.prune()} counts were deleted.")

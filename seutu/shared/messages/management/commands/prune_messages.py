"""Deletes the addresses and texts of messages that left long ago."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seutu.shared.messages import actions


class Command(BaseCommand):
    help = "Delete addresses and texts of messages sent more than 30 days ago. Run it each day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{actions.prune()} messages emptied.")

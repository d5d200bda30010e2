"""Deletes what was done long ago."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seutu.shared.tasks import actions


class Command(BaseCommand):
    help = "Delete tasks that were done more than 30 days ago. Workers do this each day by themselves."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{actions.prune()} finished tasks deleted.")

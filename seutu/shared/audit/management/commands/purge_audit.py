"""Deletes the audit entries whose retention day is past: the only way in which they go."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seutu.shared.audit import actions
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Delete the audit entries whose retention day is past."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{actions.purge(by=System('purge_audit'))} entries deleted.")

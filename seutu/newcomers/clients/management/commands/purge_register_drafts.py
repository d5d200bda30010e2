"""Delete drafts of the register whose time is over: `seutu manage purge_register_drafts`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from seutu.newcomers.clients.actions import drafts
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.drafts import KEPT_FOR
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = f"Delete what was typed into forms of the register and not saved for {KEPT_FOR.days} days."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        with acting_as_system():
            gone = drafts.purge_drafts(by=System("clock"))
        self.stdout.write(f"{gone} drafts were deleted.")

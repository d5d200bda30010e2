"""Delete drafts that nobody has gone on with: `seutu manage prune_drafts`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from seutu.publishing.desk.actions import drafts
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = f"Delete what was typed at the desk and not touched for {drafts.DAYS_KEPT} days."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{drafts.prune_drafts(by=System('clock'))} drafts were deleted.")

"""Let go of what imports still keep of their spreadsheets: `seutu manage purge_register_imports`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from seutu.newcomers.clients.actions.imports import forget_old_imports
from seutu.newcomers.clients.rules.imports import KEPT_FOR
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = f"Delete what was read of spreadsheets and not brought in for {KEPT_FOR.days} days."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_old_imports(by=System('clock'))} imports were let go of.")

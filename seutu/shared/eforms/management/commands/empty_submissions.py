from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from seutu.shared.audit.actor import System
from seutu.shared.eforms.actions.erasing import apply_retention
from seutu.shared.eforms.queries.retention import due_by_class
from seutu.shared.eforms.retention import NAMES


class Command(BaseCommand):
    help = "Empty the closed submissions of forms that have been kept long enough. Run it every night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say how many that would be, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._preview()
            return
        run = apply_retention(by=System("clock"))
        with translation.override("en"):  # as every command of the clock speaks; the names stand on pages too
            for key, number in run.emptied.items():
                self.stdout.write(f"{NAMES[key]}: {number}")
        if run.failed:
            raise CommandError(f"Could not be emptied (ids): {', '.join(map(str, run.failed))}. The log says why.")

    def _preview(self) -> None:
        with translation.override("en"):
            for rule, due in due_by_class():
                self.stdout.write(f"{rule.name}: {due.count()}")

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from seutu.newcomers.clients.actions.retention import apply_retention
from seutu.newcomers.clients.queries.retention import waiting
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.retention import NAMES, WHY_NOT
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Take out of the register what has been kept long enough, people too. Run it every night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say how much that would be, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._preview()
            return
        run = apply_retention(by=System("clock"))
        with translation.override("en"):  # as every command of the clock speaks; the names stand on pages too
            for kind, number in run.gone.items():
                self.stdout.write(f"{NAMES[kind]}: {number}")
        if run.failed:
            raise CommandError(f"Could not be forgotten (ids): {', '.join(map(str, run.failed))}. The log says why.")

    def _preview(self) -> None:
        with acting_as_system(), translation.override("en"):
            for row in waiting():
                self.stdout.write(f"{NAMES[row.rule.kind]}: {row.goes} / {row.due}")
                for obstacle, number in row.held.items():
                    self.stdout.write(f"  {number}: {WHY_NOT[obstacle]}")

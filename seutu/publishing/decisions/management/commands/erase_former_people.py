from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seutu.publishing.decisions.actions.people import erase_former_people
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Erases the people who no longer hold any seat or office. Run it every night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say who, by id, and erase nobody")

    def handle(self, *args: Any, **options: Any) -> None:
        ids = erase_former_people(by=System("clock"), is_dry_run=options["dry_run"])
        if not ids:
            self.stdout.write("Nobody is waiting to be erased.")
            return
        people = "1 person" if len(ids) == 1 else f"{len(ids)} people"
        done = "would be" if options["dry_run"] else "was" if len(ids) == 1 else "were"
        self.stdout.write(f"{people} {done} erased: {', '.join(map(str, ids))}")

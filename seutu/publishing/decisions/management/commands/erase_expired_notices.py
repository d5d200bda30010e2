from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from seutu.publishing.decisions.actions.notices import erase_expired_notices
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Empties the notices whose time on display is over, and erases their documents. Run it every night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say which, by id, and erase nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        ids = erase_expired_notices(by=System("clock"), is_dry_run=options["dry_run"])
        if not ids:
            self.stdout.write("No notice is waiting to be erased.")
            return
        notices = "1 notice" if len(ids) == 1 else f"{len(ids)} notices"
        done = "would be" if options["dry_run"] else "was" if len(ids) == 1 else "were"
        self.stdout.write(f"{notices} {done} erased: {', '.join(map(str, ids))}")

"""`seutu manage sweep_files`: what lies in the store of files and belongs to nothing any more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from seutu.shared.audit.actor import System
from seutu.shared.files.actions import sweep
from seutu.shared.files.store import StoreUnavailable


class Command(BaseCommand):
    help = "Count the stored contents, older than a day, that no record has; with --delete, delete them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true", help="delete them; look at the count before")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            swept = sweep(by=System("sweep_files"), is_trial=not options["delete"])
        except StoreUnavailable as error:
            raise CommandError(f"The store of files does not answer: {error}.") from error
        if not options["delete"]:
            self.stdout.write(f"{swept.contents} contents belong to no record. Nothing was deleted.")
            return
        self.stdout.write(f"{swept.contents} contents and {swept.unfinished} unfinished files were deleted.")

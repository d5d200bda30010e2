"""Read decisions' addresses anew and let go of old files of ledgers: `seutu manage refresh_projects`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from seutu.newcomers.projects.actions.decisions import ask_to_read_all
from seutu.newcomers.projects.actions.ledger import forget_old_files
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Have the addresses of decisions about projects read, and let go of ledgers that were not brought in."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        asked, gone = ask_to_read_all(), forget_old_files(by=System("clock"))
        self.stdout.write(f"{asked} addresses are to be read, {gone} files were let go of.")

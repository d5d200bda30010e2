"""`seutu manage scan_files`: have files scanned that came before there was a scanner."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seutu.shared.files import client_clamav
from seutu.shared.files.actions import ask_for_scans


class Command(BaseCommand):
    help = "Ask the virus scanner about every stored file that it has not seen."

    def handle(self, *args: Any, **options: Any) -> None:
        if not client_clamav.address():
            raise CommandError("There is no scanner: set SEUTU_CLAMAV.")
        self.stdout.write(f"{ask_for_scans()} files wait for the scanner.")

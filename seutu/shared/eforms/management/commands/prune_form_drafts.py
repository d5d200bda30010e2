"""Delete answers that were not sent in time, with their files and links."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seutu.shared.audit.actor import System
from seutu.shared.eforms.actions import drafts


class Command(BaseCommand):
    help = "Delete answers to forms that were not sent in 14 days, with their files and links."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{drafts.prune(by=System('prune_form_drafts'))} drafts deleted.")

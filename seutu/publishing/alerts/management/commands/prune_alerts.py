"""Deletes orders that nobody confirmed, and addresses whose alerts were stopped."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seutu.publishing.alerts.actions.stopping import prune
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Delete alerts that nobody confirmed or that were stopped a week ago, with their addresses. Run it each day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{prune(by=System('prune_alerts'))} alerts deleted.")

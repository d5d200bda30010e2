"""Tells workers by mail how much waits for them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seutu.newcomers.clients.actions.reminders import remind_workers
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Tell workers by mail how much is late or due today, and leaders each week. Run it each day in the morning."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_workers(by=System('remind_workers'))} mails written.")

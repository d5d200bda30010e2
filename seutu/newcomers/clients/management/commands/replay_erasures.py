from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seutu.newcomers.clients.actions.erasure import replay
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = (
        "Forget again the people whom a restored backup brought back, by the journal. Can be run any number of times."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with acting_as_system():
            replayed, unreadable = replay(by=System("restore"))
        self.stdout.write(f"{replayed} clients forgotten again.")
        if unreadable:
            raise CommandError(f"{unreadable} lines of the journal cannot be read. Look into the file.")

"""Asks for the sending of every message that waits."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seutu.shared.messages import actions, client_mail


class Command(BaseCommand):
    help = "Send the messages that wait, once a mail server is set. Workers do the sending."

    def handle(self, *args: Any, **options: Any) -> None:
        if not client_mail.has_server():
            raise CommandError("There is no mail server: set SEUTU_MAIL_SERVER and SEUTU_MAIL_FROM.")
        self.stdout.write(f"{actions.send_waiting()} messages to send.")

"""Lists the messages that could not be sent, or sends one of them to be tried again."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seutu.shared.audit.actor import System
from seutu.shared.messages import actions
from seutu.shared.messages.models import Message, State


class Command(BaseCommand):
    help = "List the messages that could not be sent; with a number, try that one again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, nargs="?", help="the message's number, as the list shows it")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = Message.objects.filter(state=State.FAILED).order_by("pk")
        if options["id"] is None:
            for message in failed:
                self.stdout.write(f"{message.pk}  {message.created_at:%Y-%m-%d}  {message.kind}  {message.trouble}")
            self.stdout.write(f"{failed.count()} messages could not be sent.")
            return
        row = failed.filter(pk=options["id"]).first()
        if row is None:
            raise CommandError(f"No failed message has the number {options['id']}.")
        actions.try_again(row, by=System("retry_mail"))
        self.stdout.write(f"{row} waits to be sent.")

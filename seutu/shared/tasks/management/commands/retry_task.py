"""Sends a task that failed for good to be tried again."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seutu.shared.audit.actor import System
from seutu.shared.tasks import actions, queries


class Command(BaseCommand):
    help = "Try a task that failed for good again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=int, help="the task's number, as the list of failed tasks shows it")

    def handle(self, *args: Any, **options: Any) -> None:
        row = queries.failed_tasks().filter(pk=options["id"]).first()
        if row is None:
            raise CommandError(f"No failed task has the number {options['id']}.")
        try:
            actions.retry(row, by=System("retry_task"))
        except actions.AlreadyWaiting as error:
            raise CommandError("The same work is waiting already: it was asked for anew.") from error
        self.stdout.write(f"{row.name} waits to be tried again.")

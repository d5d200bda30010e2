"""Runs a worker until it is told to stop."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from seutu.shared.tasks.worker import LEASE, POLL_SECONDS, Worker


def seconds(text: str) -> float:
    """A number of seconds greater than nothing."""
    try:
        value = float(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is not a number of seconds") from error
    if not 0.01 <= value <= 86400:
        raise ArgumentTypeError("give between 0.01 and 86400 seconds")
    return value


class Command(BaseCommand):
    help = "Do the waiting work, until told to stop by SIGTERM or Ctrl-C."
    # They read every page's code, which a worker has no use for: half of the time that it would need to start.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")
        parser.add_argument("--lease-seconds", type=seconds, default=LEASE.total_seconds())
        parser.add_argument("--poll-seconds", type=seconds, default=POLL_SECONDS)

    def handle(self, *args: Any, once: bool, lease_seconds: float, poll_seconds: float, **options: Any) -> None:
        worker = Worker(lease=dt.timedelta(seconds=lease_seconds), poll_seconds=poll_seconds)
        if once:
            self.stdout.write(f"{worker.run_until_idle()} tasks run.")
        else:
            worker.run()

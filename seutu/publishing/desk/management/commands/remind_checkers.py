"""Reminds those who have not checked their minutes, and forgets the addresses of those who long have."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from seutu.publishing.desk.actions import checking
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Remind checkers of minutes who have not answered. Run it each day in the morning."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--after-days", type=int, default=checking.REMIND_AFTER.days, help="how long after the last message"
        )
        parser.add_argument("--at-most", type=int, default=checking.MOST_REMINDERS, help="how many reminders each")

    def handle(self, *args: Any, **options: Any) -> None:
        after = dt.timedelta(days=max(0, options["after_days"]))
        reminded = checking.send_reminders(after=after, at_most=options["at_most"], by=System("remind_checkers"))
        self.stdout.write(f"{reminded} checkers reminded, {checking.forget_addresses()} addresses forgotten.")

"""Fill an empty installation with the demo region: `seutu fill_demo`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from seutu.home.demo.forms import fill_forms
from seutu.home.demo.region import (
    PASSWORD,
    demo_accounts,
    fill_accounts,
    fill_region,
    fill_second_factors,
    fill_statements,
    is_filled,
)
from seutu.shared.core import clock
from seutu.shared.documents.calendars import own_host
from seutu.shared.organizations.models import Body, Organization


class Command(BaseCommand):
    help = "Fill an installation that has no organizations with the demo region, and say its accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--first-start",
            type=dt.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the day around which the demo's present is placed (today, when not given)",
        )
        parser.add_argument(
            "--site",
            default=f"http://{own_host()}",
            metavar="ORIGIN",
            help="the beginning of the addresses in the demo's mails (%(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo's accounts have a password that everybody knows. Set SEUTU_DEMO=1 to fill it.")
        if not Organization.objects.exists():
            self._fill(options["first_start"] or clock.today(), options["site"])
        elif not is_filled():
            raise CommandError("The database has other organizations already; nothing was added.")
        fill_second_factors()  # also for a demo that was filled before there were codes
        self._say_accounts()

    @transaction.atomic  # a filling that was stopped leaves nothing, so the next start begins anew
    def _fill(self, first_start: dt.date, site: str) -> None:
        bodies = fill_region()
        if apps.is_installed("seutu.newcomers.clients"):
            # Only here, and below: a site of the other half alone has no such app.
            from seutu.home.demo.newcomers import fill_units

            fill_units()
        fill_accounts()
        fill_statements()
        self.stdout.write(f"{len(bodies)} bodies, {len(demo_accounts())} accounts")
        if apps.is_installed("seutu.publishing.decisions"):
            self._fill_meetings(bodies, first_start)
        if apps.is_installed("seutu.newcomers.clients"):
            from seutu.home.demo.cost_split import fill_cost_split
            from seutu.home.demo.newcomers import fill_register
            from seutu.home.demo.projects import fill_projects

            for fill in (fill_register, fill_projects, fill_cost_split):
                for line in fill(first_start=first_start):
                    self.stdout.write(line)
        for line in fill_forms(site):
            self.stdout.write(line)

    def _fill_meetings(self, bodies: Mapping[str, Body], first_start: dt.date) -> None:
        # Only here: a site of the other half alone has no such app.
        from seutu.home.demo.publishing import demo_meetings, fill_history, fill_meetings

        total = len(demo_meetings())
        puts = []
        for done, put in enumerate(fill_meetings(bodies, first_start=first_start), start=1):
            self.stdout.write(f"{done}/{total} {put.meeting} ({put.meeting.items.count()})")
            puts.append(put)
        history = fill_history(bodies, puts, first_start=first_start)
        self.stdout.write(f"{len(history)} meetings of the two years before")

    def _say_accounts(self) -> None:
        for account in demo_accounts():
            self.stdout.write(f"{account.email}  {PASSWORD}  {account.name}")

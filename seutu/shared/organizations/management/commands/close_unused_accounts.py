"""Close accounts of people who have not come for long: `seutu manage close_unused_accounts --days N`.

A sign-in service tells of a leaver only when they try to come. Who never comes again is noticed here. Accounts with a
password only are not touched.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations

from seutu.shared.accounts.providers import providers
from seutu.shared.accounts.queries import unused_since
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.sign_in import leave


class Command(BaseCommand):
    help = "End the roles of people who have not signed in through their organization for so many days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, required=True, metavar="N", help="how many days; at least 1")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 1:
            raise CommandError("--days must be at least 1.")
        since = clock.now() - dt.timedelta(days=options["days"])
        ended = 0
        for organization in Organization.objects.filter(slug__in=[provider.slug for provider in providers()]):
            for user in unused_since(since, organization.slug):
                leave(user, organization)
                ended += 1
        self.stdout.write(f"The roles of {ended} people were ended.")

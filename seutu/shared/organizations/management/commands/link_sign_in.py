"""Join an account to a person of a sign-in service: `seutu manage link_sign_in EMAIL --organization SLUG --subject ID`.

For who cannot do it themselves on the page “Own account”: their person there was made anew, or they have no password.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations
from django.db import transaction

from seutu.shared.accounts.actions import link, unlink
from seutu.shared.accounts.models import User
from seutu.shared.accounts.providers import provider_called
from seutu.shared.audit.actor import System

BY = System("command")


class Command(BaseCommand):
    help = "Let a person of an organization's sign-in service use an account that there is already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="of the account")
        parser.add_argument("--organization", metavar="SLUG", required=True, help="whose sign-in service: joensuu")
        parser.add_argument("--subject", metavar="ID", required=True, help="the person's id there, from the refusal")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        slug, email = options["organization"], options["email"].strip().lower()
        user = User.objects.filter(email=email).first()
        if user is None:
            raise CommandError(f"There is no account {email}.")
        if provider_called(slug) is None:
            raise CommandError(f"SEUTU_OIDC has no sign-in service of “{slug}”.")
        with transaction.atomic():
            unlink(user, slug, by=BY)
            if not link(user, slug, options["subject"], by=BY):
                raise CommandError("Another account is joined to this person.")
        self.stdout.write(f"{email} signs in through {slug} from now on.")

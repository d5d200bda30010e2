"""Take a person's codes away, when phone and recovery codes are lost: `seutu manage reset_mfa EMAIL`.

Be sure first who asks: with the codes gone, the password alone lets in until new ones are taken into use.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations

from seutu.shared.accounts import actions
from seutu.shared.accounts.models import User
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Take the second factor of a person away. All their sessions end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError("Nobody has this e-mail.")
        had_one = actions.reset_second_factor(user, by=System("command"))
        what = "has no codes any more" if had_one else "had no codes"
        self.stdout.write(f"{user.email} {what}. All their sessions end.")

"""Give a person a new password: `seutu set_password EMAIL`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations

from seutu.shared.accounts import actions
from seutu.shared.accounts.management.password_input import add_password_argument, in_words, read_password
from seutu.shared.accounts.models import User
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Give a person a new password. All their sessions end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        add_password_argument(parser)

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError("Nobody has this e-mail. Make the account with create_user.")
        password = read_password(from_stdin=options["password_stdin"])
        try:
            actions.set_password(user, password, by=System("command"))
        except ValidationError as error:
            raise CommandError(in_words(error)) from error
        self.stdout.write(f"The password of {user.email} was changed. All their sessions end.")

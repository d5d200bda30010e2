"""Make a municipality or another authority: `seutu manage add_organization NAME [--slug SLUG] …`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations

from seutu.shared.accounts.management.password_input import in_words
from seutu.shared.audit.actor import System
from seutu.shared.organizations.actions import add_organization
from seutu.shared.organizations.models import Organization


class Command(BaseCommand):
    help = "Make a municipality or another authority, of which nothing was brought in before."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="the short name in Finnish: Joensuu")
        parser.add_argument("--name-sv", default="", metavar="NAME", help="the short name in Swedish")
        parser.add_argument("--full-name", default="", metavar="NAME", help="the official name: Joensuun kaupunki")
        parser.add_argument("--full-name-sv", default="", metavar="NAME", help="the official name in Swedish")
        parser.add_argument("--slug", default="", help="the address word, when it is not made of the name")
        parser.add_argument("--kind", choices=Organization.Kind.values, default=Organization.Kind.MUNICIPALITY.value)
        parser.add_argument("--registry-email", default="", metavar="ADDRESS", help="where the registry gets its mail")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = add_organization(
                options["name"],
                by=System("command"),
                kind=options["kind"],
                slug=options["slug"],
                name_sv=options["name_sv"],
                full_name_fi=options["full_name"],
                full_name_sv=options["full_name_sv"],
                registry_email=options["registry_email"],
            )
        except ValidationError as error:
            raise CommandError(in_words(error)) from error
        self.stdout.write(f"The organization {made.name_fi} was made. Its address word is {made.slug}.")
